"""The site while it is written: watched, served, reloaded where it changed."""
