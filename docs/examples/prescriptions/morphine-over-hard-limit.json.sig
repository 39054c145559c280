{"schema":"steadyflow/signature/1","signs":"prescription","key":"a572fd085265c2a9","signature":"Qly5fKt/BW1lVX7c7Jo/JD9GQGcNMSppHWvthDSR+D+VRsk/oSMqiZredRJoCh4Uvw5fK+R8I7BPJgNLjIWgCg=="}
