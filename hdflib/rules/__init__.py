"""Legal arithmetic: pure functions with their legal reference."""
