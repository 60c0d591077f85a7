"""Check the parameters of the classifier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from duiding.classifier.calibrators import METHODS
from duiding.classifier.linear import Setting
from duiding.errors import InputError
from duiding.features.blocks import block_named
from duiding.lexicon import Entry

LONGEST = 12  # units in an n-gram


def check_parameters(values: Mapping[str, Any]) -> None:
    """Check all parameters of a ``FrameClassifier``, by name.

    Raises:
        InputError: a parameter has a value that can't be; it is named.

    """
    for name in ("pipeline", "model", "calibration"):
        if not isinstance(values[name], str):
            raise InputError(f"{name} is {values[name]!r}: expected text.")
    for name, least in (("min_df", 1), ("folds", 2), ("seed", 0)):
        if not _is_whole(values[name]) or values[name] < least:
            raise InputError(f"{name} is {values[name]!r}: expected a whole number from {least} up.")
    for name in ("word_ngrams", "char_ngrams"):
        _check_lengths(name, values[name])
    _check_blocks(values["blocks"], values["block_weights"])
    if not isinstance(values["lexicon"], Sequence) or not all(isinstance(one, Entry) for one in values["lexicon"]):
        raise InputError("lexicon holds something else than entries.")
    if not isinstance(values["mask_names"], bool):
        raise InputError(f"mask_names is {values['mask_names']!r}: expected True or False.")
    for name in ("C", "class_weight", "target_accuracy"):
        if not _is_number(values[name]):
            raise InputError(f"{name} is {values[name]!r}: expected a number.")
    if not 0 <= values["target_accuracy"] <= 1:
        raise InputError(f"target_accuracy is {values['target_accuracy']}: expected a number from 0 to 1.")
    if values["calibration"] not in ("auto", *METHODS):
        raise InputError(f"There is no calibration '{values['calibration']}': choose from auto, {', '.join(METHODS)}.")
    Setting(values["model"], values["C"], values["class_weight"]).check()


def _check_lengths(name: str, value: Any) -> None:
    if isinstance(value, str) or not isinstance(value, Sequence) or len(value) != 2 or not all(map(_is_whole, value)):
        raise InputError(f"{name} is {value!r}: expected a lowest and a highest number.")
    if not 1 <= value[0] <= value[1] <= LONGEST:
        raise InputError(f"{name} is {value!r}: expected two numbers from 1 to {LONGEST}, the lower one first.")


def _check_blocks(blocks: Any, weights: Any) -> None:
    if (
        isinstance(blocks, str)
        or not isinstance(blocks, Sequence)
        or not blocks
        or len(set(map(str, blocks))) < len(blocks)
    ):
        raise InputError(f"blocks is {blocks!r}: expected one name or more, each of them once.")
    for block in blocks:
        block_named(str(block))
    if weights is None:
        return
    if not isinstance(weights, Mapping):
        raise InputError(f"block_weights is {weights!r}: expected a factor by name of block.")
    for block, factor in weights.items():
        block_named(str(block))
        if not _is_number(factor) or not 0 < factor < float("inf"):
            raise InputError(f"The weight of the block '{block}' is {factor!r}: expected a number above 0.")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
