"""English: what decides whom a phrase or pronoun refers to. Data only; lemmas in lower case.

Raw strings are regular expressions, for words as they stand in a text.
"""

from kg.lang.en.names import SUFFIXES, TITLES

# -- a capital that stands for its government --------------------------------------------------------------------------
# with a city as subject, these verbs speak of the city
CITY_VERBS = frozenset(
    """awake awaken awoke bask be become begin belong border burn bustle celebrate collapse come comprise contain cover empty erupt
    exist experience face fall feature fill flood freeze get glow grow have hold host house include lack lie look lose mark mourn
    observe occupy offer open overlook rank reach receive record remain resemble rise rock see seem serve shake shine shiver shut sit
    sleep sound span sprawl stage stand start stay stretch suffer survive sweat swelter swell teem throng travel undergo visit wake walk wind witness""".split()
)
# but with these it is a government that is, or has, what only a government can be or have
BEING_OR_HAVING = frozenset("be become have remain stay".split())
# verbs of one place that only somebody who decides can do; a city as subject of any other such verb stays a city
DECIDING_VERBS = frozenset(
    """abstain act agree answer apologise apologize appeal argue assure backtrack balk bargain behave believe blink boast bristle
    capitulate caution cave claim compete complain comply concede confer consent consult cooperate counter decide decline defer demur
    differ disagree dither equivocate fear flinch fret hedge hesitate hope insist interfere intercede intervene know learn lie lobby
    listen meddle mediate mobilise mobilize negotiate object overreact panic participate plan prevail protest quit react realise
    realize rebuke recoil refuse reiterate relent rely renege reply respond retaliate retreat say scoff scramble side signal speak
    speculate stall step succeed swear talk think threaten vacillate vote vow waver withdraw worry yield""".split()
)
# "Moscow is an ally of ...", "Moscow has ties with ...": nouns that only a government can be or have
GOVERNMENT_NOUNS = frozenset(
    """accusation adversary agenda aggression agreement aid alliance ally ambassador ambition ambivalence announcement answer approach
    appeal argument assertion assurance attempt attitude backer backing behavior behaviour blessing blockade bluff boycott call claim
    concern complaint
    concession condemnation conflict confrontation consent control cooperation criticism deal decision declaration defiance demand denial
    deployment diplomacy diplomat disagreement dispute doctrine doubt effort embargo emissary endorsement enemy engagement envoy
    expectation fear foe force friend goal guarantee hand help hope hostility influence initiative insistence intelligence intent
    intention interest interference intervention invasion involvement leadership line loan mediation mediator meddling message military
    mission mood motive move negotiator objection objective obligation offer opinion opponent opposition partner partnership patience
    peacekeeper permission plan plea pledge policy position power pressure priority promise proposal protest proxy push reaction reading
    recognition refusal relation relationship reluctance representative request resolve response retaliation rhetoric rival role sanction
    security silence skepticism soldier spokesman spokesperson spokeswoman spy stance statement stake strategy support supporter
    suspicion target tariff tension threat tie tone troop trust ultimatum version veto view vision vote vow warning weapon will
    willingness wish withdrawal""".split()
)
# forms that, right behind a capital, make it the one who says so, whatever the parser saw: "which Moscow claims is false"
SPEAKING = frozenset(
    """acknowledged acknowledges admits admitted alleged alleges argued argues asserted asserts believed believes claimed claims contended
    contends denied denies insisted insists maintained maintains said says suspected suspects warned warns""".split()
)
# "Moscow calls for talks", "looks to Minsk": with these prepositions the verbs speak of somebody who decides
DECIDING_WITH = {
    "for": frozenset(
        "aim angle appeal ask call campaign clamor clamour hope lobby opt plead press push search vie vote wait wish".split()
    ),
    "on": frozenset("bet call count depend impose lean press renege seize".split()),
    "upon": frozenset("call seize".split()),
    "to": frozenset("appeal look object point pledge turn".split()),
    "with": frozenset("align break plead side".split()),
    "from": frozenset("back distance retreat".split()),
    "at": frozenset("aim hint lash".split()),
    "against": frozenset("act argue lobby move plot push retaliate rule side vote warn".split()),
}
# done to a city, these are done to its government
STANCE_VERBS = frozenset(
    """accuse advise alarm alienate anger annoy antagonise antagonize appease ask assure assist back beg blame blast call challenge charge
    chide condemn confront consult convince court criticise criticize defy denounce deter disappoint dismay distrust embarrass embolden
    encourage enrage force frustrate goad implore infuriate inform invite irk irritate isolate lambast lobby mistrust notify offend oppose persuade
    petition plead pledge press pressure promise prod provoke punish push reassure rebuff rebuke remind reproach request reprimand
    reward sanction scold shun slam snub startle sue support surprise suspect tell thank threaten trust unnerve upbraid upset urge vex warn woo worry""".split()
)
# "relations with Moscow", "pressure on Moscow", "ally of Moscow": by preposition, nouns whose complement is a government
TARGET_NOUNS = {
    "with": frozenset(
        """agreement alliance confrontation cooperation conflict deal dialogue dispute feud friendship negotiation pact partnership
        patience rapprochement relation relationship rift rivalry row solidarity talk tension tie treaty""".split()
    ),
    "against": frozenset("accusation protest sanction stance tariff threat ultimatum warning".split()),
    "toward": frozenset("animosity anger hostility policy stance".split()),
    "towards": frozenset("animosity anger hostility policy stance".split()),
    "on": frozenset("embargo pressure sanction tariff".split()),
    "for": frozenset("backing support spokesman spokesperson spokeswoman sympathy".split()),
    "of": frozenset("ally backer condemnation criticism enemy foe friend opponent partner rival supporter".split()),
    "to": frozenset("concession loyalty threat ultimatum warning".split()),
    "from": frozenset(
        """announcement answer appeal assurance backing call complaint criticism demand denial guarantee objection opposition permission
        pledge pressure promise protest reaction reply request response signal statement support threat ultimatum warning""".split()
    ),
    "by": frozenset(
        """announcement appeal attempt call claim complaint decision demand denial effort move offer pledge promise proposal refusal request
        statement threat warning""".split()
    ),
}
# "side with Moscow", "call on Moscow"
TARGET_VERBS = {
    "with": frozenset(
        "agree ally align argue break clash cooperate coordinate disagree feud negotiate plead side".split()
    ),
    "against": frozenset("ally argue protest retaliate".split()),
    "on": frozenset("call".split()),
    "to": frozenset("apologise apologize appeal bow capitulate complain concede defer kowtow look".split()),
    "upon": frozenset("call".split()),
}
# who speaks in one of these is not who is named in it: "in an interview with Hill, she ..."
EXCHANGES = frozenset("call chat conversation email interview letter message note reply talk tweet".split())
# "talks between Washington and Moscow": the noun some words before says that governments are meant
BETWEEN_NOUNS = frozenset(
    """agreement agreements alliance alliances ceasefire conflict conflicts confrontation contacts cooperation dialogue deal deals diplomacy
    dispute disputes feud friction hostility link links negotiations pact partnership rapprochement rapport relations relationship
    rift rivalry row spat standoff stand-off talks tension tensions tie ties treaty trust war""".split()
)
# right before a capital: what it has with another, and "with" the capital
RELATED_BEFORE = r"((?:[\w-]+ ){1,3})between (?:[\w.]+ and )?$|([\w-]+ )with $"
# right before who says so
SOURCE_BEFORE = r"(?i)\baccording to $"

