"""English: nouns that name what somebody does or undergoes. Data only; lemmas in lower case."""

# nouns that name an event or a relation, with the prepositions of what it is directed at
EVENT_NOUNS = frozenset(
    """abolition abuse acceptance accession accord accusation acquisition adoption aggression agreement aid airing alliance ambassador
    annexation appointment approval arrest arrival assassination assault assistance attack backing ban battle blockade bombardment
    bombing border boycott breach buyout call campaign cancellation capture ceasefire clash collaboration colonization commitment
    complaint compliance compromise condemnation conflict confrontation conquest consumption contact contribution conversation
    cooperation coup coverage crackdown creation criticism deal defeat defense demand demonstration denial departure depiction
    deployment destruction detention dialogue disagreement discovery discussion dismissal dispute dissent donation embargo encounter
    endorsement enforcement engagement entry envoy espionage establishment exodus expansion exploitation export expulsion feud fight
    fighting firefight friendship gunfight handling hostility hosting implementation import imposition inaction incursion influence
    inquiry interest interference intervention introduction invasion invention investigation investment involvement killing launch
    launching lawsuit liberation loan looting loyalty management march mediation meeting membership murder nationalization
    negotiation objection occupation offensive opposition overthrow ownership pact participation partnership peace persecution
    portrayal praise presence pressure probe production prosecution protest publication purchase pursuit quarrel raid rally
    ratification reaction recognition reconciliation rejection relation relationship release reliance removal renunciation rescue
    resignation resistance response retaliation return revolt rift riot rivalry row sale sanction seizure shelling siege sinking
    skirmish solidarity speech split standoff strike struggle summit support suppression suspension sympathy takeover talk tension
    testimony threat tie tour trade treatment treaty trip truce uprising use veto victory violation visit vote war warning
    withdrawal""".split()
)
# behind an event noun: where it is, not what it is directed at; but for "in" behind some nouns
PLACING = frozenset("at from in into".split())
DIRECTED_IN = frozenset(
    "dissent influence interference intervention investment involvement membership participation role stake victory".split()
)
# further nouns of what somebody does to what "of" names, and to nothing else: "Peru's closure of the border"
DONE_NOUNS = frozenset(
    """abandonment application closure development disclosure distribution eviction extradition impeachment installation interpretation
    manipulation mistreatment neglect nomination obstruction oppression promotion recruitment refusal repression restoration search
    surveillance theft torture withholding""".split()
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
# nouns of what the subject of a clause speaks in or goes on, with the prepositions of those whom or where it reaches: "in a letter to the Senate"
ENGAGEMENTS = {
    noun: frozenset(sides.split())
    for nouns, sides in {
        "address speech testimony": "at before to",
        "briefing call chat conversation interview meeting talk": "with",
        "email letter message note petition statement trip visit": "to",
        "lecture": "at to",
        "tour": "of",
    }.items()
    for noun in nouns.split()
}
ENGAGED_IN = frozenset("after at during following in on".split())
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
