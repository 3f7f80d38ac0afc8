"""French formats, grammar, tables, charts, maps and HTML building blocks."""
