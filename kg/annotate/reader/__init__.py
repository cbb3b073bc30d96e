"""The packaged pipeline: tokens, tags, trees, lemmas, names and factuality by one small network."""
