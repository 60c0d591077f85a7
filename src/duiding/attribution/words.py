"""Words by which Dutch news tells who says something and who is blamed.

The verbs are those of the Algemene Nederlandse Spraakkunst (E-ANS 19.3, verbs of saying) with what news adds to them.
"""
# ruff: noqa: SIM905  (a list of literals would take a line a word)

from __future__ import annotations

# Their subject says something, whatever stands beside them.
SPEECH = frozenset(
    """
    zeggen melden verklaren aldus berichten beweren benadrukken waarschuwen meedelen mededelen antwoorden roepen herhalen
    vertellen zuchten fluisteren bevestigen ontkennen erkennen toelichten concluderen constateren eisen
    beschuldigen betichten verwijten tweeten twitteren sneren snauwen brommen verzekeren garanderen betogen pleiten
    opmerken onderstrepen rapporteren onthullen veroordelen tegenspreken weerspreken preciseren suggereren insinueren
    klagen mopperen jubelen juichen snikken schamperen fulmineren tieren schreeuwen bekritiseren hekelen
    oproepen aankondigen bekendmaken wijten stamelen mompelen adviseren bezweren toegeven voorspellen claimen poneren
    """.split()
)
# Their subject says something where a clause, a quotation or inversion goes with them.
SPEECH_WITH_CONTENT = frozenset(
    """
    stellen schrijven vinden menen denken vragen hopen noemen vervolgen oordelen lachen toevoegen opperen geloven
    uitleggen besluiten verwachten aangeven signaleren leggen geven voegen delen merken lichten klinken luiden heten
    dreigen vatten reageren verzuchten spreken roepen kondigen maken wijzen laten vaststellen weten optekenen houden zien
    """.split()
)
# 'voegt toe', 'kondigt aan': the verb speaks only together with its particle.
WITH_PARTICLE = {
    "voegen": ("toe",),
    "delen": ("mee", "mede"),
    "leggen": ("uit",),
    "geven": ("aan", "toe"),
    "merken": ("op",),
    "lichten": ("toe",),
    "kondigen": ("aan",),
    "roepen": ("op",),
    "maken": ("bekend",),
    "spreken": ("tegen",),
    "vatten": ("samen",),
    "wijzen": ("erop",),
}
# 'noemt de stap een provocatie', 'spreekt van een misdaad': what is said is a judgement, not a clause.
JUDGEMENT = {"noemen": (), "spreken": ("van",), "wijzen": ("op", "naar", "met"), "dreigen": ("met",)}
# 'laat weten', 'laat optekenen'.
LETTING = frozenset("weten optekenen".split())
IMPERSONAL = frozenset("klinken luiden heten".split())

# A noun phrase behind these says it.
SOURCES = frozenset("volgens aldus dixit".split())
# 'volgens planning' names no speaker.
NO_SPEAKERS = frozenset(
    """
    planning plan verwachting afspraak wet regel recht traditie schatting methode principe bericht cijfer gegeven
    procedure protocol schema artikel grondwet akkoord verdrag onderzoek peiling
    """.split()
)
# 'in een verklaring van X', 'uit een rapport van X blijkt'.
STATEMENTS = frozenset(
    "verklaring rapport persbericht communiqué verslag onderzoek interview toespraak brief analyse mededeling".split()
)

PERSONS = frozenset("hij zij ze hem haar hen".split())
EMPTY = frozenset("het dat dit er wat wie die men niemand iedereen iemand elkaar ik we wij je jij u jullie ons".split())
TIMES = frozenset(
    """
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag vandaag gisteren morgen vanmorgen vanmiddag vanavond
    gisteravond eergisteren januari februari maart april mei juni juli augustus september oktober november december
    week jaar maand avond ochtend middag nacht dag
    """.split()
)

# 'eist levens' demands nothing.
DEATHS = frozenset("leven levens slachtoffer slachtoffers doden tol".split())

RESPONSIBLE = frozenset("verantwoordelijk aansprakelijk schuldig medeverantwoordelijk".split())
HOLDING = frozenset("houden achten stellen geacht gehouden gesteld".split())
ACCUSING = frozenset("beschuldigen betichten verdenken aanklagen".split())
REPROACHING = frozenset("verwijten".split())
# What an armed group claims when it says that it did it ('eist de aanslag op').
CLAIMED = frozenset("aanslag aanval verantwoordelijkheid moord bomaanslag zelfmoordaanslag raketaanval".split())
BLAMING = frozenset("geven leggen zoeken".split())
PASSIVE_FORMS = frozenset("wordt werd worden werden is zijn was waren".split())
ASCRIBING = frozenset("wijten toeschrijven".split())
