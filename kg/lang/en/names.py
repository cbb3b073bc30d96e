"""English: what surrounds and makes up names. Data only; words folded (lower case, no accents, no points).

Raw strings are regular expressions, for words as they stand in a text.
"""

# "Russia's", "the Philippines'", "RUSSIA'S"
POSSESSIVE_ENDING = r"(?i:['’]s|(?<=s)['’])$"
# where a reader stopped too early or too late
LOOSE_END = r"(?: (?:of|the|and|for|in))+$"
# a word that can belong to a name of several words
WORD_OF_NAME = r"(?:[A-Z][\w.’'-]*|of|the|and)"

# -- people ------------------------------------------------------------------------------------------------------------
# ranks of armed forces that English texts leave in their own language before a name
RANKS_ABROAD = frozenset(
    """albay almirante aluf amiral ammiraglio brigadeiro capitaine capitan capitano capitao colonnello comandante contraalmirante contrammiraglio
    fregattenkapitan gefreiter generalleutnant generalmajor generaloberst hauptmann havildar jemadar kapitan kapitanleutnant kapitein kapten kaptein kolonel konteradmiral korvettenkapitan leitenant
    leutnant luitenant mariscal maresciallo marechal oberfeldwebel oberleutnant oberst oberstleutnant podpolkovnik polkovnik porucznik
    praporshchik pulkownik risaldar rittmeister sottotenente subedar teniente tenente unteroffizier vicealmirante vizeadmiral yarbay yuzbasi""".split()
)
# before some of these: "sgan aluf", "shang jiang"
RANK_PARTS_ABROAD = frozenset("da hai jun rav sgan shang shao tat zhong".split())
# words before a person's name that are not part of it
TITLES = RANKS_ABROAD | frozenset(
    """acting admiral adm ambassador archbishop assistant ayatollah baroness bishop brig brigadier businessman businesswoman capt captain
    cardinal chair chairman chairwoman chancellor chief col colonel comdr commander commissioner comrade congressman congresswoman corporal
    count countess crown dame defence defense deputy dictator director doctor dr economist envoy ex finance first foreign former gen
    general gov governor hon imam incoming interim interior journalist judge justice lady lawmaker leader lieutenant lord lt ltgen maj
    major marshal mayor minister miss mister mme monsieur mr mrs ms mx officer opposition outgoing premier president presidentelect prime private
    prof professor rabbi rep representative rev reverend secretary sen senator sergeant sgt sir special speaker spokesman spokesperson
    spokeswoman superintendent vice""".split()
)
# titles that only people have
CIVIL_TITLES = frozenset("mister mr mrs ms miss mx sir lady lord dame".split())
# titles that say nothing of what somebody is
EMPTY_TITLES = frozenset("mister mr mrs ms miss mx dr late".split())
# titles that stay when only one name follows: "Pope Francis", "King Salman", "Sheikh Hasina"
REGNAL = frozenset(
    "emir emperor empress king mullah pope prince princess queen saint shah sheik sheikh sultan tsar".split()
)
# letters of degrees, orders and offices behind a name; they are no part of it
DEGREES = frozenset(
    """ba bsc cb cbe cie cmg csi cvo dbe dds dfc dms dphil dsc dso esq frs gbe gcb gcie gcmg gcsi gcvo jd kbe kc kcb kcie kcmg kcvo kstj
    llm ma mba mbe mc mep mp msc obe pc phd qc rn vc""".split()
)
SUFFIXES = frozenset("jr sr ii iii iv v vi vii viii ix x xi xii xiii xiv xvi xxiii junior senior".split())
SHORT_SUFFIXES = {"junior": "jr", "senior": "sr"}
# with one name behind them they make a surname; the second ones only in lower case or with a hyphen ("al-Assad", not "Al Gore")
PARTICLES = frozenset("de del della dos von".split())
SMALL_PARTICLES = frozenset("al el da das der di du la le les ten ter van zu".split())
# a name after one of these is the father's, so it never stands for the person: "bin Salman"
PATRONYMIC = frozenset("bin ibn bint ould".split())
# before a name that is a child's: "Abu Musab" is one name
TEKNONYM = r"(?<![\w-])((?:Abu|Umm) )$"
# a role after one of these is not the role: "the president" is not the vice president
FORMER = frozenset("acting assistant deputy ex former incoming interim late outgoing then vice".split())

