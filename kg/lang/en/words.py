"""English: word lists that extraction reads. Data only; lemmas in lower case.

Embedding predicates are grouped by what they do to the clause below them, after the literature on veridicality
(Karttunen 1971, "Implicative verbs"; Saurí and Pustejovsky 2009, FactBank; MinIE's word lists).
"""

from kg.lang.en import event_nouns, valency
from kg.lang.en.argument_types import PERSONAL_ROLES
from kg.lang.en.grammar import FUTURE
from kg.lang.en.names import CIVIL_TITLES
from kg.lang.en.reference import RELATIVES

# -- who says it -------------------------------------------------------------------------------------------------------
SAY = frozenset(
    """accuse acknowledge add admit affirm agree allege announce argue assert assume assure aver believe boast calculate caution claim
    comment complain conclude concede confess confirm consider contend contest conjecture declare deem describe disclose emphasise
    emphasize estimate explain feel guess hint hold imply indicate inform insist joke judge label lament maintain mention note observe
    opine point predict proclaim pronounce quip recall reckon recount reiterate relate remark remind repeat reply report respond reveal say
    signal speculate state stress submit suggest suppose swear tell testify think tweet underline underscore warn write""".split()
)
ASK = frozenset("ask inquire question wonder query doubt".split())
DENY = frozenset("deny dispute refute rebut disbelieve dismiss disclaim disavow".split())
# with "of" and a noun they say what somebody is charged with, freed from or robbed of
CHARGED_OF = frozenset("absolve accuse acquit clear convict deprive relieve rob strip suspect".split())
# with a noun behind their object they say what somebody becomes: "elected Ruiz chairwoman"
APPOINTING = frozenset("anoint appoint crown declare designate elect name nominate proclaim".split())
# "charged him with taking bribes", "blamed it for breaking the deal": what is charged is the accuser's word
CHARGE = {
    "with": frozenset("charge credit indict".split()),
    "of": frozenset("accuse suspect convict charge warn".split()),
    "for": frozenset(["blame"]),
}
# "reported an attack on ...": the event that their object names is their subject's word
REPORTED = frozenset("acknowledge admit allege announce assert claim confirm disclose report reveal".split())
# "it emerged that ...": somebody's word, nobody says whose
EMERGE = frozenset("circulate emerge leak surface transpire".split())
# with a finite clause they report: "the court found that ...", "heard that ..."
FOUND = frozenset("find hear".split())
# nouns whose clause somebody says: "the claim that ..."
SAY_NOUNS = frozenset(
    "accusation allegation announcement argument assertion assumption belief claim conclusion declaration idea impression notion report "
    "rumor rumour statement suggestion suspicion view warning fiction hoax lie myth narrative pretense pretence theory".split()
)
# what somebody says or writes, before the words themselves: "his last words, '...'"
SAYINGS = frozenset("answer message motto quote remark reply slogan statement tweet word".split())
# "as Reed put it, ...": with their object, they say what stands beside them
PUTTING = {"have": "it", "put": "it", "see": "it", "tell": "it"}
CITING = "according"  # the first word of a preposition before who says it
# what one acts according to: it says nothing
NORMS = frozenset(
    "agenda constitution convention custom law norm plan principle procedure protocol regulation requirement rule schedule standard statute "
    "timetable tradition".split()
)
QUOTATIVE = {"be": "like"}  # verbs that quote with a particle: "she was like, '...'"
# nouns that cite, by their preposition: "in the words of X", "by one account"
CITING_NOUNS = {
    "in": frozenset("estimation eye opinion telling view word".split()),
    "by": frozenset("account count estimate reckoning report tradition".split()),
}
# verbs that choose: "opted not to leave" stays
DECIDING = frozenset("choose decide elect opt vote".split())
# verbs of the mind that are no verbs of saying: who knows, hopes or sees that something is so holds it as well
_THINK = frozenset(
    """anticipate appreciate bet conceive decide demonstrate determine discover dream establish expect fear figure find forget guarantee hear hope
    illustrate imagine infer know learn prove realise realize reason recognise recognize regret remember see sense show suspect understand verify
    wish worry""".split()
)
SAY_OR_ASK = SAY | ASK
SAY_OR_THINK = SAY | _THINK
HOLDING = SAY | ASK | _THINK  # what stands below them is said, asked or thought
# "Lund went on: ...": verbs that say beside a colon
GOING_ON = frozenset("begin conclude continue end finish go proceed start".split())
# adjectives and participles with a clause that somebody holds: "was convinced that ..."
ATTITUDES = frozenset(
    """adamant afraid alarmed amazed angry aware certain clear concerned confident convinced disappointed doubtful glad grateful happy hopeful
    mindful optimistic pleased positive proud sad skeptical sorry sure surprised unaware unsure worried""".split()
)
# verbs with a finite clause that nobody says or thinks by them: "it happened that ..."
NO_CONTENT = frozenset(
    "be become cause come ensure experience happen hate have help let like love matter mean occur prefer remain take turn".split()
)
# with a question below them they settle it, and nobody says anything: "counted how many left"
SETTLING = frozenset("decide determine establish figure prove".split())
# what they have below them is seen or heard: "saw the rebels burning the bridge"
PERCEIVING = frozenset("hear notice observe see watch".split())
# who has, comes to or voices one of these nouns holds what it says: "came to the conclusion that ..."
HAVING_VIEWS = frozenset("come draw express form have hold issue make reach share voice".split())
# "is supposed to leave": it must, and nobody supposes it
OBLIGING = frozenset(["suppose"])
CAUSATIVE = frozenset(["make"])  # "made sure that ..."
# a clause that they open says why or in spite of what, not what
REASONS = frozenset("although because since though unless until whereas while".split())
THOUGHT_NOUNS = frozenset("confidence conviction doubt fear hope hypothesis opinion thought worry".split())
CREDITS = frozenset("credit graphic illustration image map photo photograph picture source video".split())
# before a colon they say what kind of text follows, and nobody's word: "Summit live: ..."
TEXT_LABELS = frozenset("analysis blog briefing explainer latest live liveblog profile review update updates".split())
# with a noun of saying as their object: "rejected the claim that ..."
REJECTING = DENY | {"reject"}
UNTRUE = frozenset("baseless fabricated fake false groundless inaccurate incorrect unfounded untrue wrong".split())
RETRACTING = frozenset("disavow disown recant rescind retract withdraw".split())
# the only nouns whose that-clause the document itself states
FACT_NOUNS = frozenset("fact habit history reality result tradition truth".split())
UNNAMED_SOURCE = frozenset(
    "reportedly allegedly supposedly purportedly apparently ostensibly presumably rumoredly".split()
)
# the object that a verb names as something is so in the subject's eyes: "called it a provocation"
JUDGE = frozenset(
    "brand call characterise characterize consider declare deem denounce depict describe dub judge label list portray proclaim "
    "regard see term think view".split()
)
# "referred to the vote as a hoax": what they judge stands behind a preposition
JUDGE_ABOUT = {"refer": "to", "speak": "of", "think": "of", "talk": "of", "conceive": "of"}