# -- pronouns ----------------------------------------------------------------------------------------------------------
MASCULINE = frozenset("he him his himself".split())
FEMININE = frozenset("she her hers herself".split())
NEUTER = frozenset("it its itself".split())
DUAL = frozenset(["both"])  # stands for two that were told
PLURAL = frozenset("they them their theirs themselves".split())
SPEAKER = frozenset("i me my mine myself".split())
SPEAKERS = frozenset("we us our ours ourselves".split())
POSSESSIVE = frozenset("his her its their my our your whose".split())
SINGLE = SPEAKER | MASCULINE | FEMININE | NEUTER | {"this", "that"}
SEVERAL = PLURAL | SPEAKERS | {"these", "those"}
HUMAN_PRONOUNS = frozenset("i me my you we who whom".split())
REFLEXIVE = frozenset("himself herself itself themselves".split())
# what opens a clause behind the one that it belongs to: "Acme sued Vega after it ..."
SUBORDINATING = frozenset("after although as because before if once since that though unless until when while".split())
# two that were told one by one, and which of them: "the pair", "the latter"
PAIR_NOUNS = frozenset("couple duo pair".split())
ONE_OF_TWO = {"former": 0, "latter": 1}
# what opens a clause or phrase ahead of the subject that a pronoun in it may stand for: "After he lost, Reed resigned"
FRONTING = frozenset(
    "after although as because before by despite following if in once since though to unless until upon when while with without".split()
)
# "it" with such a predicate stands for nothing
EMPTY_IT = frozenset("appear be drizzle hail happen matter rain remain seem snow take thunder turn".split())
# between two things that are named side by side: "the U.S. and its allies"
JOINED_BEFORE = r" (?:and|or|with) $"