# titles that tell a man from a woman
MALE_TITLES = frozenset({"mister", "mr"})
FEMALE_TITLES = frozenset("mrs ms miss".split())
MALE_NOUNS = frozenset(
    """boy brother businessman chairman congressman duke emir emperor father fisherman gentleman gunman grandfather grandson husband
    king lord man mr monk nephew policeman pope prince serviceman sir son spokesman statesman sultan tsar uncle widower salesman""".split()
)
FEMALE_NOUNS = frozenset(
    """actress aunt baroness businesswoman chairwoman congresswoman countess dame daughter duchess empress girl granddaughter grandmother
    lady miss mme mother mrs ms niece nun policewoman princess queen servicewoman sister spokeswoman widow wife woman""".split()
)
MALE_NAMES = frozenset(
    """abdul abdullah abraham adam adolf ahmed alan albert aleksandr alejandro alexander alexei alfonso ali alfred anatoly andrei andrew angus antonio
    arthur augusto barack bashar benjamin bernard bill bob boris brian carl carlos charles christopher colin craig daniel david dennis diego
    dmitry dmitri donald douglas edward emmanuel enrique eric ernest evo felipe fernando fidel francis francisco francois frank franklin fred
    frederick george gerald gerhard giovanni giuseppe gordon gregory hamid harold harry hassan hector helmut henry herbert hugo hussein
    ibrahim igor ivan jack jacques jair james jason javier jeffrey jeremy jerome jerry jim jimmy joao joe joel johann john
    jorge jose joseph joshua juan julio justin karl keith kenneth kevin khalid konstantin larry lawrence leonid leonardo leopoldo louis
    luigi luis mahmoud manuel marc marco mario mark martin matteo matthew maurice mauricio michael mike mikhail miguel mohamed mohammad
    mohammed muammar muhammad narendra nathan nelson nicholas nicolas nikita nikolai nikolas oleg oliver omar oscar osama otto pablo
    patrick paul pavel pedro peter philip pierre rafael ralph ramon raul raymond rex ricardo richard robert roberto rodrigo roger roman
    ronald roy rudolph saddam sadiq samuel scott sebastian sergei sergey sergio shinzo silvio simon stanley stephen steve steven thomas
    tim timothy tom tony viktor vincent vladimir vyacheslav volodymyr walter werner wilhelm william winston xavier yevgeny yitzhak yuri
    yusuf""".split()
)
FEMALE_NAMES = frozenset(
    """aisha alexandra alice amy ana angela anna anne annalena annegret anastasia barbara benazir beatrice betty carmen carol caroline
    catherine cecilia charlotte christina christine claudia condoleezza cristina delcy diana dilma dolores donna dorothy edith ekaterina
    eleanor elena elizabeth ellen emily emma ester eva evelyn federica fatima florence frances gabriela giorgia gloria golda grace greta
    hannah helen hillary ines indira irina isabel ivanka jacinda jane janet jeanine jennifer jessica joan josephine judith julia julie
    karen kamala katherine kathleen keiko kirsten laura lilian linda lisa lori louise lucia lucy madeleine magdalena malala margaret
    margot maria mariana marie marina marine martha mary megan melania mercedes michelle monica nadia nancy natalia natalya nicola nikki
    nina olga oksana patricia penelope priti rachel rebecca rosa ruth samantha sandra sarah sharon sofia sophia sophie
    susan svetlana tatiana tatyana teresa theresa tulsi ursula valentina valerie vera veronica victoria yelena yulia""".split()
)

# -- what a name says about its kind -----------------------------------------------------------------------------------
# head noun of a name -> class
HEAD_TYPES = {
    noun: kind
    for kind, nouns in {
        "GovernmentBody": "ministry department parliament senate congress cabinet army navy police court tribunal embassy consulate bureau "
        "directorate chancellery legislature treasury government",
        "PoliticalParty": "party",
        "Company": "inc corp corporation ltd llc plc gmbh company airlines airways motors holdings petroleum bancorp",
        "MediaOrganization": "newspaper times tribune gazette herald news television tv radio",
        "Organization": "university college institute institution foundation association federation union committee council commission agency bank "
        "organization organisation society league club movement front coalition alliance group fund center centre academy",
        "Facility": "airport port bridge stadium hospital prison square palace tower dam base station canal pipeline hotel cathedral mosque",
        "Place": "river lake mountain sea ocean island islands valley desert province district peninsula strait bay gulf",
        "Event": "war revolution summit conference election elections crisis massacre olympics festival championship cup",
        "Work": "act treaty agreement accord accords protocol convention constitution declaration pact",
    }.items()
    for noun in nouns.split()
}
# behind the head noun of a name: "University of ...", "Center for ..."
COMPLEMENT = r" (?:of|for) "
# "Acme Technologies" and "Acme" in one document are the same
CORPORATE = frozenset(
    "airlines airways bank bancorp co companies company corp corporation enterprises group gmbh holding holdings inc industries "
    "international limited llc ltd motors partners petroleum plc sa technologies technology".split()
)
# a company is the same with and without
LEGAL_FORMS = frozenset(
    "ab ag as asa bv co company corp corporation gmbh inc kg limited llc llp ltd nv oyj plc sa sarl se spa".split()
)
# British -> American, in names of organizations; not "labour": the Labour Party is not the Labor Party
ONE_SPELLING = {
    "centre": "center",
    "defence": "defense",
    "harbour": "harbor",
    "organisation": "organization",
    "programme": "program",
    "st": "saint",
    "theatre": "theater",
}

