{"schema":"steadyflow/signature/1","signs":"prescription","key":"a572fd085265c2a9","signature":"I+gaE1gJJaa4eBsAp3vXsBmflGgIGIzFvq1YugQghMhfDC9+yCs36VKckvi/1hXJH/dgnT7cQJ9WYG8IJ4UdCA=="}
