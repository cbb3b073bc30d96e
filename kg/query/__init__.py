"""Questions to a finished graph: SPARQL, and why a claim is there."""
