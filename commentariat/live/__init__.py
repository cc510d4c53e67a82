"""A site kept in memory, revised where its files change."""
