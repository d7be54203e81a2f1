"""Labels and rows that stand away from each other."""
