"""Words, names and roles that several readers ask for."""
