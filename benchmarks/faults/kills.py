"""Kill runs that write a model at any moment, and see that its folder holds the old model or the new one."""

from __future__ import annotations

import contextlib
import random
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np

import duiding
from benchmarks.faults.folder import Folder
from benchmarks.faults.folders import TEXTS
from benchmarks.faults.killing import Act, LineCounter, run_killed
from duiding import store
from duiding.arrays import Array
from duiding.errors import DuidingError
from duiding.store.manifest import Manifest

PLACE, OTHER, FRESH, KEPT = "place", "other", "fresh", "place@2026-01-01"


def _card(manifest: Manifest) -> str:
    return f"# {manifest.name}\n"


def _save(models: Path, name: str = PLACE) -> Act:
    other = duiding.load(models / OTHER)
    manifest = other.manifest.model_copy(update={"name": name})
    return lambda: store.save(other.classifier, other.reference, models / name, manifest, _card)


def _rewrite(models: Path) -> Act:
    other, place = duiding.load(models / OTHER), duiding.load(models / PLACE)
    return lambda: store.rewrite(other.classifier, other.reference, models / PLACE, place.manifest)


WAYS: dict[str, Callable[[Path], Act]] = {
    "train": _save,
    "train anew": lambda models: _save(models, FRESH),
    "target accuracy": _rewrite,
    "promote": lambda models: lambda: store.put_in_place(models / OTHER, models / PLACE, _card),
    "restore": lambda models: lambda: store.restore(models / KEPT),
}


def prepare(model: Path, models: Path) -> tuple[Array, Array]:
    """Make a folder of models: one in place, another that is to take its place, and one that was kept.

    Args:
        model: a small model.
        models: the folder to make.

    Returns:
        The probabilities that the one in place gives, and those of the two others.

    """
    for name in (PLACE, OTHER, KEPT):
        folder = Folder(Path(shutil.copytree(model, models / name)))
        if name != PLACE:
            folder.arrays = {
                **(arrays := folder.arrays),
                _INTERCEPTS: arrays[_INTERCEPTS] + np.arange(len(arrays[_INTERCEPTS])),
            }
        folder.manifest = {**folder.manifest, "name": PLACE}
    return _figures(models / PLACE), _figures(models / OTHER)


_INTERCEPTS = "classifier.linear.intercepts"


def _figures(folder: Path) -> Array:
    return duiding.load(folder).predict_proba(TEXTS)


def kills(model: Path, scratch: Path, count: int, seed: int) -> Counter[str]:
    """Kill so many runs, half of them at a line of the code that writes, half after a time by lot.

    Args:
        model: folder of a small model.
        scratch: where models are made.
        count: of kills.
        seed: of the lot.

    Returns:
        How often each way of writing left the old model and the new one.

    Raises:
        AssertionError: a folder was missing, half written, or something was left over by the next run.

    """
    draw, found = random.Random(seed), Counter[str]()  # noqa: S311  # no secret
    prepare(model, scratch / "pristine")
    for way in WAYS:
        lines, seconds = _measure(way, scratch)
        share = -(-count // len(WAYS))
        for number in range(share):
            aimed = number % 2 == 0
            at = lines * (number // 2 + 1) // (share // 2 + 1) if aimed else 0
            killed = run_killed(_ready(way, scratch), at=at, after=None if aimed else draw.uniform(0, seconds))
            found[f"{way}: {check(scratch / 'models', way)}"] += 1
            found["killed" if killed else "done before the kill"] += 1
            _check_next(scratch / "models", way)
    return found


def check(models: Path, way: str) -> str:
    """See after a kill that every folder in sight is a whole model and none is lost; gives what stands in place.

    Args:
        models: the folder of models.
        way: of writing; a key of ``WAYS``.

    Returns:
        ``old`` or ``new``.

    """
    old, new = _figures(models.parent / "pristine" / PLACE), _figures(models.parent / "pristine" / OTHER)
    figures = {path.name: _figures(path) for path in models.iterdir() if not path.name.startswith(".")}
    assert all(np.array_equal(one, old) or np.array_equal(one, new) for one in figures.values()), figures
    assert {PLACE, OTHER} <= set(figures), f"missing: found {', '.join(figures)}"
    if way in ("promote", "restore"):
        assert any(np.array_equal(one, old) for one in figures.values()), "the old model is lost"
    if way == "train anew":
        return "new" if FRESH in figures else "old"
    return "old" if np.array_equal(figures[PLACE], old) else "new"


def _check_next(models: Path, way: str) -> None:
    """See that the next run does its work and leaves nothing of the one that was killed."""
    with contextlib.suppress(DuidingError):  # what was restored is no longer kept
        WAYS[way](models)()
    store.put_in_place(models / OTHER, models / PLACE, _card)
    for path in models.iterdir():
        assert not path.name.startswith("."), f"left over: {path.name}"
        names = sorted(one.name for one in path.iterdir())
        expected = sorted(
            [*(record["name"] for record in Folder(path).manifest["files"].values()), "README.md", "manifest.json"]
        )
        assert names == expected or path.name == OTHER, f"left over in {path.name}: {names}"


def _measure(way: str, scratch: Path) -> tuple[int, float]:
    """Count the lines that a run goes through, and take its time."""
    act, counter = _ready(way, scratch), LineCounter()
    sys.settrace(counter)
    act()
    sys.settrace(None)
    act = _ready(way, scratch)
    start = time.perf_counter()
    act()
    return counter.lines, time.perf_counter() - start


def _ready(way: str, scratch: Path) -> Act:
    """Make the folder of models anew, and do all that comes before the writing."""
    shutil.rmtree(scratch / "models", ignore_errors=True)
    shutil.copytree(scratch / "pristine", scratch / "models")
    return WAYS[way](scratch / "models")
