{"schema":"steadyflow/signature/1","signs":"prescription","key":"a572fd085265c2a9","signature":"NiRYW3KTIK8PK5gVrEyxnFdOe/4yOQMlUs8qZwFfKiG32xMRi8/+srWvsAnWf9o7bi829aP4qK4zLoHOQMfKAw=="}
