"""Cotation of requests for social housing (CCH, L.441-2-8 and R.441-2-10)."""
