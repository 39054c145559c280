{"schema":"steadyflow/signature/1","signs":"prescription","key":"a572fd085265c2a9","signature":"zai4P1CxhglXnDmaTSOamzTcKslpaNvxmtfc735jyuwdFxDxfaEq3SILR393MoZJnBF4/Fo2lIkHNg3+7RGHAw=="}
