"""What is not English is refused, not read as bad English."""

import pytest

from kg.model import Document, Rejection
from kg.read import given
from kg.read.language import ForeignText, refuse_foreign
from kg.settings import Settings

FOREIGN = {
    "fr": (
        "Le ministre des transports a annoncé mardi que la ligne entre Lyon et Turin serait fermée pendant trois mois. "
        "Les syndicats demandent que les salariés soient payés pendant toute la durée des travaux."
    ),
    "de": (
        "Der Bürgermeister von Kassel hat am Montag den Haushalt für das kommende Jahr vorgestellt. "
        "Die Opposition kritisierte, dass für die Schulen weniger Geld als bisher ausgegeben werden soll."
    ),
    "es": (
        "El gobierno de la provincia aprobó el martes una ley que limita el precio de los alquileres. "
        "Los propietarios aseguran que la medida no resolverá la falta de viviendas en la capital."
    ),
    "it": (
        "Il presidente della regione ha visitato ieri i paesi colpiti dalla frana e ha promesso nuovi aiuti. "
        "Secondo i sindaci mancano ancora le strade per raggiungere le case più lontane."
    ),
    "pt": (
        "A ministra da saúde disse na quarta-feira que o hospital será reaberto depois das obras. "
        "Os médicos pedem mais enfermeiros e criticam a demora na compra dos equipamentos."
    ),
    "nl": (
        "De gemeenteraad van Utrecht heeft dinsdag besloten om het oude station te verkopen aan een bouwbedrijf. "
        "Bewoners van de wijk zijn boos omdat zij niet over de plannen zijn ingelicht."
    ),
    "sv": (
        "Regeringen meddelade på torsdagen att skatten på bensin ska höjas från och med nästa år. "
        "Oppositionen anser att förslaget slår hårt mot dem som bor på landsbygden."
    ),
    "da": (
        "Regeringen meddelte torsdag, at broen mellem de to øer bliver lukket for biler i hele sommeren. "
        "Borgmesteren siger, at det vil gå ud over de mange turister og butikkerne i byen."
    ),
    "fi": (
        "Hallitus kertoi torstaina, että uusi rautatie rakennetaan kahden kaupungin välille ensi vuosikymmenellä. "
        "Kunnat pelkäävät, että hanke maksaa paljon enemmän kuin on luvattu, ja vaativat selvitystä."
    ),
    "pl": (
        "Minister rolnictwa ogłosił w środę, że rolnicy dostaną pieniądze za straty spowodowane suszą. "
        "Związkowcy uważają jednak, że pomoc przychodzi zbyt późno i jest za mała."
    ),
    "cs": (
        "Vláda ve středu schválila návrh zákona, který má zjednodušit stavbu nových bytů ve městech. "
        "Starostové se obávají, že obce přijdou o možnost rozhodovat o svém území."
    ),
    "ro": (
        "Guvernul a anunțat marți că autostrada dintre cele două orașe va fi terminată anul viitor. "
        "Opoziția spune că lucrările au costat prea mult și că drumul nu este sigur."
    ),
    "tr": (
        "Belediye başkanı salı günü yaptığı açıklamada yeni köprünün gelecek yıl açılacağını söyledi. "
        "Mahalle sakinleri ise inşaatın gürültüsünden ve kapanan yollardan şikayet ediyor, çözüm bekliyor."
    ),
    "hu": (
        "A kormány szerdán bejelentette, hogy jövőre megemelik a tanárok fizetését az állami iskolákban. "
        "A szakszervezetek szerint az emelés nem elég, ezért folytatják a sztrájkot a fővárosban."
    ),
    "id": (
        "Menteri perhubungan mengatakan pada hari Rabu bahwa pelabuhan baru itu akan dibuka bulan depan. "
        "Para nelayan khawatir mereka tidak dapat lagi menangkap ikan di dekat pantai."
    ),
    "ru": (
        "Губернатор области сообщил во вторник, что новая больница откроется в конце года. "
        "Жители посёлка говорят, что им обещали это уже пять лет назад, но строители так и не приехали."
    ),
    "uk": (
        "Міністр освіти повідомив у середу, що школи в області відкриють після ремонту восени. "
        "Батьки кажуть, що їм обіцяли це ще минулого року, але гроші на роботи так і не надійшли."
    ),
    "el": (
        "Ο υπουργός ανακοίνωσε την Τρίτη ότι το νέο λιμάνι θα ανοίξει μέχρι το τέλος του χρόνου. "
        "Οι κάτοικοι του νησιού ζητούν περισσότερα πλοία και καλύτερους δρόμους για τα χωριά."
    ),
    "ar": (
        "أعلن وزير النقل يوم الثلاثاء أن الجسر الجديد سيفتح أمام السيارات في نهاية العام. "
        "ويقول سكان المدينة إنهم ينتظرون هذا المشروع منذ سنوات طويلة دون أن يروا أي نتيجة."
    ),
    "zh": (
        "市长星期二宣布,新的大桥将在明年春天向所有车辆开放,预计每天有三万辆汽车通过。"
        "附近的居民表示,他们担心噪音和污染会影响孩子们的健康,要求政府公布工程的全部费用。"
    ),
    "ja": (
        "市長は火曜日、新しい橋が来年の春に開通し、毎日およそ三万台の車が通る見込みだと発表した。"
        "近くの住民は、騒音や排気ガスが子どもたちの健康に影響するのではないかと心配している。"
    ),
}
FRENCH = FOREIGN["fr"]


@pytest.mark.parametrize("language", FOREIGN)
def test_other_languages_are_refused_by_name(language: str) -> None:
    """Two sentences of news are enough to tell."""
    with pytest.raises(ForeignText, match=f"'{language}'"):
        refuse_foreign(FOREIGN[language])


@pytest.mark.parametrize(
    "text",
    [
        "Il a dit non.",
        "Jürgen Müller, Friedrich Schäfer, Heinz Köhler, Ursula Weiß and Günther Größmann met in Düsseldorf on Monday.",
        "Işık Şahin sued Doğan Çelik. Ağaoğlu met Gül Yıldız in İzmir. Çağla Öztürk praised Barış Güneş.",
        f"The minister of transport said on Tuesday that the line would close for three months and that the unions had "
        f"been told of it. In the words of the minister, who spoke to the press in the city: “{FRENCH[:100]}”",
        "RESULTS Lopez 3 Garcia 4 Fernandez 2 Rossi 1 Bianchi 5 Müller 2 Schmidt 3 Dubois 4 Nowak 1 Kowalski 2 Silva 3",
    ],
)
def test_what_is_short_or_english_or_only_names_is_kept(text: str) -> None:
    """A text is refused only when all signs agree."""
    refuse_foreign(text)


def test_the_rejection_names_the_text_and_the_others_are_read() -> None:
    """One text that is not English does not stop the others."""
    first, second = given([FRENCH, "The mayor of Dover resigned."], Settings())
    assert isinstance(first, Rejection)
    assert (first.stage, first.unread) == ("language", True)
    assert "'fr'" in first.reason
    assert isinstance(second, Document)


def test_a_record_that_says_it_is_english_is_believed() -> None:
    """The field wins over the guess; a field that names another language does not, since the text is what is read."""
    (kept,) = given([{"text": FRENCH, "language": "en-GB"}], Settings())
    (refused,) = given([{"text": FRENCH, "language": "fr"}], Settings())
    assert isinstance(kept, Document)
    assert isinstance(refused, Rejection)
