"""A first look at a corpus: figures, disagreements, what to review."""
