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
        incident invasion massacre match meeting occupation offensive outbreak pandemic protest raid rally referendum revolt revolution
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
