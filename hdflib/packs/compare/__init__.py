"""What moved between two commissions, two builds or two folders."""
