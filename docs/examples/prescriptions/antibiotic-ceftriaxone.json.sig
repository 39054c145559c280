{"schema":"steadyflow/signature/1","signs":"prescription","key":"a572fd085265c2a9","signature":"7qecCRsvXxNCfiAV0MfpYbCX6DWge6n5gM/vbb+GqAs+YwmWuCH7FMj0ORWUSnBqJsGbXKKQszX3U9c86Zm3Dg=="}
