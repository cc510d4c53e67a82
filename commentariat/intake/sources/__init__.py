"""Raw files on disk become text, metadata and rows of tables."""
