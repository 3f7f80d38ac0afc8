"""Generated records and the project made of them, for demonstration."""
