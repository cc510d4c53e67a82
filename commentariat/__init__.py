"""A static site generator for archives of commentary."""

__version__ = "0.1.0"
