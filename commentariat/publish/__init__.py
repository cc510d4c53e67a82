"""A built site is looked over, and its addresses are kept."""
