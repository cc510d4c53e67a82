"""The built site, on its way to its readers."""
