{"schema":"steadyflow/signature/1","signs":"prescription","key":"a572fd085265c2a9","signature":"6tYFCKtlak7MO/Pddx6yOAug0EvKT8lnh/pZzBkVUHl9gsaDjhYvEUUbLp3kFcdk3/KDPWDlvxKKY7UhKnocBg=="}
