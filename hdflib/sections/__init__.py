"""One module per agenda section: compute, then tables, charts, maps and sentences."""
