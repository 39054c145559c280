{"schema":"steadyflow/signature/1","signs":"library","key":"a572fd085265c2a9","signature":"Jvug9bTRCgm8xSHPzGDbgD0YRkbChCT28ZfhrsdLEcMigevHTA2xUyf7IcdYAO4xBFevAqfxB4oIVM54jW68CQ=="}
