"""What editors decided about points that import leaves open."""
