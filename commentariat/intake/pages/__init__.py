"""The text of a page is labelled, span by span, and becomes a reading."""