# verbs that mean something else with a preposition, where they have no object: "called for a truce", not "called Ohio for Lund"
PREPOSITIONAL = {"for": frozenset("call fight look push run stand vote work".split())}

# -- what an embedding verb makes of the clause below it ---------------------------------------------------------------
REQUEST = frozenset(
    "advise appeal ask beg beseech bid call challenge command counsel demand direct encourage entreat exhort have implore instruct invite "
    "lobby need order petition plead press pressure prod propose push recommend remind request require suggest tell urge warn".split()
)
PLAN = frozenset(
    "agree aim apply arrange attempt choose commit consent consider contemplate decide design discuss due elect endeavor endeavour expect "
    "intend mean mull offer opt plan pledge plot prepare promise resolve schedule seek set slate strive struggle swear threaten train try "
    "undertake volunteer vow weigh".split()
)
HOPE = frozenset(
    "afraid anticipate await crave dare desire dream eager fear hate hope imagine keen like long prefer pretend ready reluctant risk "
    "unwilling want willing wish worry".split()
)
POSSIBLE = frozenset(
    "allow appear authorise authorize charge claim empower enable entitle liable likely look permit possible project prone rumor rumour seem suspect "
    "suspected tend unlikely".split()
)
NEGATE = frozenset(
    "abstain avert avoid ban bar block cancel cease decline deter discourage dissuade exclude fail false forbid forget halt hinder neglect omit prevent "
    "prohibit quit refrain refuse reject stop unable untrue impossible".split()
)
ACTUAL = frozenset(
    "able begin bother cause come compel condemn continue discover doom end enjoy ensure find finish force get go happen hear help hurry keep know learn "
    "let lead make manage notice persuade prompt proceed realise realize recognise recognize regret remember resort resume see start "
    "succeed turn use watch witness convince bring move inspire".split()
)
# before or instead of a noun: who is the first to do it, or one of those to do it, does it
SINGLED_OUT = frozenset("first last only second third fourth fifth".split())
PICKED = frozenset("those one first last".split())
# verbs and adjectives whose negation is that of what stands below them: who does not think that it is so, thinks that it is not
NEG_RAISING = frozenset("believe expect feel guess imagine likely reckon seem suppose think".split())
# what stands below them is so, also where they are denied: "did not know that ..."
FACTIVE = frozenset(
    "aware discover forget know learn notice realise realize recognise recognize regret remember see".split()
)
# what they say follows from something: "does not mean that ..." leaves it open
ENTAILING = frozenset("imply mean signify".split())
# the subject of what is promised is the one who promises, even with an object: "promised Ukraine to deliver tanks"
SUBJECT_CONTROL = frozenset("promise vow swear threaten pledge".split())
# with somebody as object and an infinitive they say what that one is made or asked to do, never what for
PRESSING = frozenset("challenge compel encourage force lobby persuade press pressure prompt push tempt urge".split())
# a participle of one says what comes of the clause before it
OUTCOMES = frozenset(
    "allow cause create enable force hamper lead leave prevent prompt render result spark trigger".split()
)
# chains whose first verb is an act of its own: "threatened to sanction" is a threat, not a planned sanction
ACT_CHAIN = frozenset("threaten promise vow pledge swear offer".split())
# an act of its own beside what is to be done: "agreed to leave" is an agreement, and a plan to leave
ASSENTING = frozenset("agree consent".split())
# what a picture shows somebody doing is done: "shows the guards carrying flags"
SHOWING = frozenset("capture depict picture show".split())
# request verbs whose addressee stands behind a preposition: "called on Russia to withdraw"
ADDRESSEE = {
    "call": ("on", "upon"),
    "appeal": ("to",),
    "plead": ("with",),
    "rely": ("on",),
    "push": ("for",),
    "wait": ("for",),
}

