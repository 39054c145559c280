{"schema":"steadyflow/signature/1","signs":"prescription","key":"a572fd085265c2a9","signature":"HWWE3HZMgRN9suH9Qx+TXk5jdE1bqJRW7zqR9Pndejj/KzYcQv18ForF/J55hVNmz60bUG/YHzxOnhrAR81PAg=="}
