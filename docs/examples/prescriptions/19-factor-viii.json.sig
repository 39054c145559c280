{"schema":"steadyflow/signature/1","signs":"prescription","key":"a572fd085265c2a9","signature":"XJP1bt5+Vw0QmdvKVHNi/ikQNKaJpqZzm/vflDjZPl4gWhnb0SmiR+3xI5KdsGf3Jl3LOqxYdAl5UvLGDRgTBg=="}
