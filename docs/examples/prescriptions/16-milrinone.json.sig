{"schema":"steadyflow/signature/1","signs":"prescription","key":"a572fd085265c2a9","signature":"ClObVrE4AvadiHw/QAU7tJQMrLfh9+b9z4JnTFU1MOfcWwUGsnbPQU0lxdtnbhsdFOUR/1a4SMXCJtrgxarODQ=="}
