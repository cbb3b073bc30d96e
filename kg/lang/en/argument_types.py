"""English: what things of a class look like in text, by the words of its label. Data only; words in lower case.

For ontologies of the user's own: a class is looked up by its whole label, then by the last words of it.
"""

from kg.lang.en.reference import PERSON_NOUNS

# noun of a class -> what such things are in text: names of a sort, or what only common nouns say (role, rank, idea, status)
SORTS = {
    word.replace("_", " "): sort
    for sort, words in {
        "person": """actor actress architect artist astronaut athlete author character coach commander composer director engineer human
        human_being individual inventor man monarch musician painter people person personnel player poet politician producer scientist
        singer woman writer""",
        "country": "country nation sovereign_state state",
        "place": """area capital city county district island lake location mountain municipality place province region river settlement town
        village""",
        "facility": "airport bridge building castle church facility hospital monument museum stadium station structure theater theatre",
        "organization": """agency airline association band branch brand broadcaster business church club command company corporation enterprise
        federation firm force government group institution label league manufacturer ministry movement newspaper organisation organization
        party publisher regiment school studio team union unit university""",
        "event": """award_ceremony battle championship competition conference conflict crisis disaster election event festival match
        revolution season summit tournament treaty war""",
        "work": """album article book comic film game literary_work magazine movie novel opera painting play poem publication series show
        single song soundtrack work""",
        "artifact": """aircraft airplane artifact automobile car device engine equipment firearm gun machine missile operating_system plane
        product rocket satellite ship software spacecraft submarine system tank vehicle vessel weapon""",
        "date": "date day month time year",
        "number": "amount count integer number quantity",
        "people": "demonym ethnic_group ethnicity nationality",
        "role": "job occupation office position post profession role title",
        "rank": "military_rank rank",
        "idea": "alignment belief doctrine genre ideology movement philosophy religion religious_denomination",
        "status": "casualty casualty_classification casualty_status",
        "language": "language",
    }.items()
    for word in words.split()
}
# data types of XML Schema -> the same sorts
DATATYPES = {
    "date": "date",
    "dateTime": "date",
    "gYear": "date",
    "gYearMonth": "date",
    "integer": "number",
    "int": "number",
    "nonNegativeInteger": "number",
    "positiveInteger": "number",
    "decimal": "number",
    "float": "number",
    "double": "number",
}
# sort -> what the reader calls names of it
LABELS = {
    "person": frozenset({"PERSON", "PER"}),
    "country": frozenset({"GPE"}),
    "place": frozenset({"GPE", "LOC", "FAC"}),
    "facility": frozenset({"FAC", "ORG", "GPE", "LOC", "MISC"}),
    "organization": frozenset({"ORG", "MISC"}),
    "event": frozenset({"EVENT", "MISC"}),
    "work": frozenset({"WORK_OF_ART", "MISC", "LAW"}),
    "artifact": frozenset({"PRODUCT", "MISC", "ORG", "FAC"}),
    "date": frozenset({"DATE"}),
    "number": frozenset({"CARDINAL", "QUANTITY", "MONEY", "PERCENT"}),
    "people": frozenset({"NORP"}),
    "language": frozenset({"LANGUAGE", "NORP", "MISC"}),
    "thing": frozenset({"PERSON", "PER", "GPE", "LOC", "FAC", "ORG", "EVENT", "WORK_OF_ART", "MISC", "LAW", "PRODUCT"}),
}
# what only common nouns say, and that says by itself that somebody has it
TELLING = frozenset({"rank", "role", "status"})
# in the name of an organization: what it is, so that it is of no narrow class with other nouns
DECIDED = frozenset(
    """academy army assembly association award bank board cabinet chamber club college committee company conference congress corporation council court
    cross department faculty federation foundation institute institution laboratory legislature medal ministry museum navy orchestra parliament prize
    representatives school senate society university works""".split()
)
# sorts of which nearly every name is one: that a name is of the sort says little of the relation
BROAD = frozenset(
    {"person", "country", "place", "organization", "event", "work", "artifact", "date", "number", "thing"}
)

# armed forces as a whole, in English and other languages whose names for them stand in English texts
_BRANCHES = """aéronautique aeronautica armada armata armée armee army aviación bundesheer bundeswehr corps coastguard ejército esercito
    force forces gendarmerie guard heer kriegsmarine landmacht legion luchtmacht luftwaffe marina marine marines navy reichsheer reichsmarine
    reichswehr troops volksarmee wehrmacht"""
_FORCES = f"""{_BRANCHES} artillery battalion battery brigade cavalry commando company division fleet flotilla garde garrison guards infantry militia
    platoon regiment reserve squadron wing"""
