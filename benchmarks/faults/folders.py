"""Alter model folders in every way that a file can be altered, and see that reading one ends in a model or a ``DuidingError``."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from pathlib import Path

import duiding
from benchmarks.faults.alterations import mutate
from duiding import Model
from duiding.drift import Drift
from duiding.errors import DuidingError

TEXTS = ["De ministers praten in Wenen over vrede.", "Raketten troffen de stad.", "Het regent."]


def use(model: Model) -> None:
    """Do with a model all that reads something of it."""
    model.predict_proba(TEXTS)
    model.explain(TEXTS)
    if model.reference:
        drift = Drift(model.reference, model.classifier.threshold_)
        for one in model.stream(TEXTS):
            drift.add(one)
        drift.report()


def fuzz(model: Path, scratch: Path, count: int, seed: int) -> Counter[str]:
    """Alter a copy of a model so many times, each time anew, and read it.

    Args:
        model: folder of a small model.
        scratch: where copies are made.
        count: of altered folders.
        seed: of what is altered.

    Returns:
        How many of each kind of change were ``refused`` and how many ``read``, as in ``array: refused``.

    Raises:
        AssertionError: something else than a ``DuidingError`` came of one; it is told how to make it again.

    """
    found: Counter[str] = Counter()
    for number in range(seed, seed + count):
        folder = scratch / f"altered-{number}"
        shutil.copytree(model, folder)
        kind = mutate(folder, random.Random(number))  # noqa: S311  # no secret
        try:
            use(duiding.load(folder))
            found[f"{kind}: read"] += 1
        except DuidingError as error:
            assert len(str(error).splitlines()) == 1, (number, kind, str(error))
            found[f"{kind}: refused"] += 1
        except Exception as error:
            raise AssertionError(f"seed {number}, {kind}: {type(error).__name__}: {error}") from error
        shutil.rmtree(folder)
    return found
