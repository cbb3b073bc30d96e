"""English: which class a *named* thing has by the words that describe it, where the noun alone says less. Data only; lower case.

What a noun alone says stands in `NOUN_TYPES` of nouns_en.py.
"""

# nouns whose bearers, when they have a name, are bodies: "Sarkat, a rights group"
BODY_NOUNS = frozenset("agency faction front group movement organisation organization outfit union".split())
# a word before such a noun -> the class of the body
BODY_WORDS = {
    word: kind
    for kind, words in {
        "ArmedGroup": "armed extremist guerrilla insurgent islamist jihadi jihadist militant militia paramilitary rebel separatist terror terrorist",
        "MediaOrganization": "broadcasting media news press",
        "Company": "advertising banking insurance mining rating ratings retail shipping technology travel",
    }.items()
    for word in words.split()
}
# further nouns for companies, media and parties with a name of their own
NAMED_NOUNS = {
    noun: kind
    for kind, nouns in {
        "Company": "automaker chain chipmaker drugmaker lender multinational telecom utility",
        "MediaOrganization": "channel daily network newswire podcast station weekly wire",
        "Organization": "nonprofit tank",
        "Region": "canton county governorate oblast prefecture state territory",
        "City": "hamlet metropolis municipality settlement",
        "Place": "archipelago atoll cape glacier gulf isle plateau reef strait volcano waterway",
        "Facility": "dam museum reactor shipyard stadium terminal",
    }.items()
    for noun in nouns.split()
}
# nouns that say nothing certain about what bears a name: "Lara Dunn, a force", "Finland, its newest member"
VAGUE_NOUNS = frozenset(
    "agent ally guard head leader member neighbor neighbour operative opponent owner partner resident rival sponsor successor suspect "
    "trader victim visitor winner witness area article attack bill bridge camp fire force film generation match meeting page population public state street unit visit vote war".split()
)
# what only a state has, or only a state or region: "Tolmark's embassy", "Tolmark's capital" -> class of whose it is
HAD_BY = {
    noun: kind
    for kind, nouns in {
        "Country": "ambassador consulate embassy",
        "Place": "capital coast coastline governor parliament territory",
    }.items()
    for noun in nouns.split()
}
