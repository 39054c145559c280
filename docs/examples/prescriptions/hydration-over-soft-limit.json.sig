{"schema":"steadyflow/signature/1","signs":"prescription","key":"a572fd085265c2a9","signature":"VeOPW7IZU9N2lbzl/sVrqxYLBF9DZGCTetR9LZ1RwMOH2M3+DU5O0a+g/S4NTcX0ZXT0sb9ZgMLumq2F8ItBBg=="}
