"""How far a noun phrase reaches around its head."""

from __future__ import annotations

from duiding.attribution.words import EMPTY, TIMES
from duiding.language import ParsedSentence

_NOMINAL = frozenset({"NOUN", "PROPN", "X"})
_LEFT = frozenset({"DET", "ADJ", "NUM", *_NOMINAL})
_WITHIN = frozenset(
    {"det", "amod", "flat", "flat:name", "appos", "nmod", "nmod:poss", "compound", "nummod", "case", "fixed"}
)
LINKS = frozenset({"van", "uit", "in", "binnen", "bij", "der", "namens"})
MARKS = frozenset("“”„\"'‘’«».,:;()!?–-…")


def is_nominal(sentence: ParsedSentence, i: int) -> bool:
    """Tell whether a token is a noun or a name."""
    form = sentence.forms[i]
    if form.lower() in TIMES or form in MARKS or not any(character.isalpha() for character in form):
        return False
    # Small parsers take foreign names for anything; a capital inside a sentence tells better.
    if sentence.tags[i] in _NOMINAL or not form[0].isupper():
        return sentence.tags[i] in _NOMINAL
    following = sentence.tags[i + 1] if i + 1 < len(sentence) else ""
    if sentence.tags[i] == "ADJ":
        return following not in ("ADJ", *_NOMINAL) or (i == 0 and following == "VERB")
    return i > 0 and sentence.tags[i] != "DET"


def last_nominal(sentence: ParsedSentence, i: int) -> int:
    """Give the last of the nouns and names that begin at a token and belong together."""
    while i + 1 < len(sentence) and is_nominal(sentence, i + 1) and _joined(sentence, i, i + 1):
        i += 1
    return i


def _joined(sentence: ParsedSentence, left: int, right: int) -> bool:
    """Tell whether two neighbours belong to one name: by the parse, or by capitals that it does not pull apart."""
    heads, relations = sentence.heads, sentence.relations
    if left and sentence.forms[left][0].isupper() and sentence.forms[right][0].islower():
        return False
    if heads[right] == left or heads[left] == right or heads[left] == heads[right] != right:
        apart = ("nsubj", "obj", "iobj", "obl", "nsubj:pass", "advcl", "parataxis")
        return relations[right] in _WITHIN or heads[left] == right or relations[right] not in apart
    return relations[right] in _WITHIN


def leftmost(sentence: ParsedSentence, head: int) -> int:
    """Give the first token of the noun phrase around a head."""
    i = head
    while i > 0:
        before = i - 1
        if sentence.forms[before] in MARKS or sentence.tags[before] not in _LEFT:
            break
        if sentence.forms[before].lower() in EMPTY or (
            is_nominal(sentence, before) and not _joined(sentence, before, i)
        ):
            break
        if sentence.forms[before].lower() in TIMES:
            break
        i = before
        if sentence.tags[before] == "DET":
            break
    return i


def rightmost(sentence: ParsedSentence, head: int) -> int:
    """Give the place behind the last token of a noun phrase, what hangs on it by a preposition not counted in."""
    end = head + 1
    while end < len(sentence):
        capital_name = sentence.forms[end][0].isupper() and sentence.tags[end] in ("PROPN", "X", "ADJ", "NUM")
        if not (is_nominal(sentence, end) or capital_name) or not _joined(sentence, end - 1, end):
            break
        end += 1
    return end


def with_complement(sentence: ParsedSentence, start: int, end: int) -> int:
    """Take in 'van de VN' and 'in Kyiv' where the parse hangs them on the phrase, and 'van' in any case.

    Args:
        sentence: parsed.
        start: first token of the phrase.
        end: the place behind its last.

    """
    if end + 1 >= len(sentence) or sentence.forms[end].lower() not in LINKS:
        return end
    inner = end + 1
    while inner < len(sentence) - 1 and sentence.tags[inner] in ("DET", "ADJ") and inner < end + 4:
        inner += 1
    if not is_nominal(sentence, inner):
        return end
    stop = rightmost(sentence, inner)
    hangs = any(start <= sentence.heads[i] < end for i in range(inner, stop))
    return stop if hangs or sentence.forms[end].lower() == "van" else end
