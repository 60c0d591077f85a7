"""A trained model as a spaCy component.

>>> import spacy
>>> nlp = spacy.blank("nl")
>>> _ = nlp.add_pipe("duiding", config={"model": "models/default"})  # doctest: +SKIP
>>> doc = nlp("De ministers praten vrijdag in Genève over vrede. Raketten troffen de haven.")  # doctest: +SKIP
>>> for sent in doc.sents:  # doctest: +SKIP
...     print(sent.text, sent._.frame)
De ministers praten vrijdag in Genève over vrede. diplomatic
Raketten troffen de haven. escalatory
>>> first = next(doc.sents)._.frame_probabilities  # doctest: +SKIP
>>> list(first), round(sum(first.values()), 6)  # doctest: +SKIP
(['diplomatic', 'escalatory', 'sanction', 'other'], 1.0)

The examples above need a trained model: ``tests/duiding/test_examples.py`` runs them with one.

spaCy imports this module whenever it makes a pipeline, so nothing heavy is imported at its top.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_KEY = "duiding"


class DuidingComponent:
    """Give every sentence of a Doc its frame: ``sent._.frame`` and ``sent._.frame_probabilities``.

    Sentences are those that the pipeline marked; where it marked none, duiding's own splitter marks them. Each is read by the model's own
    spaCy pipeline, so the frames are those that ``Model.predict_article`` gives for the same sentences.

    Args:
        model: folder of a trained model.

    """

    def __init__(self, model: str) -> None:
        import duiding

        self.model = duiding.load(model)
        if not Span.has_extension("frame"):
            Span.set_extension("frame", getter=_frame)
            Span.set_extension("frame_probabilities", getter=_probabilities)

    def __call__(self, doc: Doc) -> Doc:
        """Label the sentences of one Doc."""
        from duiding.sentences import clean

        if not doc.has_annotation("SENT_START"):
            _mark_sentences(doc)
        sentences = list(doc.sents)
        texts = [clean(sentence.text) for sentence in sentences]
        rows = self.model.predict_proba(texts, groups=[0] * len(texts))  # a Doc is one article
        labels = self.model.labels
        # Keys are text, so that a Doc can be written to bytes: spaCy's processes send Docs to each other that way.
        doc.user_data[_KEY] = {
            _place(sentence): dict(zip(labels, map(float, row), strict=True))
            for sentence, row in zip(sentences, rows, strict=True)
        }
        return doc


def _mark_sentences(doc: Doc) -> None:
    from duiding.sentences import split

    starts = {sentence.start for sentence in split(doc.text)}
    for token in doc:
        token.is_sent_start = token.i == 0 or token.idx in starts


def _place(span: Span) -> str:
    return f"{span.start}-{span.end}"


def _probabilities(span: Span) -> dict[str, float] | None:
    known: dict[Any, dict[str, float]] = span.doc.user_data.get(_KEY, {})
    return known.get(_place(span))


def _frame(span: Span) -> str | None:
    probabilities = _probabilities(span)
    return max(probabilities, key=lambda label: probabilities[label]) if probabilities else None


@Language.factory("duiding", default_config={"model": "models/default"})
def make_duiding(nlp: Language, name: str, model: str) -> DuidingComponent:
    """Make the component that ``nlp.add_pipe("duiding", config={"model": FOLDER})`` adds.

    Args:
        nlp: the pipeline.
        name: of the component in it.
        model: folder of the trained model.

    """
    return DuidingComponent(model)
