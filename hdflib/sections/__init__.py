"""One module or package per agenda section: compute, then tables, charts, maps, sentences."""
