{"schema":"steadyflow/signature/1","signs":"prescription","key":"a572fd085265c2a9","signature":"odimGpGIZe9RnKgCosCjrz429QJqv7ov2IXwk3sy1xNHWwta+Ixspy6ymTJ5ZJpQd3HJdRp10UCmFKI4DT/tAw=="}
