"""Formats of sources: how a file is told, cut into items, and each item read."""
