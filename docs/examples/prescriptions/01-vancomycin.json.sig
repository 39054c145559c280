{"schema":"steadyflow/signature/1","signs":"prescription","key":"a572fd085265c2a9","signature":"q8ymBMnfYq+6+NAGTqSbhPdXCOZH2Oj+8DcBISaMWLIuF/ajqIIkvzTUZp6uzWz1pFPJeH3Ixl8U33mGe4gfAw=="}
