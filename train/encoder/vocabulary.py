"""The vocabulary cut down to what Dutch text needs, and the tokenizer that goes with it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING

from train.encoder.base import Base

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
_SPACE = "▁"
_CONTROLS = "[\x01-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]"
_SPACES = "[\t\n\x0c\r\u1680\u200b-\u200f\u2028\u2029▁\ufeff\ufffd]"  # beside those that NFKC makes a space
_LATIN = 0x250  # characters below are Latin letters, digits and signs


def make_tokenizer(pieces: list[str], scores: list[float]) -> Tokenizer:
    """Make a tokenizer of unigram pieces; it adds no special tokens by itself.

    Args:
        pieces: the vocabulary, ``SPECIAL`` first.
        scores: log-probability of each piece.

    """
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers

    tokenizer = Tokenizer(models.Unigram(list(zip(pieces, scores, strict=True)), unk_id=SPECIAL.index("<unk>")))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(_CONTROLS), ""),
            normalizers.Replace(Regex(_SPACES), " "),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
            normalizers.Strip(),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement=_SPACE, prepend_scheme="always", split=False)
    tokenizer.decoder = decoders.Metaspace(replacement=_SPACE, prepend_scheme="always", split=False)
    return tokenizer


def trim(base: Base, texts: Iterable[str], size: int) -> list[int]:
    """Choose the pieces to keep: rows of the base's vocabulary, in its order.

    Kept are the special pieces, every single Latin character, every piece that the texts are cut into, and then, as
    far as there is room, the base's most frequent pieces of Latin letters.

    Args:
        base: the encoder that training starts from.
        texts: Dutch text of the kind that is to be read.
        size: pieces to keep at most; the rarest of the texts' pieces give way.

    """
    counts: Counter[int] = Counter()
    for encoded in make_tokenizer(base.pieces, base.scores).encode_batch_fast(list(texts)):
        counts.update(encoded.ids)
    kept = set(range(len(SPECIAL)))
    kept.update(i for i, piece in enumerate(base.pieces) if len(piece.lstrip(_SPACE)) <= 1 and _is_latin(piece))
    common = sorted(range(len(SPECIAL), len(base.pieces)), key=lambda i: -base.scores[i])
    for number in chain(
        (number for number, _ in counts.most_common()), filter(lambda i: _is_latin(base.pieces[i]), common)
    ):
        if len(kept) >= size:
            break
        kept.add(number)
    return sorted(kept)


def _is_latin(piece: str) -> bool:
    return all(ord(character) < _LATIN or character == _SPACE or _is_sign(character) for character in piece)


def _is_sign(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS" and 0x2000 <= ord(character) < 0x2300
