"""From executed notebooks to the page of a pack, its PDF and its calendar."""
