"""English: forms of words and their lemmas. Data only; raw strings are regular expressions."""

# irregular verb forms -> lemma, for the forms that training texts may lack; and regular ones that another word's form hides
IRREGULAR = {
    form: forms.split()[0]
    for forms in """arise arose arisen|awake awoke awoken|bathe bathed|bear bore borne|beat beaten|begin began begun|bend bent|bet|bid bade bidden|bind bound
    |bite bit bitten|bleed bled|blow blew blown|break broke broken|breed bred|bring brought|build built|burst|buy bought|catch caught|choose chose
    chosen|cling clung|come came|creep crept|deal dealt|dig dug|draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen
    |feed fed|feel felt|fight fought|find found|flee fled|fling flung|fly flew flown|forbid forbade forbidden|foresee foresaw foreseen|forget forgot
    forgotten|forgive forgave forgiven|forsake forsook forsaken|free freed|freeze froze frozen|get got gotten|give gave given|go went gone|grind ground|grow grew
    grown|hang hung|hear heard|hide hid hidden|hold held|keep kept|kneel knelt|know knew known|lay laid|lead led|leap leapt|leave left|lend lent
    |light lit|lose lost|make made|mean meant|meet met|mislead misled|mistake mistook mistaken|overcome overcame|outdo outdid outdone|oversee oversaw overseen
    |overrun overran|overtake overtook overtaken|overthrow overthrew overthrown|pay paid|rebuild rebuilt|redo redid redone|resell resold|retake retook
    retaken|range ranged|reconvene reconvened|rethink rethought|rewrite rewrote rewritten|quit quit|ride rode ridden|route routed|ring rang rung|rise rose risen|run ran|say said|see saw seen|seek
    sought|sell sold|send sent|sever severed severing|shake shook shaken|shine shone|shoot shot|show shown|shrink shrank shrunk|side sided siding|sing sang sung|sink sank sunk|sit sat|slay slew
    slain|sleep slept|slide slid|speak spoke spoken|spend spent|spin spun|spring sprang sprung|stand stood|steal stole stolen|stick stuck|sting stung
    |strike struck stricken|strive strove striven|sue sued suing|swear swore sworn|sweep swept|swim swam swum|swing swung|take took taken|teach taught|tear tore torn
    |tell told|think thought|throw threw thrown|undergo underwent undergone|understand understood|undertake undertook undertaken|uphold upheld|wake woke
    woken|wear wore worn|weave wove woven|weep wept|win won|withdraw withdrew withdrawn|withhold withheld|withstand withstood|write wrote written""".split(
        "|"
    )
    for form in forms.split()[1:]
}
PRONOUNS = {"i": "I", "me": "I"}
# adjectives of peoples and places keep their capital, others have it only for their place ("Great service!")
PROPER_ADJECTIVE = (
    r"[A-Z]\w+(?:an|ish|ese|[^aeiou]i)$|(?:Arab|Arabic|Croat|Czech|Dutch|French|Greek|Kurd|Serb|Slovak|Swiss|Thai|Turk|Uzbek|Welsh)$"
    r"|(?:Islamic|Slavic|Baltic|Nordic|Vietnamese|Filipino|Hispanic|Catholic|Jewish|Muslim|Christian|Orthodox|Protestant|Soviet)$"
)
# what a participle may be of: "toppled", "spurned", "expelled", "denied"
VERB_BASES = tuple(
    (rf"{before}(?:ing|ed|es|s)$", base) for before, base in (("", "e"), ("", ""), (".", ""), ("i?", "y"))
)
# no English verb looks so: "denie", "receiv", "denounc", "capsiz", "begg"
NO_VERB = r"^.{3,}ie$|^(?![ia]$).?$|(?:v|[acnoru]c|dg|[^u]iz|yz)$|([^lsfzeo])\1$"
# nouns that lost only the "s" of their plural, when more of it was the ending: "supplie", "churche"
SINGULARS = ((r"(?<=...)ie$", "y"), (r"(?<=ch|sh|ss)e$|(?<=x)e$", ""))