MODALS = {
    **dict.fromkeys(sorted(FUTURE), "planned"),
    "would": "hypothetical",
    "'d": "hypothetical",
    "can": "possible",
    "ca": "possible",
    "could": "possible",
    "may": "possible",
    "might": "possible",
    "must": "requested",
    "should": "requested",
    "ought": "requested",
}
HEDGES = frozenset(
    """possibly perhaps maybe probably likely potentially conceivably arguably presumably seemingly theoretically seldom rarely
    sometimes occasionally""".split()
)
# before a participle that is so whatever the clause above it says: "will resign after losing"
PRESUPPOSING = frozenset("after before while since despite because although though when as until once whereas".split())
# behind a comma they begin what a saying came after, not what is said
OCCASION = frozenset({"after", "as"})
# by preposition, words whose gerund is done when and only when they are so ("did not succeed in leaving"), and words whose gerund is not
ACHIEVING = {"in": frozenset("succeed successful".split()), "at": frozenset({"successful"})}
FAILING = {"in": frozenset("fail unsuccessful".split()), "at": frozenset("fail unsuccessful".split())}
COMPLEMENT_PREPOSITIONS = frozenset("on about of at for into".split())  # "planned on speaking", "dreams of returning"
NEGATIONS = frozenset("not n't n’t never no neither nor nowhere hardly scarcely barely".split())
# "almost invaded": it did not happen
NEARLY = frozenset("almost nearly".split())
# adjectives that make the event of their noun less than actual: "alleged support", "a planned visit"
NOT_ACTUAL_ADJECTIVES = frozenset(
    "alleged anticipated attempted averted eventual expected failed feared future hypothetical imagined imminent intended likely looming "
    "new-found planned possible potential prospective proposed purported reported rumored rumoured scheduled so-called supposed suspected "
    "threatened upcoming would-be".split()
)
# an event that somebody ends, or that ends by itself, is no more
ENDING = frozenset(
    "abandon annul avert ban block cancel cease collapse deny doubt drop end expire fail freeze halt lack lift lose oppose pause postpone prevent reject "
    "renounce repeal rescind revoke rule scrap shelve stall stop suspend waive withdraw".split()
)
# what happens in these happens in no other world: "in the film, ..."
FICTION = frozenset("comic dream drama fantasy fiction film movie novel play scenario simulation story tale".split())
# what somebody does in a film or story, or is shown doing, by making or playing it: "starred in the film", "was described in a novel"
PERFORMING = frozenset(
    """act appear cast co-star collaborate credit dance debut depict describe direct document dramatize feature film guest-star immortalize include
    interview invest narrate participate perform play portray present produce publish recount record show sing star voice""".split()
)
AGREEMENTS = frozenset("accord agreement bill deal draft law legislation pact plan proposal scheme treaty".split())
NEGATIVE_PRONOUNS = frozenset("nobody none nothing no-one neither".split())
CONDITIONS = frozenset("if unless provided providing assuming supposing lest".split())

