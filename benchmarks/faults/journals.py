"""Alter the journal of an interrupted run, and see that a run that is resumed gives what one without interruption gives."""

from __future__ import annotations

import base64
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

import duiding
from benchmarks.faults.values import STRANGE, altered
from duiding.arrays import Array
from duiding.prediction import Batch, Predicted, predict_batch
from predict.journal import Journal
from predict.journal_records import check_of

BATCHES: list[Batch] = [
    (["De ministers praten in Wenen over vrede.", "Het regent."], [0, 0]),
    (["Raketten troffen de stad.", "Drie doden.", "De EU schort haar akkoord op."], [0, 0, 1]),
    (["Morgen valt er wat regen."], [0]),
]


def fuzz(model: Path, scratch: Path, count: int, seed: int) -> Counter[str]:
    """Alter a journal so many times, each time anew, and resume the run that wrote it.

    Args:
        model: folder of a small model.
        scratch: where journals are written.
        count: of altered journals.
        seed: of what is altered.

    Returns:
        How many batches of each kind of change were ``taken over`` and ``predicted``, as in ``bytes: predicted``.

    Raises:
        AssertionError: a resumed run gave something else, or an error; it is told how to make it again.

    """
    loaded = duiding.load(model)

    def predict(batches: Iterable[Batch]) -> Iterator[Predicted]:
        return (predict_batch(loaded.classifier, batch) for batch in batches)

    truth = [one.probabilities for one in predict(BATCHES)]
    path = scratch / "journal.jsonl"
    list(Journal(path, loaded, resume=False).around(predict)(BATCHES))
    whole = path.read_bytes()
    found: Counter[str] = Counter()
    for number in range(seed, seed + count):
        draw = random.Random(number)  # noqa: S311  # no secret
        kind = draw.choice(list(CHANGES))
        path.write_bytes(CHANGES[kind](whole, draw))
        journal = Journal(path, loaded, resume=True)
        try:
            given = [one.probabilities for one in journal.around(predict)(BATCHES)]
        except Exception as error:
            raise AssertionError(f"seed {number}, {kind}: {type(error).__name__}: {error}") from error
        assert all(_same(one, other) for one, other in zip(given, truth, strict=True)), f"seed {number}, {kind}"
        found[f"{kind}: sentences taken over"] += journal.taken_over
        found[f"{kind}: sentences in all"] += sum(map(len, truth))
    return found


def _same(one: Array, other: Array) -> bool:
    return one.shape == other.shape and bool((one == other).all())


def _bytes(raw: bytes, draw: random.Random) -> bytes:
    place = draw.randrange(len(raw))
    how = draw.choice(["flip", "cut", "insert", "drop"])
    if how == "cut":
        return raw[:place]
    middle = {"flip": bytes([raw[place] ^ (1 << draw.randrange(8))]), "insert": draw.randbytes(9), "drop": b""}[how]
    return raw[:place] + middle + raw[place + 1 :]


def _value(raw: bytes, draw: random.Random) -> bytes:
    """Alter a value of one line, ``check`` left as it was."""
    return _with_line(raw, draw, lambda record: altered(record, draw))


def _figures(raw: bytes, draw: random.Random) -> bytes:
    """Put figures in a line that are no probabilities of this model's labels, with a ``check`` that says that they are right."""

    def change(record: dict[str, Any]) -> dict[str, Any]:
        sentences, labels = record["shape"]
        strange: Array = draw.choice(
            [
                np.full((sentences, 2), 0.5),
                np.full((sentences, labels), np.nan),
                np.full((sentences, labels), 7.0),
                np.full((sentences + 1, labels), 1 / labels),
                np.full((sentences, labels), 1.0) * np.array([2.0, *[-1.0 / (labels - 1)] * (labels - 1)]),
                np.zeros((0, labels)),
            ]
        )
        fresh = record | {"shape": list(strange.shape), "rows": base64.b64encode(strange.tobytes()).decode()}
        if draw.random() < 0.3:
            fresh |= {"shape": draw.choice([[-1], [2**70, 2], "x", [2, 2, 2], *STRANGE])}
        return fresh | {"check": check_of(fresh)}

    return _with_line(raw, draw, change)


def _lines(raw: bytes, draw: random.Random) -> bytes:
    lines = raw.splitlines(keepends=True)
    draw.shuffle(lines)
    return b"".join(lines[: draw.randrange(len(lines) + 1)] + [b"[" * 100_000 + b"\n"] * draw.randrange(2))


def _with_line(raw: bytes, draw: random.Random, change: Any) -> bytes:
    lines = raw.splitlines()
    place = draw.randrange(1, len(lines))
    lines[place] = json.dumps(change(json.loads(lines[place]))).encode()
    return b"\n".join(lines) + b"\n"


CHANGES = {"bytes": _bytes, "value": _value, "figures": _figures, "lines": _lines}
