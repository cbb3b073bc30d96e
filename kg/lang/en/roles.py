"""English: what people are called by what they are, do or undergo, and by whose they are. Data only; lemmas in lower case.

Raw strings are regular expressions, for words as they stand in a text.
"""

from kg.lang.en.reference import RELATIVES

# "served as mayor": an office held once
SERVING = frozenset("serve work".split())
# verbs whose object is an office by one of these nouns, with what it is behind them: "held the post of transport minister"
HOLDING_OFFICE = frozenset("assume fill have hold occupy retain take".split())
OFFICE_NOUNS = frozenset("job office position post role title".split())
OFFICE_PREPOSITIONS = frozenset({"of", "as"})
# what the head of a state or government does to the country
GOVERNING = frozenset("govern lead rule run".split())
# "was identified as", "was named as": who a description is of
NAMING = frozenset("identify name".split())
# "her Moldovan counterpart" has the role that she has
ALIKE = frozenset({"counterpart"})
# before the role of somebody who has it now, and of somebody who had it
INCUMBENT = frozenset("current incumbent outgoing sitting".split())
PAST = frozenset("ex former".split())
# before a role of its own: "the minister" is not the prime minister
OTHER_RANK = frozenset("prime".split())

# words between a possessive and a noun that tell no other one: "her late husband"
PLAIN = frozenset("late own".split())
# whose one is -> what the other is to him or her: "his wife" has him for "her husband"
INVERSE = {
    noun: frozenset(others.split())
    for nouns, others in {
        "wife widow": "husband",
        "husband widower": "wife",
        "brother sister sibling twin": "brother sister sibling twin",
        "son daughter child": "father mother parent",
        "father mother parent": "son daughter child",
        "uncle aunt": "nephew niece",
        "nephew niece": "uncle aunt",
        "cousin": "cousin",
        "spouse partner": "spouse partner husband wife",
        "predecessor": "successor",
        "successor": "predecessor",
        "attorney barrister lawyer solicitor": "client",
        "client": "attorney barrister lawyer solicitor",
        "counterpart": "counterpart",
    }.items()
    for noun in nouns.split()
}

# right before and right behind the name of somebody who is introduced as a relative: "his wife, Clara Reed"
_KIN = "|".join(sorted(RELATIVES))
KIN_BEFORE = rf"(?:\b(?i:his|her|their)|\w['’]s?) (?:[a-z-]+ )?({_KIN}),?(?: [a-z-]+){{0,2}} $"
KIN_BEHIND = rf", (?:his|her|their|\w+['’]s?) (?:[a-z-]+ )?({_KIN})\b"

# nouns for people -> nouns for people that they can stand for later
BROADER = {
    noun: frozenset(narrower.split())
    for nouns, narrower in {
        "officer": "captain commander constable detective inspector lieutenant policeman policewoman sergeant superintendent trooper",
        "policeman": "constable detective officer sergeant",
        "lawyer attorney": "attorney barrister lawyer solicitor",
        "lawmaker": "congressman congresswoman deputy mp representative senator",
        "politician": "chancellor congressman congresswoman governor lawmaker mayor minister mp president senator",
        "scientist researcher": """astronomer astrophysicist biologist chemist ecologist epidemiologist geneticist geologist geophysicist
        oceanographer palaeontologist paleontologist physicist researcher scientist virologist zoologist""",
        "player footballer": "defender forward goalkeeper midfielder quarterback striker winger",
        "coach manager": "coach manager",
        "musician": "guitarist pianist rapper singer songwriter violinist",
        "artist": "painter sculptor singer",
        "filmmaker": "director",
        "actor": "comedian",
        "journalist": "broadcaster columnist correspondent editor reporter",
        "monarch": "emperor king queen",
        "pontiff": "pope",
        "cleric": "archbishop ayatollah bishop imam mullah priest",
        "businessman tycoon": "billionaire businessman entrepreneur tycoon",
    }.items()
    for noun in nouns.split()
}

# beside a name these are of the name itself, not of its bearer: "the name Aurora"
OF_NAMES = frozenset("acronym alias name nickname pseudonym slogan term title word".split())

# who undergoes one of these, and who does, is called so afterwards
BY_DEED_SUFFERED = {
    noun: frozenset(verbs.split())
    for nouns, verbs in {
        "defendant accused": "acquit arraign charge convict indict jail sentence try",
        "suspect": "arrest detain",
        "nominee": "nominate",
    }.items()
    for noun in nouns.split()
}
# other names of offices in the table of offices
SAME_OFFICE = {"premier": "prime minister"}
BY_DEED_DONE = {"winner": frozenset({"win"}), "defendant": frozenset({"plead"}), "founder": frozenset({"found"})}
# "the 46-year-old" and the like: who was spoken of just before
BY_AGE = r"\d{1,3}-year-old"
