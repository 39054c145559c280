{"schema":"steadyflow/signature/1","signs":"prescription","key":"a572fd085265c2a9","signature":"Fwk5otCtniCG03aCwDkmK4KTtltOwVQBTX+yJH9k1ZApgbJQXqSvWFmmDDj/dAlFKsJdhSklxsemAVubuEG+BA=="}
