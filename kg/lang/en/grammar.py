"""English: function words and endings, by what they do in a phrase. Data only; lower case."""

# -- verbs -------------------------------------------------------------------------------------------------------------
COPULA = "be"  # lemma; the auxiliary of the passive, too
PAST_COPULA = frozenset("was were".split())
AGREEING_COPULA = {"was": "Sing", "were": "Plur"}  # forms of the past that show a number
PERFECT_AUXILIARY = "have"  # lemma
PERFECT = frozenset("has have 's ’s 've ’ve".split())  # what holds still: "has led it for six years"
FUTURE = frozenset("will shall 'll ’ll wo".split())
INVERTED_AUXILIARIES = frozenset("had were should".split())  # before the subject they say "if": "had it known"
INFINITIVE_MARKER = "to"
EMPTY_SUBJECTS = frozenset("it there".split())  # of "it is said", "there is"

# -- clauses -----------------------------------------------------------------------------------------------------------
COMPLEMENTIZER = "that"  # "said that ..."
THING_RELATIVE = "which"  # stands for no person
LIMIT = "until"
EXPLETIVE = "it"  # a subject that may stand for nothing
EXISTENTIAL = "there"  # "there is ..."
EXISTENCE = "exist"  # what "there is" says
NEGATION = "not"
PLAIN_NEGATIONS = frozenset("not n't".split())
ADDITIVE = frozenset("just merely only simply solely".split())  # behind a negation it takes that back: "not only"
REMOTENESS = ("far", "from")  # before a gerund they deny it: "far from owning it"
DISJUNCTION = "or"
ADVERSATIVE = "but"  # "not with Chile but with Peru"
EXCLUDING = frozenset("not rather".split())  # with a member of a coordination that is none: "Peru, not Chile"
NEGATIVE_CONJUNCTIONS = frozenset("neither nor".split())
NEITHER = "neither"
SUBSTITUTION = ("rather", "than")  # what stands behind it is not so: "rather than leave"
ABSENCE = frozenset("without instead".split())  # likewise: "without attacking"
NEARLY_ALL = ("all", "but")  # "all but destroyed"
CONTINUING = frozenset("long longer".split())  # what is no longer so
PENDING = "yet"  # "has yet to sign"
PROSPECTIVE_VERB = "go"  # "is going to"
# Verb, adverb and preposition of what was not done: "came close to signing"
APPROACHES = frozenset((("come", "close", "to"), ("stop", "short", "of"), ("fall", "short", "of")))
HALF_WAY = frozenset("far involved short".split())  # "is far", "was involved": of what and in what, another claim says
HINDERING = frozenset("keep stop".split())  # verbs that make what stands behind "from" not so
WHETHER = "whether"
CONDITION = "if"
EXCEPTION = "unless"  # behind what was so it only names an exception
EXCEPTING = "except"  # "except when it rained": so it was then, if ever
ASKING_MARKERS = frozenset((WHETHER, CONDITION))  # of a question that is told: "asked whether ..."
ASKING_DETERMINERS = frozenset("how what whatever which whichever whose".split())  # "which side": it is not said
ASKING_ADVERBS = frozenset("how why".split())  # what they ask of may be so
MEMBERSHIP = frozenset("among amongst".split())  # "was among those killed"
TOPICAL = frozenset(["about"])  # before what is spoken of
SPEAKING = frozenset("i we".split())  # who speaks
ADDRESSED = "you"
CONTENT_MARKERS = frozenset((COMPLEMENTIZER, WHETHER))  # of what a noun is about: "the claim that ..."
COMPARING_MARKERS = frozenset("as like".split())  # "as he said"
HAPPENING = (
    ("erupt", ""),
    ("happen", ""),
    ("occur", ""),
    ("take", "place"),
    ("unfold", ""),
)  # what events do, with the noun that belongs to it
DOING = frozenset("culpable famous guilty infamous notorious responsible".split())  # with a gerund: who is that does it
RESULTING = frozenset("culminate result".split())  # what events do, not those who take part in them
FORMERLY = "once"  # "once an ally"

# -- noun phrases ------------------------------------------------------------------------------------------------------
DEFINITE_ARTICLE = "the"
INDEFINITE_ARTICLES = frozenset({"a", "an"})
NEGATIVE_DETERMINER = "no"
POLARITY_DETERMINER = "any"
HUMAN_RELATIVES = frozenset("who whom".split())
NEGATIVE_DETERMINERS = frozenset("no neither".split())
INDEFINITE_DETERMINERS = frozenset("a an no".split())  # "signed an agreement": none that was told before
PLURAL_PRONOUNS = frozenset("they we them us these those".split())
POSSESSIVE_MARKERS = frozenset("'s ’s ' ’".split())
FORMER_ADVERBS = frozenset("formerly once previously then".split())  # "the then minister"
DESCENT = "ethnic"  # before a people it says no state: "ethnic Albanians"
FORMER_PREFIX = "ex-"  # "ex-minister"

# -- prepositions and marks, by the case or role that they stand for ---------------------------------------------------
PASSIVE_AGENT = "by"
GENITIVE = "of"
DATIVE = "to"
COMITATIVE = "with"
INESSIVE = "in"
SUBJACENT = "under"  # "under the deal"
ESSIVE = "as"
ABLATIVE = "from"
BENEFACTIVE = "for"
DURATIVE = "for"  # "for six years"
MUTUAL = "between"
OWNER = (PASSIVE_AGENT, GENITIVE, ABLATIVE)  # before who has what a noun names, the surest first: "a push by X to ..."
OTHER_SIDE = frozenset(
    (COMITATIVE, MUTUAL, "against", PASSIVE_AGENT, ABLATIVE)
)  # "talks with X": another one takes part
OF_OBJECT = frozenset((ESSIVE, GENITIVE, ABLATIVE))  # before what the object does: "accused it of breaking ..."

# -- joining and endings ------------------------------------------------------------------------------------------------
CONJUNCTION = "and"
DISTRIBUTIVE = "respectively"  # the first does it to the first, the second to the second
PRO_VERB = "do"  # stands for another verb: "Peru signed it; Chile did not"
# what makes a name one that something belongs to, by the end of the name
POSSESSIVE_MARKS = (("s", "'"), ("", "'s"))
# endings of plurals, and what the singular has in their place
PLURAL_ENDINGS = (("s", ""), ("ies", "y"))
