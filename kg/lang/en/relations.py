"""English: words that show a relation, by the words that name it in vocabularies such as schema.org and Wikidata. Data only; lemmas.

A property whose label holds all words of a key is also shown by the words behind it.
"""

from kg.lang.en.argument_types import RANKS
from kg.lang.en.names import RANKS_ABROAD

# words of a label -> verbs, nouns and adjectives that state the same
RELATED = {
    tuple(words.split()): frozenset(found.split())
    for words, found in {
        "abolish": "abolish disband dissolve end",
        "academic degree": "degree doctorate graduate",
        "affiliation": "affiliate member join belong",
        "allegiance": "allegiance loyal serve",
        "ally": "ally alliance partner",
        "architect": "architect design build",
        "author": "author write publish",
        "award": "award receive win honor honour recipient decorate",
        "birth": "bear born birth native",
        "born": "bear born birth native",
        "branch": f"""serve service officer enlist join career lead leader head reassign volunteer command soldier sailor airman rank enter veteran pilot chief recruit commission
        {" ".join(sorted(RANKS | RANKS_ABROAD))}""",
        "broadcaster": "air broadcast channel",
        "builder": "build builder construct",
        "burial": "bury burial grave",
        "candidacy": "candidate candidacy run contest stand nominee nomination",
        "candidate": "candidate candidacy run contest stand nominee nomination",
        "capital": "capital seat",
        "cast": "act actor actress cast play star role",
        "cause": "cause result trigger lead",
        "chairperson": "chair chairman chairwoman chairperson head",
        "chief executive": "ceo chief executive",
        "child": "child daughter father mother parent son",
        "citizenship": "citizen citizenship nationality national",
        "coach": "coach manager",
        "command": "command commander lead captain",
        "composer": "compose composer score",
        "conflict": "fight serve veteran battle war action",
        "continent": "continent",
        "country": "country nation",
        "creator": "create creator author make develop",
        "death": "die dead death pass kill",
        "design": "design designer develop developer produce producer manufacture manufacturer build make create",
        "designate": "designate list declare proscribe label ban recognize classify",
        "developer": "develop developer create design",
        "die": "die dead death pass kill",
        "direct": "direct director",
        "director": "direct director",
        "dissolve": "abolish disband dissolve end",
        "doctoral advisor": "advisor supervise supervision doctoral",
        "educate": "educate study student graduate attend degree alumnus school",
        "education": "educate study student graduate attend degree alumnus school",
        "elect": "elect election win victory",
        "employee": "employ employee work appoint hire chief executive officer director manager president professor",
        "employer": "employ employee employer work join professor hire",
        "end": "end finish close conclude",
        "ethnic": "descent ethnic origin",
        "father": "father son daughter child",
        "follow": "follow succeed successor after next",
        "founded": "found founder establish create launch start co-founder",
        "founder": "found founder establish create launch start co-founder",
        "genre": "genre style film novel band music",
        "head government": "premier chancellor prime government",
        "head state": "president king queen monarch emperor sultan emir head state rule ruler reign",
        "headquarters": "base headquarter headquarters",
        "ideology": """ideology adopt support advocate advocacy adhere adherent adherence promote espouse endorse favor favour profess ideological platform
        principle base influence embrace""",
        "inception": "found establish form create inception start open",
        "instance": "be",
        "instrument": "play instrument",
        "invent": "invent inventor discover",
        "killed": "kill assassinate murder",
        "language": "language speak write",
        "leader": "lead leader head chair president",
        "located": "locate located lie situate stand place in",
        "location": "locate located lie situate stand place take hold in",
        "manager": "manage manager coach",
        "manufacturer": "manufacture manufacturer make produce build producer",
        "member": """member membership affiliate associate join belong fellow elect found founder cofound co-founder form fellowship induct leader
        president chair chairman chairwoman vocalist bassist drummer guitarist keyboardist frontman frontwoman percussionist rapper mc""",
        "member party": """member membership affiliate join belong politician leader lead chair chairman chairwoman president secretary represent candidate
        deputy senator mp parliament minister founder run elect""",
        "member team": "play player sign join squad midfielder defender striker goalkeeper forward pitcher",
        "mother": "mother son daughter child",
        "mouth": "flow empty tributary mouth",
        "name": "name call know",
        "nationality": "citizen citizenship nationality national",
        "narrative location": "set",
        "next": "next above follow succeed",
        "nominate": "nominate nominee nomination",
        "notable": "known famous notable best",
        "occupation": "be work occupation profession",
        "office": "serve hold office become elect appoint term",
        "operator": "operate operator run",
        "opponent": "face defeat beat against",
        "original language": "language",
        "origin": "origin from native",
        "owner": "own owner acquire buy property subsidiary",
        "parent": "parent father mother son daughter child",
        "parent organization": "subsidiary division owned own parent part",
        "part": "part belong component include",
        "participant": "participate participant part take fight compete",
        "partner": "partner relationship",
        "performer": "perform performer sing singer record release",
        "play": "play player sign join squad",
        "position": "serve hold office become elect appoint term be president minister",
        "predecessor": "precede predecessor replace succeed",
        "produce": "produce producer manufacture manufacturer make",
        "producer": "produce producer",
        "profession": "be work occupation profession",
        "publication": "publish release appear issue",
        "publish": "publish publisher release issue",
        "publisher": "publish publisher release issue",
        "rank": "rank promote rise be award officer retire commission",
        "record": "record release label sign",
        "religion": "religion convert faith",
        "replace": "replace succeed supersede",
        "residence": "live reside resident home residence move",
        "rival": "rival rivalry",
        "role": "serve role hold",
        "screenwriter": "write writer screenplay script",
        "sibling": "brother sister sibling",
        "significant event": "event",
        "speak": "speak fluent",
        "sponsor": "sponsor sponsorship",
        "sport": "player sport play",
        "spouse": "marry wife husband spouse marriage wed widow",
        "start": "start begin open",
        "subsidiary": "subsidiary own division acquire",
        "successor": "succeed successor follow replace",
        "team": "play player sign join squad",
        "territory": "locate situate lie county province district state in",
        "use": "use user employ equip",
        "victory": "win victory",
        "winner": "win winner victory champion",
        "work": "work employ",
        "write": "author write writer compose",
    }.items()
}
# what stands as object of these does not hold, or not yet; each counts only for properties that it does not show by itself
CONTRARY = frozenset(
    """bid campaign candidacy candidate combat condemn condemnation contest criticism criticize decline denounce fail hostile lack lose
    nominate nomination nominee oppose opponent opposition race refuse reject rejection repudiate resist resistance run seek
    unsuccessful""".split()
)
# prepositions before what has no part in it; "against" has one where a property says so
APART = frozenset("against despite except unlike versus without".split())
# verbs whose agents have no other part in what they say: "elected by the Assembly"
BY_OTHERS = frozenset("choose elect".split())
# prepositions before whom something is done for, and before a body in whose house it is done: "built for the Navy", "built at Orbit Works"
BENEFICIARY, HOUSING = frozenset({"for"}), frozenset({"at"})
# verbs that say nothing of a relation of their own
NEUTRAL = frozenset(
    "appoint assign become call choose consider describe have hold include know make name post promote recognize remain see serve take transfer work".split()
)
# words of labels that name no relation by themselves
EMPTY = frozenset(
    "a an and as at be been by date for from had has have held in is of on or place point the time to was were with".split()
)
# endings that leave the same word: "commanded", "commander", "command"
ENDINGS = (
    "ments",
    "ment",
    "ships",
    "ship",
    "ions",
    "ion",
    "ings",
    "ing",
    "ers",
    "er",
    "ors",
    "or",
    "ians",
    "ian",
    "als",
    "al",
    "ed",
    "es",
    "s",
    "e",
    "y",
)
# verbs that say nothing by themselves
AUXILIARIES = frozenset("be have do".split())
# before another name of the same: "Ada Mary Bell, or simply Ada Bell"
RENAMING = frozenset("simply just also".split())
# participles that a hyphen joins with a name before a noun: who does it ("an Iranian-backed militia") ...
COMPOUND_AGENTS = frozenset(
    """administered appointed armed backed brokered controlled designated dominated financed funded held hosted led mediated occupied operated organised
    organized owned ruled run sponsored supplied supported trained""".split()
)
# ... where or with whom it is ("a London-based bank", "the Iran-aligned group"), and who makes it, or where
COMPOUND_PREPOSITIONS = {
    "affiliated": "with",
    "aligned": "with",
    "allied": "with",
    "based": "in",
    "born": "in",
    "headquartered": "in",
    "linked": "to",
    "raised": "in",
    "registered": "in",
}
MADE = frozenset("built designed developed made manufactured produced".split())
MADE_IN = "in"
# words for relations that the text shows by grammar alone
BEING, HAVING, NAMING = "is", "has", "including"
# by the label of what hangs on a noun
DEPENDENTS = {"nmod:poss": "of", "nmod:desc": "of", "compound": "of", "amod": "of", "appos": "is", "nummod": "number"}
