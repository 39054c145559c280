{"schema":"steadyflow/signature/1","signs":"prescription","key":"a572fd085265c2a9","signature":"/RFs/dwIRpThjAKbyp9FGnuxTNVNJ+Tovn2sX0rVziaDaDlbMn7URSaxcuC8BysEqWP9BCS2qKUyRpBQV7+HAQ=="}
