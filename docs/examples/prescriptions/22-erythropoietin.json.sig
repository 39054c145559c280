{"schema":"steadyflow/signature/1","signs":"prescription","key":"a572fd085265c2a9","signature":"a3bxQN8AzxBzgv8wwR5C8N0ia7NJ8qw8i2xMOy0wXrra/sIXPLz5UQxllDNtbn1XVpvtNEB7Z4lFYMNfLjCjBQ=="}
