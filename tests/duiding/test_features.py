"""Features count what they say they count, and never a name."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from duiding.errors import DuidingError
from duiding.features import FrameFeatures, view
from duiding.features.blocks.characters import Characters
from duiding.features.scope import scopes
from duiding.features.view import View
from duiding.language import ParsedSentence, Parser
from duiding.lexicon import Entry, Lexicon

LEXICON = Lexicon(
    [
        Entry("rusland", "word", "actor-state", "other"),
        Entry("russische", "word", "actor-nationality", "other"),
        Entry("navo", "word", "actor-body", "other"),
        Entry("aanval", "suffix", "assault", "escalatory"),
    ]
)


def plain(text: str) -> ParsedSentence:
    """A sentence of words parted by spaces, as a pipeline without components would give it."""
    forms = tuple(text.split()) or ("leeg",)
    empty = ("",) * len(forms)
    lowered = tuple(form.lower() for form in forms)
    return ParsedSentence(
        text,
        forms,
        lowered,
        empty,
        (False,) * len(forms),
        empty,
        tuple(range(len(forms))),
    )


def seen(text: str) -> View:
    (sentence,) = Parser("auto").parse([text])
    return view(sentence, LEXICON)


@settings(deadline=None)
@given(st.lists(st.text(alphabet="abcAB ‹1-é", max_size=30), min_size=2, max_size=8))
def test_subwords_are_those_of_a_tfidf_vectorizer(texts: list[str]) -> None:
    sentences = [view(plain(text), LEXICON).tokens for text in texts]
    block = Characters(2, 4, min_df=1)
    reference = TfidfVectorizer(
        analyzer=lambda one: [run for token in one for run in block.terms(token)],
        sublinear_tf=True,
        min_df=1,
    )
    try:
        expected = reference.fit_transform(sentences)
    except ValueError:  # no word in any text
        return
    ours, matrix = block.learn(block.count(sentences))
    assert np.allclose(matrix.toarray(), expected.toarray())
    assert np.allclose(ours.transform(sentences).toarray(), expected.toarray())
    assert list(ours.names) == list(reference.get_feature_names_out())


def test_names_are_replaced_by_what_they_name() -> None:
    tokens = seen("De Russische president Poetin sprak in Rusland met de NAVO over 2014 en 1.500 man.").tokens
    assert tokens[1] == "‹state›"
    assert tokens[3] == "‹name›"
    assert "‹body›" in tokens
    assert "‹year›" in tokens
    assert "‹number›" in tokens
    assert not {"poetin", "rusland", "navo"} & set(tokens)


def test_a_compound_with_a_name_keeps_its_common_noun() -> None:
    assert "sancties" in seen("Er komen nieuwe EU-sancties.").tokens


def test_scope_tells_what_a_hit_stands_under() -> None:
    def of(text: str) -> set[str]:
        one = seen(text)
        (hit,) = [hit for hit in one.hits if not hit.is_actor]
        return set(scopes(one, hit.start, hit.end))

    assert "negated" in of("Er komt geen aanval.")
    assert "modal" in of("Er zou een aanval kunnen komen.")
    assert "conditional" in of("Als er een aanval komt, gaat hij.")
    assert "quoted" in of("Hij zei: “Dit is een aanval.”")
    assert not {"negated", "modal", "conditional", "quoted"} & of("Het leger begon een aanval.")


def test_an_unknown_block_is_named() -> None:
    with pytest.raises(DuidingError, match="'colour'"):
        FrameFeatures(blocks=("colour",)).fit([plain("a b"), plain("c d")])
