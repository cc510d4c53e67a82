"""An archive becomes the pages of a site."""
