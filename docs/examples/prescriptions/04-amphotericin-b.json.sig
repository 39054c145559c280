{"schema":"steadyflow/signature/1","signs":"prescription","key":"a572fd085265c2a9","signature":"u/gEtUkD9uxcaTNSjcCzKk4PIKiS7bw4oOcGK8SBzuOcxa3BWFp4jJo60FYYQgsNnhpsugoJIWzddWSBEw0QDA=="}
