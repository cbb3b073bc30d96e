"""English: function words and endings, by what they do in a phrase. Data only; lower case."""

DEFINITE_ARTICLE = "the"
