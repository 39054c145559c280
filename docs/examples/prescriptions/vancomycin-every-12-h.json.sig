{"schema":"steadyflow/signature/1","signs":"prescription","key":"a572fd085265c2a9","signature":"SJVp3ZpZ52WOZ5JLmoQTz9X1iMnVozyzkZyDFqruJ1kDRxyspE+y6bv8SwhFxGlZuSIpMCWI+mCrB1HcaYqVDw=="}
