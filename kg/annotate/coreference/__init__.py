"""Which phrases of a document speak of one thing: mention detection and mention ranking."""
