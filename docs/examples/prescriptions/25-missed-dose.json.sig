{"schema":"steadyflow/signature/1","signs":"prescription","key":"a572fd085265c2a9","signature":"EBgR3Ax7FC9Eo0AcGuy5OuwjWNze8f6ldLTgugQtjeLU5OjCN/LvZq95fivolbCBNC8rQ45XEbXKU0sZc/T6BQ=="}
