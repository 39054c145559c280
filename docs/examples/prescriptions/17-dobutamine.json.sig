{"schema":"steadyflow/signature/1","signs":"prescription","key":"a572fd085265c2a9","signature":"eIL1qj3nwv/vnLgUyuUk/+oXQ60ay6kEornfYRA56WSExBNbhko4rwW4pr5DsEVHxq5FRPHtdbnmkdgMRgoRCw=="}
