{"schema":"steadyflow/signature/1","signs":"prescription","key":"a572fd085265c2a9","signature":"8MmnJsq8lKRce9XJ7lWmpNOHnAJ0oy9cBjVmrpZ27GgLvfQZr5d+jCVNqqp7GiwHEcAXMMog2tT4a9sWZKYqCg=="}
