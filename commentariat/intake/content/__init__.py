"""A reading becomes a content file, and a content file is amended."""
