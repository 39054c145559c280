{"schema":"steadyflow/signature/1","signs":"prescription","key":"a572fd085265c2a9","signature":"Et+BcOCfcYPpy+QH5/1CuMDUWpYVSol6XzBql6fg884MavXJ5lUGvMZWkfD3y1bGkCjKL27uR4UZVZj8sCYZAg=="}
