"""Pieces that may say the same in two languages, found by what they have in common."""
