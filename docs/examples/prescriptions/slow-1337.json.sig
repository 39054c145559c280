{"schema":"steadyflow/signature/1","signs":"prescription","key":"a572fd085265c2a9","signature":"ldJ++IeH0VOli3eLSQDocpmPW0nDjZNvj+ZWQM1xZ6vZwrkz5qxX8/DubWgJvRkqe79ovpNQ+Kx/hagMIcMVCw=="}
