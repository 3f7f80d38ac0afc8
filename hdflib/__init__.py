"""Reproducible briefing packs for the Commission spécialisée PDALHPD."""

__version__ = "0.1.0"
