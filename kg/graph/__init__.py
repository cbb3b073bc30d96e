"""Door 6: entities, claims and documents as a graph, in RDF and in files."""
