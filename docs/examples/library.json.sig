{"schema":"steadyflow/signature/1","signs":"library","key":"a572fd085265c2a9","signature":"XDl4UzV+aFydNkFup3RKab3xUp2OYUKFPSM81ya1zwD2Nx5NX0njkMTAwWkj90BCejpuciMwMs9/kwkofJqqCw=="}
