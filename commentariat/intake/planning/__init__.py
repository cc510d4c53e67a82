"""What is due, and what becomes of it: decided before anything is done."""
