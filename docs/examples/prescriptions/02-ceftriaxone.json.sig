{"schema":"steadyflow/signature/1","signs":"prescription","key":"a572fd085265c2a9","signature":"EPELDnw97JRddQkoQWVVIpxV3ISmtxbKVWCKrbbGXZZgATl69MTlc6NVj66LfDfR+eS2m+U0wiMvvW0Q8JtkBw=="}
