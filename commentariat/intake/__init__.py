"""Raw text becomes content files: reading, repairing, merging, writing."""
