{"schema":"steadyflow/signature/1","signs":"prescription","key":"a572fd085265c2a9","signature":"e7bE7RQChCNezS4SqhC7hRSBjD03Dp6Mj5OIXKxLB400He4b0MWRG4EtSTqwANwDIC6e8KtirnmQNZx0nmdZBQ=="}
