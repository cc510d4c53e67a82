"""Looks over the pages and the archive: asks, complains, and says where."""