# -- noun phrases ------------------------------------------------------------------------------------------------------
DEFINITE = frozenset("the this that these those".split())
# of these, and of words like them, those that point to something near
DEMONSTRATIVE = frozenset("this that these those such".split())
# before something new
INTRODUCING = frozenset("a an some any another".split())
# without these two phrases say the same: "its capital", "the capital"
DETERMINERS = frozenset("the a an this that these those my your his her its our their some any".split())
# adverbs that stand for a place or time
PLACE_ADVERBS = frozenset("here there home now then today tomorrow yesterday where".split())
# of these, what can point to something spoken of before by its noun alone
POINTING = frozenset("the this".split())
INDEFINITE = frozenset(
    "a an another some several many few one two three four five six seven eight nine ten dozens hundreds thousands".split()
)
# before one of many who is not named: "a Russian"
ONE_OF_MANY = frozenset("a an another one".split())
# how many or how much it is makes no other thing of it
QUANTITIES = frozenset(
    "nearly about almost around over more than up to at least roughly some other dozens hundreds thousands of".split()
)
DENYING = frozenset("no neither none not".split())
# before all of a kind, or any of it: nothing that can be taken up again
DISTRIBUTIVE = frozenset("all any both each either every most such whatever which".split())
# before what was there before the thing now spoken of: "the previous law ... the law"
EARLIER = frozenset("earlier former previous prior".split())
# they number things of one kind
ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth final last next".split())
# before what is true of one or another, of nobody in particular
GENERALIZING = frozenset("all any each every most whichever".split())
# words of a title or description that are no part of what somebody is; "s" is what is left of "'s"
NO_ROLE = DEFINITE | POSSESSIVE | {"a", "an", "s"}
# behind a noun without a comma: what says which one is meant
RESTRICTIVE = r" (?:who|whom|whose|that|which)\b"
# words behind a noun that say nothing of it without a name
EMPTY_TAIL = frozenset("of the in for to at s".split())
COUNTRY_NOUNS = frozenset("country nation".split())
# with the name of one before it that one: "the Antarctic continent"
CONTINENT_NOUNS = frozenset(["continent"])
# before a noun: that it is all of it makes no other thing of it
ENTIRE = frozenset("whole entire".split())
# "the city of Lima" is Lima
NAMED_BY_GENITIVE = frozenset(
    """borough canton city commune county district emirate governorate hamlet island kingdom municipality oblast prefecture principality
    province region republic state territory town township village""".split()
)
CAPITAL_NOUNS = frozenset({"capital"})
# people by whom they are near to: whose they are is no affiliation
RELATIVES = frozenset(
    """ancestor assailant attacker aunt boyfriend brother captor child colleague companion cousin critic daughter descendant enemy family
    father fiance fiancee foe friend girlfriend grandchild granddaughter grandfather grandmother grandson heir husband killer mother nephew
    neighbor neighbour niece opponent parent partner predecessor relative rival roommate sibling sister son spouse stepson successor twin uncle
    victim widow widower wife""".split()
)
# singular nouns for one human being, and endings of further ones
PERSON_ENDINGS = ("man", "woman", "person", "ist")
# nouns that end so and name no person
NOT_PERSONS = frozenset(
    "blacklist checklist fist gist grist list mist playlist shortlist talisman twist waitlist wishlist wrist".split()
)
PERSON_NOUNS = frozenset(
    """activist admiral civilian demonstrator dissident guard guerrilla insurgent militant peacekeeper rebel trooper
    adviser advisor agent aide ally ambassador analyst attache attaché author baby boss boy brother candidate captain chancellor chief
    child citizen coach colonel commander commissioner correspondent daughter defector deputy dictator diplomat director doctor driver
    economist emperor employee envoy executive expert father fighter founder general girl governor head hostage husband immigrant
    inmate inspector judge king lawmaker lawyer leader lieutenant manager marine mayor member migrant minister mother nephew niece nurse
    officer official operative opponent owner pilot player poet premier president priest prince princess prisoner professor prosecutor
    protester protestor queen refugee reporter resident rival sailor scholar secretary senator sergeant singer sister soldier speaker
    spy student successor suspect teacher teenager trader veteran victim visitor voter wife widow winner witness worker writer
    accountant accused actor actress advocate anchor archbishop architect astronaut athlete attacker attorney banker barrister biker
    bishop blogger boxer broadcaster bystander campaigner cardinal chef cleric clerk client colleague comedian commentator composer
    conductor constable consultant convict coroner counsel counselor cousin critic dancer defendant designer detainee detective
    developer donor editor educator engineer entrepreneur eyewitness farmer filmmaker firefighter footballer forward fugitive
    goalkeeper graduate hacker heir historian homeowner hunter imam informant intern interpreter investigator investor juror
    kidnapper killer lecturer legislator magistrate mechanic medic midfielder miner missionary monk murderer musician negotiator
    neighbor neighbour nominee nun observer offender onlooker organiser organizer painter paramedic parent parishioner partner
    passenger passer-by pastor patient pensioner performer perpetrator philosopher photographer physician plaintiff politician pope
    predecessor presenter programmer publisher pupil quarterback rabbi rapper referee rescuer researcher retiree rider runner
    sculptor shareholder sheriff shooter sibling skier sniper solicitor spectator spouse staffer striker superintendent supporter
    surgeon survivor swimmer teammate technician trainer translator traveler traveller treasurer tycoon umpire veterinarian villager
    volunteer whistleblower widower winger wrestler youngster""".split()
)
# words of a name that do not tell it from another one's
TELLING_NO_NAMES = TITLES | SUFFIXES | PERSON_NOUNS | frozenset("of the and for in".split())
# who speaks as one of these says "we" for the state or body that the role belongs to
VOICE_ROLES = frozenset(
    """ambassador attache attaché chairman chairwoman chancellor chief commander director envoy governor head king leader minister premier
    president queen secretary spokesman spokesperson spokeswoman""".split()
)
# pronouns by what they are in a text: words of one kind are forms of one pronoun
KINDS_OF_PRONOUN = {
    word: kind
    for kind, words in {
        "I": "i me my mine myself",
        "we": "we us our ours ourselves",
        "you": "you your yours yourself yourselves",
        "he": "he him his himself",
        "she": "she her hers herself",
        "it": "it its itself",
        "they": "they them their theirs themselves",
        "this": "this these",
        "that": "that those",
        "who": "who whom whose which what",
        "one": "one ones oneself",
        "all": "all both each everyone everybody everything",
        "some": "someone somebody something anyone anybody anything some any",
        "none": "no-one nobody nothing none",
        "here": "here there",
        "now": "now then today tomorrow yesterday",
    }.items()
    for word in words.split()
}
