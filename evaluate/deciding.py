"""Which words of a sentence decided its label."""

from __future__ import annotations

from typing import NamedTuple

from duiding.classifier import FrameClassifier
from duiding.language import ParsedSentence

SHOWN = 4
LEAST = 0.02  # of probability: a word that moves it less did not decide


class Deciding(NamedTuple):
    """A word and how much of the label's probability goes when it is taken away."""

    word: str
    weight: float


def deciding_words(
    classifier: FrameClassifier, sentence: ParsedSentence, code: int, shown: int = SHOWN
) -> list[Deciding]:
    """Give the words without which the label ``code`` would be least probable, the most decisive first.

    Each word is taken out in turn, the parse of the others kept (erasure: Li, Monroe and Jurafsky 2016). It asks nothing of the
    model but its probabilities, so it holds for any kind of feature.
    """
    places = [i for i, form in enumerate(sentence.forms) if any(map(str.isalnum, form))]
    if len(places) < 2:
        return []
    variants = [sentence, *(without(sentence, i) for i in places)]
    probabilities = classifier.predict_proba(variants)[:, code]
    drops = [
        Deciding(sentence.forms[i], round(float(probabilities[0] - probability), 4))
        for i, probability in zip(places, probabilities[1:], strict=True)
    ]
    return sorted((one for one in drops if one.weight >= LEAST), key=lambda one: -one.weight)[:shown]


def without(sentence: ParsedSentence, gone: int) -> ParsedSentence:
    """Give a sentence without one of its tokens; what hung on that token hangs on its head instead."""

    def drop(column: tuple[str, ...]) -> tuple[str, ...]:
        return column[:gone] + column[gone + 1 :]

    above = sentence.heads[gone]
    heads = []
    for i, head in enumerate(sentence.heads):
        if i == gone:
            continue
        target = above if head == gone else head
        target = i if target == gone else target  # the root itself was taken away
        heads.append(target - (target > gone))
    return ParsedSentence(
        " ".join(drop(sentence.forms)),
        drop(sentence.forms),
        drop(sentence.lemmas),
        drop(sentence.tags),
        sentence.finite[:gone] + sentence.finite[gone + 1 :],
        drop(sentence.relations),
        tuple(heads),
        sentence.vector,
    )
