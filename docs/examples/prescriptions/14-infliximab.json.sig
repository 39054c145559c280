{"schema":"steadyflow/signature/1","signs":"prescription","key":"a572fd085265c2a9","signature":"oh4KwEM0FydO0juiSxi/Yvn3Buwe4vhLFEo5VhBJRskC9TQ8l0f2tJCuM8ulU2eXq3hQT2sw7IBQlZc1nMZ9DA=="}
