"""From confidential record-level exports to counts."""
