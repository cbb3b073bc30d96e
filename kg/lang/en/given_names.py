"""Forms of given names: short forms of one name, and spellings of one name in Latin letters. Data only; words folded.

A name may stand in several lines ("Alex"). `SPELLINGS` are one name written in different ways; `SHORT_FORMS` begin with
the full name. That two people bear forms of one name says less than that they bear one name.
"""

# one name in several transliterations
SPELLINGS = tuple(
    tuple(line.split())
    for line in """
    abdallah abdullah abdulla
    abdel abdul abd
    ahmad ahmed ahmet
    aleksandr alexander alexandr alexandre oleksandr oleksander olexander olexandr aliaksandr alexandros
    aleksandra alexandra oleksandra
    aleksei alexei aleksey alexey alexej oleksiy oleksii
    anatoli anatoly anatoliy anatolii
    andrei andrey andrej andriy andrii
    anthony antony
    anton antonin
    arkadi arkady arkadiy
    arseni arseny arseniy arsenii
    bohdan bogdan
    dmitri dmitry dmitriy dmitrii dimitri dmytro
    ekaterina yekaterina katerina kateryna
    elena yelena olena
    evgeni evgeny yevgeny yevgeni evgeniy yevgeniy evgenii yevhen
    evgenia yevgenia evgeniya yevgeniya
    faisal feisal faysal
    fedor fyodor feodor
    gennadi gennady gennadiy hennadiy
    georgi georgy georgiy heorhiy
    grigori grigory grigoriy hryhoriy
    hasan hassan
    husain hussain hussein husein hosein hossein
    ibrahim ebrahim
    igor ihor
    ilya ilia illia
    ismail ismael esmail
    jamal gamal
    khaled khalid
    maria mariya mariia
    mikhail mikhael mykhailo michail
    mohamad mohamed mohammad mohammed muhammad muhammed mohamud mehmet
    mostafa mustafa moustafa
    mykola nikolai nikolay nikolaj
    mahmoud mahmud
    natalia natalya nataliya nataliia
    oleg oleh
    osama usama
    omar umar
    pavel pavlo
    pyotr petr petro
    saeed said saied
    sergei sergey sergej serhiy serhii siarhei
    sofia sofiya sofya
    svetlana svitlana
    tatiana tatyana tetiana tetyana
    valeri valery valeriy valerii
    vasili vasily vasiliy vasyl
    viktor victor
    vitali vitaly vitaliy vitalii
    vladimir volodymyr uladzimir
    vladislav vladyslav
    vyacheslav viacheslav
    yasser yasir
    yousef yousuf youssef yusuf yusef yosef
    yulia yuliya iuliia yuliia julia
    yuri yury yuriy yurii iurii
    zainab zaynab zeinab
    """.splitlines()
    if line.strip()
)
# the full name, then what its bearers are called
SHORT_FORMS = tuple(
    tuple(line.split())
    for line in """
    abraham abe
    alan al
    albert al bert
    alexander alex sandy
    alexandra alex sandra
    alfred alf fred
    andrew andy drew
    anthony tony
    antonio toni tony
    arthur art
    barbara barb
    benjamin ben benny
    bernard bernie
    catherine cathy kate katie
    charles charlie chuck
    christina chris tina
    christopher chris
    cynthia cindy
    daniel dan danny
    david dave
    deborah deb debbie
    dennis denny
    donald don donnie
    douglas doug
    edward ed eddie ted ned
    elizabeth liz beth betsy betty
    eugene gene
    ezekiel zeke
    francis frank
    francisco paco pancho
    frederick fred freddie
    gabriel gabe
    gerald gerry jerry
    gregory greg
    harold hal harry
    henry hank harry
    ignacio nacho
    jacob jake
    james jim jimmy jamie
    jeffrey jeff
    jennifer jen jenny
    jeremy jerry
    john jack johnny
    jonathan jon
    jose pepe
    joseph joe joey
    joshua josh
    judith judy
    kathleen kathy kate
    katherine kathy kate katie
    kenneth ken kenny
    lawrence larry
    leonard len lenny
    louis lou
    manuel manny manolo
    margaret maggie meg peggy
    martin marty
    matthew matt
    maurice moe
    maximilian max
    michael mike mick mickey
    mikhail misha
    mitchell mitch
    nathaniel nate
    nathan nate
    nicholas nick
    pamela pam
    patricia pat patty tricia
    patrick pat paddy
    peter pete
    philip phil
    rafael rafa
    randolph randy
    raymond ray
    rebecca becky
    richard dick rick ricky
    robert bob bobby rob
    ronald ron ronnie
    samuel sam
    samantha sam
    sergei seryozha
    stephen steve
    steven steve
    stuart stu
    susan sue susie
    theodore ted teddy theo
    theresa terry
    thomas tom tommy
    timothy tim
    valentina valya
    victoria vicky
    vincent vince
    walter walt
    william bill billy will
    """.splitlines()
    if line.strip()
)
# articles in names of people, written or left out
ARTICLES = frozenset("al el ul".split())
# letters -> how they are written where a keyboard lacks them
LETTERS = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae", "ß": "ss", "þ": "th", "ð": "d"}
# endings and sounds -> one spelling; nobody tells two names by these
CERTAIN_SOUNDS = (
    (r"(?<=[kc])(?:iy|yy|ii|ij|yi|yj|y|i)$", "i"),  # Zelensky, Zelenskyy, Zelenskiy
    (r"(?:iy|yy|ii|ij)$", "y"),
    (r"^(?:yev|jev)", "ev"),
    (r"^(?:yel|jel)", "el"),
    (r"(?:eev|eyev|ejev|eyew|ejew)$", "eev"),
    (r"(?:aev|ayev|ajev)$", "aev"),
    (r"(?:iev|iyev|ijev)$", "iev"),
    (r"(?<=[a-z]{3})off$", "ov"),  # Rachmaninoff
)
# further ones that also tell two names apart ("Hoffman", "Hofmann")
LOOSE_SOUNDS = (
    (r"^(?:kh|gh|q|g|k)(?=[aeiou])", "k"),  # Gaddafi, Qaddafi, Khadafi
    (r"(?<=[aeiou])dh", "d"),
    (r"([bcdfgklmnprstz])\1", r"\1"),
    (r"ou|oo", "u"),
    (r"aee|ai|ei|ay|ey", "ai"),
    (r"ee|ie", "i"),
    (r"y", "i"),
    (r"q", "k"),
    (r"dj|dzh", "j"),
)
