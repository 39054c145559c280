{"schema":"steadyflow/signature/1","signs":"prescription","key":"a572fd085265c2a9","signature":"EUvhues5KbbzXAxdnH5kvLZSPaQmiFFAnzz/VZYbVtBDbF0txLhzOkB3lPsTq4BUadIieB+1FMEO2y/zEC9wDA=="}
