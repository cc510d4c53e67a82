"""Crawls of one article: found among all raw files, compared, and told apart."""
