{"schema":"steadyflow/signature/1","signs":"prescription","key":"a572fd085265c2a9","signature":"RDZq2RiFWS+/Kn6SoNmQ1E/RLKN+xoEMdOF1vR+OXIQjJ/ufoXf5phUywsUiLle2MWmsNc/IL3gg/HQXXsg3CA=="}
