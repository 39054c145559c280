{"schema":"steadyflow/signature/1","signs":"prescription","key":"a572fd085265c2a9","signature":"4dPgJj/HuFeMo9nLDhQ4rx6fLd20OvQ3yOU7VPDRYDhLPKtJauU24nJ1OWChsVuXGIRs0Roft/suWdQrLzhtBg=="}