_COMMANDS = f"{_FORCES} command"
# of these a name with a number is none: the 6th Army is a unit, the Army a branch
UNNUMBERED = frozenset({"branch"})
# noun of a class -> nouns in a name or description that show that it names such a thing
MEMBERS = {
    "party": frozenset("party parti partei partido partij partia partito democrats greens labour".split()),
    "force": frozenset(_FORCES.split()),
    "unit": frozenset(_FORCES.split()),
    "branch": frozenset(_BRANCHES.split()),
    "command": frozenset(_COMMANDS.split()),
    "election": frozenset("election elections referendum vote primary".split()),
    "war": frozenset("war wars conflict campaign rebellion revolution uprising".split()),
    "conflict": frozenset("war wars battle conflict campaign siege rebellion revolution uprising operation".split()),
    "battle": frozenset("battle siege raid action engagement".split()),
    "university": frozenset(
        "university universität université universidad college institute school academy polytechnic".split()
    ),
    "institution": frozenset(
        "academy college conservatory gymnasium institute lyceum polytechnic school university".split()
    ),
    "school": frozenset("school college academy gymnasium lyceum university".split()),
    "award": frozenset("award medal prize cross order oscar cup trophy honor honour fellowship".split()),
    "club": frozenset("club fc united city cf".split()),
    "team": frozenset("team club fc united city national".split()),
    "league": frozenset("league cup division championship".split()),
    "company": frozenset("company corporation corp inc ltd gmbh ag plc group industries motors".split()),
    "church": frozenset("church cathedral chapel basilica diocese".split()),
    "museum": frozenset("museum gallery".split()),
    "airport": frozenset("airport airfield airbase".split()),
    "river": frozenset("river creek stream".split()),
    "treaty": frozenset("treaty agreement accord convention pact".split()),
}
# noun of a class -> words by which a sentence speaks of such things: whoever sits in a parliament is mostly of a party
SPEAKING_OF = {
    "party": frozenset(
        "election lawmaker legislator mayor mep mp parliament politician premier president senate senator".split()
    )
}
# in front of the name of an organization or behind it: somebody in it, who is no part of the name
IN_ORGANIZATIONS = frozenset("chairman chairwoman director fellow member president professor secretary".split())
# what is given to somebody: nobody is a member of it
GIVEN = frozenset("award medal prize trophy".split())

# -- what only common nouns say ----------------------------------------------------------------------------------------
RANKS = frozenset(
    """admiral airman bombardier brigadier captain colonel commander commodore corporal ensign general generalissimo lieutenant major marshal
    midshipman private seaman sergeant subaltern""".split()
)
# what is a rank only behind one of these: "petty officer", "squadron leader"
RANKS_BEHIND = {"officer": frozenset("flying petty pilot warrant".split()), "leader": frozenset({"squadron"})}
# the same in other languages: "shang jiang"
RANKS_BEHIND |= {"jiang": frozenset("da shang shao zhong".split())}
# of these there is a first and a second: "first lieutenant"
RANKS_IN_ORDER = frozenset("lieutenant sergeant".split())
# of ranks in other languages that are written as one word: "Generalmajor", "Vizeadmiral"
RANK_ENDINGS = ("admiral", "general", "leutnant", "major", "marschall", "oberst")
# of a unit or ship they are an office: "commander of the garrison"
RANKS_OR_OFFICES = frozenset({"captain", "commander", "marshal"})
# before a rank: "vice admiral", "lieutenant general"
RANK_PARTS = frozenset(
    """able air brigadier chief colonel field fleet flight flying general gunnery grand group junior lance leading lieutenant major marshal
    master ordinary petty pilot rear senior sergeant squadron staff sub technical vice warrant wing""".split()
)
# parts of ranks that also stand before an office: "senior commander in the army"
RANK_GRADES = frozenset("chief junior senior".split())
# before a commander or captain that is none of these, he has an office and no rank: "naval commander", "ship's captain"
BEFORE_RANKS = frozenset("former late retired senior then".split())
ROLES = frozenset(
    """ambassador attorney bishop cardinal chairman chairperson chairwoman chancellor chief commissioner congressman councillor deputy director
    emperor envoy governor judge justice king leader lord mayor member minister monarch mp pope premier president prince queen secretary senator
    speaker sultan treasurer vice-president""".split()
)
PERSONAL_ROLES = ROLES | PERSON_NOUNS
# endings of words for what people believe in
IDEA_ENDINGS = ("ism", "isms")
# "green <this>", "third <this>", "Christian <this>": an idea where an adjective or noun stands before it
IDEA_NOUNS = frozenset("left right politics democracy centre center independence way wing".split())
# how it ended for a soldier, as NATO's reports have it (AAP-6)
STATUSES = (
    "died of wounds",
    "killed in action",
    "missing in action",
    "prisoner of war",
    "wounded in action",
)
# with such a word a country is often said by its people: "a Danish writer"
CITIZEN_WORDS = frozenset({"citizenship", "nationality"})
# with such a word a class of things that happen to be persons is meant as what they are: "position held: president"
ROLE_WORDS = frozenset("job occupation office position post profession role title".split())
# after the noun of a role, before what it is a role in: "minister for trade"
ROLE_PREPOSITIONS = frozenset({"of", "for"})
# behind what is a rank or an office they make it an office: "commander of the garrison"
OFFICE_FOLLOWERS = frozenset({"of", "-", "in"})
# before ranks that there are several of: "first lieutenant"
RANK_ORDINALS = frozenset({"first", "second"})
# nouns of classes that any person is of
HUMANS = frozenset({"human", "person"})
# endings of nouns for a person: in labels of classes, and beside a word for a people ("a Danish writer")
PERSON_ENDINGS = ("ist", "man", "woman")
PEOPLE_ENDINGS = (*PERSON_ENDINGS, "er", "or", "ian", "ess")
# pronouns for one person, as subject
PERSON_SUBJECTS = frozenset({"he", "she"})
# before the noun of an idea they are no part of its name
NO_IDEA = frozenset("major several such other many various certain own same new first second last main".split())
# endings of singulars that look like plurals
SINGULAR_ENDINGS = ("ss", "us", "is")
