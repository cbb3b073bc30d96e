"""English: which class a thing has by the noun that describes it. Data only; lemmas in lower case, classes of the ontology by local name.

What names one human being stands in `PERSON_NOUNS` of reference_en.py; several of them are a Group.
"""

NOUN_TYPES = {
    noun: kind
    for kind, nouns in {
        "Group": """audience caravan caste clan community convoy crew crowd delegation demonstration diaspora electorate elite entourage
        family force gang generation group household jury majority minority mob opposition patrol people population public
        squad squadron team tribe troop unit youth""",
        "ArmedGroup": "brigade guerrillas militia paramilitary",
        "GovernmentBody": """administration agency army authority bureau cabinet chancellery congress court embassy consulate directorate
        government junta legislature leadership ministry navy parliament police presidency regime regulator senate treasury tribunal""",
        "PoliticalParty": "party",
        "Company": "airline bank brewery broker carmaker company conglomerate corporation firm insurer manufacturer producer retailer startup",
        "MediaOrganization": "broadcaster magazine newspaper outlet tabloid",
        "Organization": """alliance association bloc cartel charity club coalition college commission committee council federation
        foundation institute institution movement network organisation organization society union university watchdog""",
        "Country": "country nation",
        "City": "capital city town village",
        "Region": "continent peninsula province region",
        "Place": """area bay border coast coastline desert district enclave frontier island lake mountain neighborhood neighbourhood
        ocean river sea square street suburb territory valley""",
        "Facility": """airport barracks base bridge building camp cathedral church factory headquarters hospital hotel mine monastery
        mosque palace pipeline plant port prison refinery school stadium station synagogue temple""",
        "Event": """ambush assassination attack battle blast bombing celebration ceremony clash conference coup crash
        crisis disaster earthquake election eruption exercise explosion famine festival flood funeral hearing hurricane inauguration
        incident invasion massacre match meeting occupation offensive outbreak pandemic parade procession protest raid rally referendum revolt revolution
        riot shooting siege storm strike summit talk tournament trial tsunami unrest uprising visit vote war wildfire""",
        "Work": """accord act agreement article bill book charter constitution convention decree document film law letter memoir
        memorandum pact poem protocol report resolution statute treaty verdict""",
    }.items()
    for noun in nouns.split()
}
# things that somebody has, and that go where their owner sends them
POSSESSIONS = frozenset(
    """aeroplane aircraft airliner airplane ambulance apartment arsenal artillery boat bomber bus car cargo carrier cruiser destroyer drone
    farm ferry fighter fleet freighter frigate gun helicopter home house jet land locomotive lorry minesweeper missile motorcycle phone plane
    property rifle rocket satellite ship spacecraft submarine tank tanker train trawler truck tugboat van vehicle vessel villa warehouse warplane warship
    weapon yacht""".split()
)
# before "country": not the one spoken of
OTHER = frozenset("another different fellow foreign nearby neighboring neighbouring other rival second third".split())
# "the South American <this>" is a country of that region
STATE_NOUNS = frozenset("country nation power republic state".split())
# a noun that takes up again what another one has brought up: "a crash ... the incident" -> the nouns that it can stand for
BROADER_THAN = {
    noun: frozenset(others.split())
    for noun, others in {
        "accident": "collision crash derailment wreck",
        "aircraft": "airliner airplane bomber drone fighter helicopter jet plane",
        "airliner": "airplane jet plane",
        "animal": "bear bird buffalo bull cat cow dog elephant horse lion pig shark sheep tiger wolf",
        "attack": "airstrike ambush assassination assault bombing raid shooting siege stabbing strike",
        "ban": "prohibition",
        "blackout": "outage",
        "blast": "bombing explosion",
        "blaze": "fire wildfire",
        "bombing": "blast explosion",
        "building": "cathedral church hotel house mosque school skyscraper temple tower warehouse",
        "broadcaster": "channel network station",
        "carmaker": "automaker manufacturer",
        "carrier": "airline",
        "chopper": "helicopter",
        "collision": "crash",
        "company": "airline bank brewery insurer manufacturer operator producer retailer startup utility",
        "complaint": "lawsuit suit",
        "conflict": "war",
        "crash": "accident collision",
        "accord": "agreement deal pact treaty",
        "agreement": "accord deal pact treaty",
        "deal": "accord agreement contract pact settlement treaty",
        "decision": "judgment ruling verdict",
        "demonstration": "march protest rally",
        "disaster": "collapse crash cyclone earthquake eruption explosion fire flood hurricane landslide quake storm tornado tsunami typhoon wildfire",
        "document": "agreement charter decree letter memo memorandum report",
        "event": "ceremony concert conference festival fundraiser march parade procession race rally tournament",
        "explosion": "blast bombing",
        "facility": "base camp factory hospital mine plant prison refinery",
        "film": "documentary mockumentary movie thriller",
        "fire": "blaze wildfire",
        "firm": "airline bank brewery company insurer manufacturer operator producer retailer startup utility",
        "flat": "apartment",
        "game": "match",
        "incident": """accident ambush assault attack blast bombing collision crash derailment explosion fire fight killing leak murder
        robbery shooting stabbing""",
        "inquiry": "investigation probe",
        "investigation": "inquiry probe",
        "killing": "assassination murder shooting",
        "law": "act decree legislation statute",
        "lawsuit": "complaint suit",
        "legislation": "act bill law",
        "lender": "bank",
        "march": "demonstration protest",
        "match": "final game",
        "measure": "act amendment ban bill decree law resolution",
        "meeting": "conference summit",
        "movie": "documentary film mockumentary thriller",
        "murder": "killing",
        "operation": "offensive raid",
        "outage": "blackout",
        "paper": "daily newspaper tabloid",
        "pact": "accord agreement deal treaty",
        "plane": "aircraft airliner airplane jet",
        "poll": "election referendum",
        "probe": "inquiry investigation",
        "protest": "demonstration march rally",
        "quake": "earthquake",
        "regulation": "restriction rule",
        "report": "study survey",
        "rule": "regulation restriction",
        "ruling": "decision judgment verdict",
        "shooting": "attack massacre",
        "ship": "boat carrier destroyer ferry freighter frigate submarine tanker trawler vessel warship yacht",
        "shutoff": "blackout outage",
        "storm": "cyclone depression hurricane tornado typhoon",
        "strike": "airstrike",
        "study": "research survey",
        "suit": "complaint lawsuit",
        "takeover": "acquisition buyout purchase",
        "acquisition": "buyout purchase takeover",
        "purchase": "acquisition",
        "tragedy": "accident collapse crash earthquake explosion fire flood shooting",
        "treaty": "accord agreement pact",
        "tremor": "earthquake quake",
        "vehicle": "bus car lorry minibus motorcycle pickup suv taxi truck van",
        "verdict": "conviction judgment ruling",
        "vessel": "boat carrier destroyer ferry freighter frigate ship submarine tanker trawler warship yacht",
        "vote": "ballot election referendum",
        "weapon": "bomb gun knife missile pistol rifle",
    }.items()
}
# further nouns for what has a name, and its classes
CALLED_AGAIN = {
    noun: frozenset(kinds.split())
    for nouns, kinds in {
        "group": "ArmedGroup",
        "organization organisation": "ArmedGroup IntergovernmentalOrganization Organization",
    }.items()
    for noun in nouns.split()
}
