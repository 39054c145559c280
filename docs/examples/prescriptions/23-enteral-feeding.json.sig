{"schema":"steadyflow/signature/1","signs":"prescription","key":"a572fd085265c2a9","signature":"mWIKU4Oft12ko1g2RHHjinnZqptBG530VMiqZL9N5jGpi2xj+GHXbUYXWeKVv6EUflrOgXiSFqMxvhU/EuKIBg=="}
