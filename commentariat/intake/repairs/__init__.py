"""Tables of rules for what extraction damaged, and how they are applied."""
