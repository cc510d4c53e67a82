"""References to pieces: as three styles write them, and as programs read them."""
