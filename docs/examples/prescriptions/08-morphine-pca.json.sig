{"schema":"steadyflow/signature/1","signs":"prescription","key":"a572fd085265c2a9","signature":"rf3TLCFxDQZcsiK1sg5jDsqAVRI5eXUvKQngaOzXz0yOg1kkhaQ0C4SEKKokj2RM3RVi7ZK0ztU5WWeaYsq+Dg=="}
