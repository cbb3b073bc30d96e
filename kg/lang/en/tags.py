"""English: what the tags of the Penn Treebank say in features of Universal Dependencies. Data only.

After https://universaldependencies.org/tagset-conversion/en-penn-uposf.html. Penn tags do not tell gerunds from present
participles, or relative from interrogative pronouns.
"""

# tag -> its features, as the column FEATS of CoNLL-U writes them; the other tags say nothing beyond the part of speech
FEATURES = {
    "JJR": "Degree=Cmp",
    "JJS": "Degree=Sup",
    "MD": "VerbForm=Fin",
    "NN": "Number=Sing",
    "NNP": "Number=Sing",
    "NNPS": "Number=Plur",
    "NNS": "Number=Plur",
    "PRP": "PronType=Prs",
    "PRP$": "Poss=Yes|PronType=Prs",
    "VB": "VerbForm=Inf",
    "VBD": "Tense=Past|VerbForm=Fin",
    "VBG": "Tense=Pres|VerbForm=Part",
    "VBN": "Tense=Past|VerbForm=Part",
    "VBP": "Tense=Pres|VerbForm=Fin",
    "VBZ": "Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
    "WDT": "PronType=Int,Rel",
    "WP": "PronType=Int,Rel",
    "WP$": "Poss=Yes|PronType=Int,Rel",
    "WRB": "PronType=Int,Rel",
}
