"""The review of what import doubts, as values: points, decisions, sessions."""
