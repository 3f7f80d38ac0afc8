"""Scoring of requests by a cotation grid, and simulation of another one.

Left of the boundary: it reads records, and gives back points to whoever holds the file, or counts
under statistical secrecy. No message quotes a record.
"""
