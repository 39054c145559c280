{"schema":"steadyflow/signature/1","signs":"prescription","key":"a572fd085265c2a9","signature":"3KU/e7HZ3YWW8096qqqLDm0xDJ7lyUNFhdArRh0fDGowtBAbtle7gVMiZsGxTVTL4Kngb3l9onsvxgU1Zf/iAg=="}
