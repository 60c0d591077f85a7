"""Which sentences stand in an output."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from duiding.errors import InputError
from duiding.labels import LabelSet, form
from duiding.prediction import LabelledArticle, LabelledSentence
from duiding.translation import LANGUAGES, Translation
from predict.notes import Notes


class Selection(NamedTuple):
    """Sentences of some labels, of at least some confidence, or those that are not uncertain; all by default."""

    only: frozenset[str] = frozenset()
    least: float = 0.0
    certain: bool = False

    def __bool__(self) -> bool:
        return self != ALL

    def has(self, sentence: LabelledSentence) -> bool:
        """Tell whether a sentence is chosen."""
        return (
            (not self.only or sentence.label in self.only)
            and max(sentence.probabilities) >= self.least
            and not (self.certain and sentence.uncertain)
        )

    def of(self, labelled: LabelledArticle, notes: Notes, *, whole: bool) -> tuple[LabelledArticle, Notes]:
        """Give what is chosen of an article with its notes; no sentence of it where none is.

        Args:
            labelled: the article.
            notes: what is known of its sentences.
            whole: whether an article of which a sentence is chosen stands as a whole, since a row is an article.

        """
        places = [place for place, one in enumerate(labelled.sentences) if self.has(one)]
        if not self or (whole and places):
            return labelled, notes
        sentences = [labelled.sentences[place] for place in places]
        parses = [labelled.parses[place] for place in places] if labelled.parses else ()
        noted = [notes.of(place) for place in places] if notes.sentences else ()
        return LabelledArticle(labelled.article, sentences, parses), notes._replace(sentences=noted)


ALL = Selection()


def selection(only: Sequence[str], least: float | None, labels: LabelSet, *, certain: bool) -> Selection:
    """Make a selection.

    Args:
        only: labels, by any of their names, or as tables show them in any language.
        least: confidence.
        labels: what is known of those of the model.
        certain: whether uncertain sentences are left out.

    Raises:
        InputError: the model has no such label.

    """
    spoken = [Translation(language) for language in LANGUAGES]
    shown = {form(speech.term(one.shown)): one.name for one in labels.labels for speech in spoken}
    known = shown | labels.spellings
    for name in only:
        if not known.get(form(name)):
            raise InputError(
                "--only %(name)s: the model's labels are %(labels)s.", name=name, labels=", ".join(labels.names)
            )
    return Selection(frozenset(known[form(name)] for name in only), least or 0.0, certain)
