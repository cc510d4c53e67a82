"""Pages become output: what to do, why, and doing it."""