# -- places and their people -------------------------------------------------------------------------------------------
# between a name and that of the place where it is: "Springfield, Illinois", "the Socialist Party of Chile"
PLACE_BEHIND = r", | of (?:the )?"
# behind a name that is one of several in a list
LISTED_BEHIND = r",? (?:and|or|&) |, [A-Z][\w ]*,? (?:and|or) "
# how a state that shares its name with a country or city is called; what behind or before the name shows that the state is meant
STATE_OF = "State of {}"
STATE_BEHIND = (
    r"(?:['’]s)? (?:[Ll]ieutenant |Lt\. )?(?:(?:[Gg]overnors?|gubernatorial|statehouse)\b|Gov\.)"
    r"|, (?:a|an|another|one of the) (?:[\w-]+ ){0,3}"
    r"(?:[Ss]outhern|[Nn]orthern|Midwestern|Southwestern|Northeastern|U\.S\.|American|swing|battleground) states?\b"
)
STATE_BEFORE = r"\b(?:[Gg]overnor|Gov\.|U\.?S\.? state|American state|state|State) of $"
# a town that a text introduces as one
IN_BEHIND = r" (?:in|of) (?:the )?(?:[a-z]+ )?"  # behind that: "a town | in northeast | Texas"
TOWN_BEHIND = r", (?:a|an) (?:[\w-]+ ){0,3}(?:town|village|hamlet|township|suburb|city(?![- ]state))\b"
# a country is not called by these alone: "South" is not South Korea
COUNTRY_MODIFIERS = frozenset(
    "north south east west northern southern eastern western new saint st el la san great islands".split()
)
# whoever names a place by these alone means a side of what the text is about: "the South" is not the region of Cameroon
DIRECTIONS = frozenset(
    "far north south east west northern southern eastern western central centre "
    "northeast northwest southeast southwest northeastern northwestern southeastern southwestern".split()
)
# "the Chinese", "the British", "the French", "the Swiss" are people, as "Englishmen" are
INVARIABLE_DEMONYMS = ("ese", "sh", "ch", "ss")
PLURAL_DEMONYMS = ("men",)

# -- bodies of a state -------------------------------------------------------------------------------------------------
# "<country> <this>" is the government of the country, which is called so
ONE_GOVERNMENT = "government"
GOVERNMENT = frozenset(
    [
        "government",
        "administration",
        "regime",
        "federal government",
        "central government",
        "national government",
        "federal administration",
    ]
)
# what each state has one of: with a country before it, it is a body of that state (so is "... ministry")
BODIES = frozenset(
    [
        *(
            "air force",
            "army",
            "cabinet",
            "central bank",
            "central election commission",
            "congress",
            "constituent assembly",
        ),
        *(
            "constitutional court",
            "election commission",
            "foreign office",
            "national assembly",
            "national electoral council",
        ),
        *(
            "national security council",
            "navy",
            "parliament",
            "security council",
            "senate",
            "state department",
            "supreme court",
        ),
    ]
)
# a name that has only such words says nothing outside its document: "Foreign Ministry", "the National Assembly"
GENERIC_NAME_WORDS = frozenset(
    """a administration affairs agency air and army assembly association authority bank board body bureau cabinet capitol central chamber
    coalition commission committee congress constituent constitutional coordination council court defence defense department deputies east
    economic economy education election electoral embassy energy federal finance force forces foreign front general government
    guard health high home homeland house human interior internal investigation joint justice labor labour law legislature lower
    military minister ministry national navy north of office opposition order parliament party people police prosecutor public representatives
    republic resistance revolutionary rights security senate service services south special staff state states supreme the trade transport
    treasury tribunal union united upper west""".split()
)
# with the words above, parties of many countries have the same name: "Socialist Party"
PARTY_WORDS = frozenset(
    """action agrarian alliance alternative center centre christian citizens civic communist conservative democracy democratic democrats
    freedom future green greens independence independent islamic left liberal liberals liberation liberty movement nationalist patriotic peasants
    peoples popular progress progressive radical reform renewal republican right social socialist socialists solidarity union unity workers
    youth""".split()
)
# "Ministry of <this>" is the "<that> Ministry"
MINISTRY = "ministry"
MINISTRY_OF = r"ministry (?:of|for) (?:the )?(.+)"
PORTFOLIOS = {"foreign affairs": "foreign", "external affairs": "foreign"}
