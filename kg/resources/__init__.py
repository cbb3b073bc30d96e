"""Tables that the user can add to or replace: gazetteer, ontology, corrections. Loaded once and handed to the stages."""
