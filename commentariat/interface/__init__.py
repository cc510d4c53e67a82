"""The words that readers see: catalogs, plurals, numbers, dates."""
