"""What extraction does to text besides lost spaces: a module a kind, in tables."""
