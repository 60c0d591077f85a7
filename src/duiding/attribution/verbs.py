"""The verbs that a Dutch form may belong to, where the lemmatizer does not know it."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from duiding.attribution.words import PASSIVE_FORMS
from duiding.language import ParsedSentence

_VOWELS = "aeiou"
_IRREGULAR = {
    "zei": "zeggen",
    "zeiden": "zeggen",
    "zegt": "zeggen",
    "riep": "roepen",
    "schreef": "schrijven",
    "vond": "vinden",
    "dacht": "denken",
    "vroeg": "vragen",
    "vroegen": "vragen",
    "sprak": "spreken",
    "spraken": "spreken",
    "gaf": "geven",
    "gaven": "geven",
    "liet": "laten",
    "laat": "laten",
    "hield": "houden",
    "wees": "wijzen",
    "verweet": "verwijten",
    "klonk": "klinken",
    "besloot": "besluiten",
    "bezwoer": "bezweren",
    "onderstreept": "onderstrepen",
    "legde": "leggen",
}


def lemmas_of(sentence: ParsedSentence, i: int) -> frozenset[str]:
    """Give the lemma of a token and, for a verb, the infinitives that its form may belong to."""
    lemma, form = sentence.lemmas[i].lower(), sentence.forms[i].lower()
    if sentence.tags[i] not in ("VERB", "AUX") and not looks_finite(sentence, i):
        return frozenset((lemma, form))
    return frozenset((lemma, form)) | infinitives(form)


def looks_finite(sentence: ParsedSentence, i: int) -> bool:
    """Tell whether a token may be the finite verb behind one opening name, which small taggers often miss."""
    if i == 0 or i > 3 or not sentence.forms[i].endswith(("t", "de", "te", "den", "ten")):
        return False
    return sentence.forms[i].islower() and sentence.forms[i - 1][0].isupper()


def passive_auxiliary(sentence: ParsedSentence) -> int | None:
    """Give the place of the first form of 'worden' or 'zijn'; not of the possessive 'zijn'."""
    for i, form in enumerate(sentence.forms):
        if form.lower() in PASSIVE_FORMS and (form.lower() != "zijn" or sentence.tags[i] in ("AUX", "VERB")):
            return i
    return None


def accuses(sentence: ParsedSentence, i: int, verbs: frozenset[str]) -> bool:
    """Tell whether a token is a form of one of these verbs, whatever its tag, and not the noun 'het verwijt'.

    Args:
        sentence: parsed.
        i: position of the token.
        verbs: infinitives.

    """
    form = sentence.forms[i].lower()
    if form.endswith(("ende", "end", "ing", "ingen")) or (i and sentence.tags[i - 1] in ("DET", "ADJ")):
        return False
    return bool(verbs & (infinitives(form) | {form, sentence.lemmas[i].lower()}))


@functools.lru_cache(maxsize=50_000)
def infinitives(form: str) -> frozenset[str]:
    """List the infinitives that a present or past form may belong to; a guess that is no word does no harm.

    >>> sorted({"ontkennen", "menen", "wijzen", "geloven"} & (infinitives("ontkende") | infinitives("meent")
    ...     | infinitives("wijst") | infinitives("gelooft")))
    ['geloven', 'menen', 'ontkennen', 'wijzen']
    """
    if form in _IRREGULAR:
        return frozenset((_IRREGULAR[form],))
    return frozenset(infinitive for stem in _stems(form) for infinitive in _lengthened(stem))


def _stems(form: str) -> Iterator[str]:
    yield form
    for ending in ("t", "de", "te", "den", "ten", "d"):
        if form.endswith(ending) and len(form) > len(ending) + 2:
            yield form[: -len(ending)]


def _lengthened(stem: str) -> Iterator[str]:
    yield stem + "en"
    last = stem[-1]
    softened = {"f": "v", "s": "z"}.get(last, last)
    if last in _VOWELS:
        return
    yield stem[:-1] + softened + "en"
    yield stem + last + "en"
    if len(stem) > 3 and stem[-2] in _VOWELS and stem[-3] == stem[-2]:
        yield stem[:-2] + softened + "en"
