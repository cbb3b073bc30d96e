"""What the stages know of a language: word lists and tables, data only."""
