"""Sentences as vectors in which those that say alike things lie close together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from scipy import sparse
from sklearn.preprocessing import normalize

from duiding.arrays import Array
from duiding.features import FrameFeatures
from duiding.language import ParsedSentence
from duiding.lexicon import Entry

BLOCK = "characters"  # that the vectors are made of
FEW = 100  # sentences below which a term that occurs in one of them alone is kept


class Terms(NamedTuple):
    """Rows of length 1, shape (sentences, columns), so that their product is the cosine; and the names of the columns."""

    vectors: sparse.csr_matrix
    names: Array


def term_vectors(
    sentences: Sequence[ParsedSentence], lexicon: Sequence[Entry], char_ngrams: tuple[int, int] = (3, 6)
) -> Terms:
    """Weigh the character n-grams of sentences by TF-IDF, names and numbers masked.

    The columns are made from these sentences themselves, not taken from a model: what a model has never seen is just what tells
    new sentences apart. Two sentences that differ in names and numbers only are the same vector. The lexicon's counts are left
    out: they put all sentences with one frame on one heap.

    Args:
        sentences: parsed sentences.
        lexicon: entries by which names are recognised.
        char_ngrams: lowest and highest number of characters in an n-gram.

    """
    features = FrameFeatures(
        blocks=[BLOCK], lexicon=lexicon, char_ngrams=char_ngrams, min_df=2 if len(sentences) > FEW else 1
    )
    vectors = normalize(features.fit_transform(sentences))
    return Terms(sparse.csr_matrix(vectors), features.get_feature_names_out())
