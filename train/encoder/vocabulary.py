"""The vocabulary cut down to what Dutch text needs, and the tokenizer that goes with it."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import duiding
from duiding.language import BUNDLED
from train.encoder.base import Base

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
_SPACE = "▁"
_WORDS = Path(duiding.__file__).parent / "pipelines" / BUNDLED / "vocab" / "strings.json"
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
            normalizers.Nmt(),
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

    Kept are the special pieces, every single Latin character, and then, as far as there is room: the pieces that occur twice in the texts, those
    of the Dutch words that the bundled pipeline knows, those that occur once, the base's most frequent ones of Latin letters.

    Args:
        base: the encoder that training starts from.
        texts: Dutch text of the kind that is to be read.
        size: pieces to keep at most.

    """
    whole = make_tokenizer(base.pieces, base.scores)
    words = json.loads(_WORDS.read_text(encoding="utf-8"))
    counts, in_words = _counts(whole, texts), _counts(whole, words)
    kept = set(range(len(SPECIAL)))
    kept.update(i for i, piece in enumerate(base.pieces) if len(piece.lstrip(_SPACE)) <= 1 and _is_latin(piece))
    frequent = [piece for piece, count in counts.most_common() if count > 1]
    common = sorted(range(len(SPECIAL), len(base.pieces)), key=lambda i: -base.scores[i])
    latin = (piece for piece in common if _is_latin(base.pieces[piece]))
    for piece in chain(frequent, in_words, counts, latin):
        if len(kept) >= size:
            break
        kept.add(piece)
    return sorted(kept)


def _counts(tokenizer: Tokenizer, texts: Iterable[str]) -> Counter[int]:
    counts: Counter[int] = Counter()
    for encoded in tokenizer.encode_batch_fast(list(texts)):
        counts.update(encoded.ids)
    return counts


def _is_latin(piece: str) -> bool:
    return all(ord(character) < _LATIN or character == _SPACE or _is_sign(character) for character in piece)


def _is_sign(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS" and 0x2000 <= ord(character) < 0x2300
