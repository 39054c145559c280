{"schema":"steadyflow/signature/1","signs":"prescription","key":"a572fd085265c2a9","signature":"ovRQxrxNHQgVhMjcOU/nQu9u71KOFt878g47Il5Is/Xgzry4x9BjYCcWji6FZ5ceorkGNc/d2pnSLvqg8sqJAQ=="}
