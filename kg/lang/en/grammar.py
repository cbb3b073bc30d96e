"""English: function words and endings, by what they do in a phrase. Data only; lower case."""

COPULA = "be"
DEFINITE_ARTICLE = "the"
INDEFINITE_ARTICLES = frozenset({"a", "an"})
# before what somebody or something belongs to, or is a part of
GENITIVE = "of"
CONJUNCTION = "and"
# what makes a name one that something belongs to, by the end of the name
POSSESSIVE_MARKS = (("s", "'"), ("", "'s"))
# endings of plurals, and what the singular has in their place
PLURAL_ENDINGS = (("s", ""), ("ies", "y"))
