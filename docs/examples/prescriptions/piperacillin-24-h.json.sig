{"schema":"steadyflow/signature/1","signs":"prescription","key":"a572fd085265c2a9","signature":"IEtoig41875N3hK7Fw6FTB9POHfqIqoNkWDb7neZNAX8L3gdNjAFvNP61d6eBrXxWXkskfFNUGa29wjCLs+0Dg=="}
