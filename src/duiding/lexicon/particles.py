"""Put separable verbs together again: 'wees … uit' is 'uitwijzen'."""

from __future__ import annotations

from duiding.language.parsed import ParsedSentence

PARTICLES = frozenset(
    [
        "aan",
        "achter",
        "achterna",
        "af",
        "bij",
        "binnen",
        "bijeen",
        "buiten",
        "dicht",
        "door",
        "dwars",
        "gelijk",
        "goed",
        "in",
        "ineen",
        "kwijt",
        "langs",
        "los",
        "mee",
        "na",
        "neer",
        "om",
        "omver",
        "onder",
        "op",
        "open",
        "over",
        "plaats",
        "rond",
        "samen",
        "schoon",
        "stil",
        "stop",
        "tegen",
        "teniet",
        "terecht",
        "terug",
        "toe",
        "tussen",
        "uit",
        "uiteen",
        "vast",
        "verder",
        "vol",
        "voor",
        "vooruit",
        "voort",
        "vrij",
        "weer",
        "weg",
    ]
)
_CLOSERS = frozenset(
    [
        ",",
        ".",
        ";",
        ":",
        "!",
        "?",
        "”",
        '"',
        "'",
        "’",
        "»",
        "–",
        "-",
        ")",
        "en",
        "maar",
        "of",
        "omdat",
        "als",
        "nadat",
        "toen",
        "waarop",
        "nu",
        "want",
        "zodat",
        "terwijl",
        "dat",
        "om",
    ]
)


def joined_lemmas(sentence: ParsedSentence) -> dict[int, str]:
    """Give, by the position of a verb, its lemma with its particle before it.

    The parse tells which particle belongs to which verb (relation ``compound:prt``). Without a parse, a particle at the end of a
    clause is given to the nearest verb before it, which is right wherever the verb stands second.
    """
    joined: dict[int, str] = {}
    for i, form in enumerate(sentence.forms):
        particle = form.lower()
        if particle not in PARTICLES:
            continue
        if sentence.relations[i] == "compound:prt":
            verb: int | None = sentence.heads[i]
        elif not sentence.relations[i] and _closes_clause(sentence, i):
            verb = _verb_before(sentence, i)
        else:
            continue
        if verb is not None:
            joined[verb] = particle + sentence.lemmas[verb].lower()
    return joined


def _closes_clause(sentence: ParsedSentence, i: int) -> bool:
    return i + 1 == len(sentence) or sentence.forms[i + 1].lower() in _CLOSERS


def _verb_before(sentence: ParsedSentence, i: int) -> int | None:
    for position in range(i - 1, -1, -1):
        if sentence.tags[position] == "VERB":
            return position
    return None
