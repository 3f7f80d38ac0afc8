"""Slides and documents made of built packs."""
