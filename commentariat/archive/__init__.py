"""Content files become an archive: front matter, judged fields, terms, indices."""
