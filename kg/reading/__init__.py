"""What the packaged reader is made of: word pieces, windows, trees, lemmas, names. `kg.reader` is the spaCy component."""
