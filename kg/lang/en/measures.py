"""English: what numbers count and measure. Data only; words in lower case."""

CURRENCY_SIGNS = frozenset("$ € £ ¥ ₹ ₽ ₺ ₴ ₪ ₩ ₦ us$ a$ c$ hk$ nz$ r$ s$ usd eur gbp jpy chf rub cny inr".split())
CURRENCIES = frozenset(
    """baht bolivar bolivars bolivares cent cents crown crowns dinar dinars dirham dirhams dollar dollars dong euro euros franc francs hryvnia
    hryvnias krona kronor krone kroner lira liras naira peso pesos pound pounds rand rands real reais renminbi rial rials riyal riyals ringgit
    rouble roubles ruble rubles rupee rupees rupiah shekel shekels shilling shillings sterling won yen yuan zloty zlotys""".split()
)
PER_CENT = ("per", "cent")  # two words
PERCENT = frozenset("% percent percentage pct".split())
UNITS = frozenset(
    """acre acres barrel barrels bushel bushels caliber calibre centimeter centimeters centimetre centimetres cm degree degrees feet foot
    gallon gallons gigawatt gigawatts gram grams gw hectare hectares inch inches kg kilogram kilograms kilometer kilometers kilometre
    kilometres kiloton kilotons kilowatt kilowatts km knot knots kph kw lb lbs liter liters litre litres megaton megatons
    megawatt megawatts meter meters metre metres mg mile miles milligram milligrams milliliter milliliters millimeter millimeters
    millimetre millimetres mm mph mw ounce ounces oz ton tonne tonnes tons watt watts yard yards""".split()
)
# between a number and its unit or currency: "20 million U.S. dollars", "5 metric tons"
BETWEEN = frozenset("u.s. us american canadian australian metric square cubic nautical".split())
# "a magnitude 6.8 earthquake": a number on a scale, of the noun that it stands before or behind
SCALES = frozenset({"magnitude"})
# how many or how much of what "of" names: "most of the houses", "much of the city"
PARTITIVES = frozenset("all both each enough few fewer less little many more most much several some".split())
# verbs whose object is a length of time: "served two years of his sentence", "spent a month in Rome"
LASTING = frozenset("last serve span spend".split())
# a length of time behind this preposition says not when, but what is laid on somebody: "sentenced to four years"
TERMS = {"to": frozenset("condemn jail sentence".split())}
