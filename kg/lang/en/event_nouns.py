"""English: nouns that name what somebody does or undergoes. Data only; lemmas in lower case."""

# nouns that name an event or a relation, with the prepositions of what it is directed at
EVENT_NOUNS = frozenset(
    """acceptance accession accord accusation acquisition aggression agreement aid alliance ambassador appointment arrest arrival assassination assault
    assistance attack backing ban battle blockade bombardment bombing border buyout call campaign ceasefire clash compromise condemnation conflict
    confrontation contact conversation cooperation coup crackdown criticism deal defeat demand demonstration departure deployment dialogue discussion
    dismissal dispute embargo encounter endorsement entry envoy espionage exodus expulsion feud fight fighting firefight friendship gunfight hostility inaction
    incursion influence inquiry interference intervention invasion investigation investment involvement killing loan loyalty march mediation meeting membership murder
    negotiation occupation offensive opposition overthrow pact partnership peace praise presence pressure protest purchase quarrel raid rally recognition
    reconciliation rejection relation relationship release reliance renunciation resignation resistance response retaliation return rift riot
    rivalry row sanction shelling siege skirmish solidarity split standoff strike struggle summit support takeover talk tension threat tie tour trade treaty trip truce
    uprising victory violation visit vote war warning withdrawal""".split()
)
# nouns of what somebody does to what "of" names: "the king's seizure of power", "Peru's handling of the crisis"
DONE_NOUNS = frozenset(
    """abandonment abolition abuse adoption annexation application approval breach bombing cancellation capture closure coverage
    deployment development discovery disclosure distribution enforcement eviction exploitation extradition handling impeachment implementation
    imposition installation interpretation introduction investigation management manipulation mistreatment neglect nomination obstruction
    occupation oppression persecution portrayal production promotion prosecution publication pursuit recruitment refusal removal repression
    restoration search seizure shelling suppression surveillance suspension theft torture treatment use withholding""".split()
)
# event nouns whose "of" names who does it: "the arrival of troops in Caracas"; those of others name whom it is done to
DOER_NOUNS = frozenset(
    "accession arrival departure entry presence resignation resistance return visit withdrawal".split()
)
# event nouns that come "from" who does them: "threats from Iran against Israel"
SENDER_NOUNS = frozenset(
    "aid assistance attack backing call criticism demand opposition praise pressure protest resistance response support threat warning".split()
)
# nouns of acts whose possessor, or whom "of" names, does or undergoes them: "Ruiz's arrest", "the death of Ruiz"
ACT_NOUNS = frozenset(
    """abduction acquittal appointment arrest assassination birth breakup burial closure collapse conviction cremation death defeat demise demolition
    deportation deposition destruction detention disappearance dismissal dissolution downfall drowning election eruption escape eviction
    execution expansion expulsion explosion growth hospitalisation hospitalization imprisonment inauguration kidnapping killing liberation murder nomination ouster overthrow passing
    poisoning recovery release rescue resignation retirement sacking sinking slaying surrender victory win""".split()
)
# of these, those that people undergo and bodies do
CHOICE_NOUNS = frozenset("appointment election nomination".split())
# of an event that may be still to come: "before his inauguration"
NOT_YET = frozenset({"before", "until", "till", "pending", "ahead of"})
# of an event that has happened: "the cause of his death"
CIRCUMSTANCE_NOUNS = frozenset(
    """aftermath anniversary cause circumstance consequence date day footage hour impact moment motive news night perpetrator photograph
    place recording result scene shock site survivor time toll transcript victim video wake witness""".split()
)
# of an event that is so as far as they are: its beginning and course, so much or so many of it
PHASE_NOUNS = frozenset(
    """beginning bout course decade escalation flurry height midst month onset outbreak outset peak round series spate start string
    wave week year""".split()
)
