{"schema":"steadyflow/signature/1","signs":"prescription","key":"a572fd085265c2a9","signature":"FYrTweKkujFWcsHFtQqQFV9T3FvTT2KN/y83OUS+POkCSrrtynGfecOET9gUbZo0XQrl8utsQdJnbV+LAK2sAQ=="}
