"""Indexes of what is built, and the accessibility statement that every page links."""