# nouns that make a clause or a complement below them less than actual: "plans to ...", "threats of ..."
PLAN_NOUNS = frozenset(
    "agenda aim ambition attempt bid campaign commitment decision desire drive effort goal initiative intent intention mission move need "
    "objective offer opportunity plan pledge plot preparation program programme promise proposal push readiness resolution scheme "
    "strategy struggle target threat vow willingness".split()
)
REQUEST_NOUNS = frozenset(
    "appeal call command demand instruction order petition plea pressure recommendation request urging".split()
)
HOPE_NOUNS = frozenset(
    "concern danger dream fear hope likelihood possibility potential prospect risk vision wish worry chance".split()
)
GIVING = frozenset("assign give".split())  # "was given a small chance": by whoever thinks so
NEGATE_NOUNS = frozenset("absence ban failure inability lack prohibition refusal".split())

# -- predicates --------------------------------------------------------------------------------------------------------
LINKING = frozenset("be become remain stay constitute".split())
WEAK_LINKING = frozenset("seem appear look sound feel".split())  # linking, but only possible
ALL_LINKING = LINKING | WEAK_LINKING
TIME_NOUNS = frozenset(
    "day week month year decade century hour minute moment morning afternoon evening night weekend today tomorrow yesterday tonight "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december spring summer autumn fall winter eve dawn daybreak dusk midday midnight nightfall noon now past sunrise sunset".split()
)
# nouns whose relative clause says when, where, why or how: "the reason they left"
ADVERBIAL_NOUNS = TIME_NOUNS | frozenset(
    "reason way manner place extent time moment point degree case occasion".split()
)
INDEFINITE = frozenset(
    "anyone anybody anything someone somebody something everyone everybody everything nobody none nothing one other another there it "
    "what whoever whatever all some many most few both each several any such that this these those".split()
)
ANAPHORIC = frozenset("it this that these those there".split())  # of these, those that point at something
INDEFINITE_PERSONS = frozenset("anyone anybody someone somebody everyone everybody nobody none no-one".split())
RELATIVE = frozenset("who whom which that whose where when why".split())
# nouns of events
EVENT_NOUNS = event_nouns.EVENT_NOUNS
PLACING = event_nouns.PLACING
DIRECTED_IN = event_nouns.DIRECTED_IN
DOER_NOUNS = event_nouns.DOER_NOUNS
DONE_NOUNS = event_nouns.DONE_NOUNS
CHOICE_NOUNS = event_nouns.CHOICE_NOUNS
SENDER_NOUNS = event_nouns.SENDER_NOUNS
ACT_NOUNS = event_nouns.ACT_NOUNS
ENGAGEMENTS = event_nouns.ENGAGEMENTS
ENGAGED_IN = event_nouns.ENGAGED_IN
NOT_YET = event_nouns.NOT_YET
CIRCUMSTANCE_NOUNS = event_nouns.CIRCUMSTANCE_NOUNS
PHASE_NOUNS = event_nouns.PHASE_NOUNS
# what two do with one another, with the prepositions of a third who would be the other side: "A and B met"
RECIPROCAL = {
    **dict.fromkeys(
        "agree argue bicker clash collaborate collide confer converse cooperate disagree feud meet merge negotiate quarrel reconcile spar".split(),
        ("with",),
    ),
    "talk": ("with", "to"),
}
# "A and B held talks": verbs and nouns that two share
RECIPROCAL_LIGHT = frozenset(
    """agree begin break build cancel conclude cut deepen delay develop end establish expand forge form have hold improve initial maintain make normalise
    normalize open plan postpone reach renew reopen restart restore resume schedule seal sever sign strengthen strike suspend upgrade wage""".split()
)
RECIPROCAL_NOUNS = frozenset(
    """accord agreement alliance armistice ceasefire compromise consensus contact conversation cooperation deal dialogue discussion meeting negotiation
    pact partnership peace relation relationship summit talk tie treaty truce understanding war""".split()
)
EACH_OTHER = {"each": "other", "one": "another"}
# "troops in Idlib": they are there; not "interest in Idlib"
INSIDE = frozenset("in inside near outside".split())
NOT_PLACED = TIME_NOUNS | frozenset(
    """belief boom change confidence crisis cut decline decrease drop faith growth hope improvement increase interest investment minister participation part reduction
    reform rise role share situation stake success surge trust""".split()
)
# what follows them belongs to the group before them: "countries such as Peru"; their first word and the second
MEMBERS = {"including": "", "such": "as"}
# "Chile, along with Peru, signed": both did
_COMPANIONS = {"along": "with", "together": "with"}
GROUP_LEADS = MEMBERS | _COMPANIONS
DIRECTED = frozenset("for to on against with over in into from at of toward towards".split())
# words before a role's noun that make it another role
ROLE_MODIFIERS = frozenset(
    "acting assistant chief defense defence deputy ex ex- exiled finance foreign former general incoming interim interior late military "
    "onetime opposition outgoing past previous prime self-declared self-proclaimed then vice would-be".split()
)
FORMER = frozenset(
    "ex ex- former formerly late once onetime past previous previously then would-be incoming self-declared self-proclaimed".split()
)
# of these, what says that the role is over
OVER = frozenset("ex ex- former formerly late once onetime past previous previously then".split())
# adjectives that leave open whether somebody is what the noun says
DOUBTFUL_DESCRIPTIONS = NOT_ACTUAL_ADJECTIVES | (FORMER - OVER)
# verbs that are one predicate with a bare noun
IDIOMS = {
    "take": ("part", "place", "office", "power", "control", "charge", "action", "aim", "advantage", "note"),
    "play": ("part", "host"),
    "pay": ("tribute", "attention"),
    "give": ("way", "birth", "rise"),
    "make": ("use", "sense", "way"),
    "lose": ("power", "control"),
    "seize": ("power", "control"),
    "hold": ("office", "power"),
    "keep": ("pace", "track"),
}
TRANSITIVE = valency.TRANSITIVE
# of these, verbs that say something without their object, too: "Ruiz won", "the museum opened"
WHOLE_ALONE = frozenset(
    """attack attend blow drink ease eat enter expand extend gain invade join launch leave mourn open shake shoot stop strengthen tighten
    testify tour vote win withdraw""".split()
)
# passives that say nothing without what they are done with, to or as
HALF_PASSIVES = frozenset(
    """accuse aim ask associate base compare compel credit date describe expose force intend invite involve know mean prompt relate say suppose
    suspect task tell urge use""".split()
)
# their object is what their complement is about: "want Peru to leave", "made smoking a crime", "left Reed angry"
RAISING = frozenset(
    """believe cause consider declare deem drive expect feel find get have hold imagine judge keep leave let like make mean need prefer presume
    proclaim prove put render report rule set suppose take think title turn understand want wish claim""".split()
)
# their object says little without the infinitive behind it: "required the firm to pay"
OBLIGING_TO = frozenset("compel enable force require".split())
# what they name is not in force yet: "a bill banning the party" bans nothing
DRAFTS = frozenset("bill draft motion plan proposal".split())
# verbs of being there or going on: they say something with a place or a time
BEING_THERE = frozenset("come exist follow happen live matter mean occur remain stay".split())
INTRANSITIVE = valency.INTRANSITIVE
# where something is, as long as it is not said in charge or in the process of what
HALF_STATES = frozenset(
    "brink case charge course favor favour lieu midst process receiving spite verge wake way".split()
)
ONGOING = frozenset("course midst process".split())  # of these, what one is in the course of doing is going on
INCLUDING = frozenset("comprise contain include".split())
TALK = frozenset("chat speak talk".split())
TELLING = frozenset("assure inform notify remind tell".split())  # their object is who listens
NEEDS_OBJECT = frozenset(
    """abduct accuse acquit appoint arrest assassinate banish behead blacklist censure charge convict deport detain disbar displace evict
    exile exonerate expel extradite fine hospitalize impeach imprison indict injure jail kidnap nominate oust pardon penalize reinstate
    rescue sanction sentence shell subpoena torture wound""".split()
)
TOLL = frozenset(
    "damage destroy displace injure kill wound".split()
)  # what an event costs: "the bus was hit, killing six"
# what is done to somebody: who orders or approves it is another
UNDERGONE = frozenset(
    "acquittal arrest assassination conviction deportation detention dismissal eviction execution expulsion extradition impeachment "
    "imprisonment killing ouster prosecution release removal repatriation return suspension transfer".split()
)
APPROVING = frozenset(
    "approve authorise authorize back endorse favor favour grant oppose order overturn reject support uphold".split()
)
# of two objects the first is who gets the second: "gave Peru and Chile the money"
DATIVE = frozenset(
    "allocate allow ask assign award bring cost deal deny feed give grant guarantee hand lend mail offer owe pay promise read sell send serve "
    "show spare teach tell throw wish write".split()
)
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow".split())
NAMING = frozenset("call christen dub name nickname style term title".split())
# after "by": how, how far or how much, not who
MEANS_NOUNS = frozenset(
    """accident acclamation air ambulance bicycle bike boat bus camel canoe car chance consensus convention coup courier custom decree
    default definition design ferry force hand helicopter horse instinct land law letter mail majority margin means mistake nature
    percent percentage phone plane point post proxy rail road rule sea ship sled subway taxi telephone tradition train tram truck
    van vote way""".split()
)
# preposition -> nouns that say with it how, how far or how often, not where or with what: "relies in part on aid"
MANNER_PHRASES = {
    "in": frozenset(
        "advance brief common fact full general particular part principle private public secret short silence total turn unison vain".split()
    ),
    "on": frozenset("average balance occasion paper purpose record schedule time".split()),
    "at": frozenset("length random".split()),
    "by": frozenset(
        "accident chance convention custom default definition design far force instinct law mistake name nature now rule tradition".split()
    ),
    "for": frozenset("certain example instance real sure".split()),
}
# complex prepositions (Quirk et al. 1985, 9.10-9.13), without a determiner: by the first word, noun and last word
COMPLEX_PREPOSITIONS = {
    "as": {"part": "of"},
    "at": {"odds": "with"},
    "by": dict.fromkeys("means reason virtue way".split(), "of"),
    "for": dict.fromkeys("fear lack want".split(), "of"),
    "in": {
        **dict.fromkeys(
            """aid anticipation awe breach charge command control possession celebration commemoration contravention defence defense defiance excess exchange
            face favor favour front honor honour light memory need opposition place praise pursuit recognition respect search spite support
            terms view violation""".split(),
            "of",
        ),
        **dict.fromkeys(
            "addition answer contrast opposition reaction reference regard relation reply response".split(), "to"
        ),
        **dict.fromkeys(
            """accordance agreement alliance association collaboration comparison conjunction connection consultation contact
            coordination cooperation keeping line partnership tandem touch""".split(),
            "with",
        ),
        **dict.fromkeys("exchange return".split(), "for"),
    },
    "on": dict.fromkeys("account behalf charges grounds pain suspicion top".split(), "of"),
    "with": dict.fromkeys("reference regard respect".split(), "to"),
}
# what a name or a word in quotation marks stands beside: "the name 'Aurora'" is nothing that Aurora is
NAME_NOUNS = frozenset("abbreviation acronym byname expression name nickname phrase pseudonym term title word".split())
# people, whoever they are: "people accused of theft" says only which ones are meant
ANYBODY = frozenset(
    "anybody anyone everybody everyone individual man people person somebody someone those woman".split()
)
# in capitals before the name of a ship
SHIP_PREFIXES = frozenset(
    "fv hmas hmcs hmnzs hms ins jds mf ms msc mt mts mv rms rv ss ssv usat uscgc usns uss ussc".split()
)
COURTESIES = CIVIL_TITLES | {"captain", "mother", "uncle"}  # before the name of somebody, never of a place
# the gerund behind "for" is what the thing is for: "the scale used for classifying storms"
USING = frozenset("allocate build buy design employ hire need reserve use".split())
# adjectives behind the noun of an office
POSTPOSED = frozenset("designate elect emeritus general plenipotentiary".split())
# what stands behind "for" is what somebody has done
GROUND_NOUNS = frozenset(
    "award conviction fine honor honour medal penalty prize punishment reputation sentence term".split()
)
# what follows is the name of a work: "a film entitled Georgia"
ENTITLING = frozenset("entitle title".split())
# what one person is by work or office: "Ana Ruiz, the minister, and Carl Berg" are two
ROLE_NOUNS = PERSONAL_ROLES - RELATIVES
NOT_A_ROLE = frozenset("mr mrs ms dr sir miss st saint lady lord dame madame month year day number".split())
# with a capital: "Father Moran", but "his father Moran"
FORMS_OF_ADDRESS = frozenset("father mother brother sister".split())
LOCATIVE = frozenset(
    "in at on near outside inside around across over off within throughout along above below beside between".split()
)
# prepositions and conjunctions that only join a relation to its object, beside those of direction and place
JOINING = frozenset("as after before about by during since through under until upon".split())
# verbs that say little without their object: the noun decides
PARTICLES = frozenset(
    "ahead apart aside away back down forth forward off out over through underway up".split()
)  # "went down"
LIGHT_VERBS = frozenset("be become do get give go have hold keep make put remain set stay take".split())

# frequent words of English that are rare in texts of other languages; "in", "was" and "for" are as frequent in some
OWN_FUNCTION_WORDS = frozenset(
    "the of and to that with from which his they were has been this it not will have had who but their its would".split()
)
