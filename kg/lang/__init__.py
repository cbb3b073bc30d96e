"""Facts about languages: word lists and label sets, data only."""
