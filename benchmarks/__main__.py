"""``python -m benchmarks``: what a prediction costs beside what spaCy alone costs."""

from __future__ import annotations

import argparse
import csv
import itertools
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

MODEL, CORPUS = Path("models/default"), Path("data/corpus.csv")
BARE = (
    "import time; start = time.perf_counter(); import spacy, sklearn, pandas; "
    "from duiding.language import load; load({name!r}, {components!r}); print(time.perf_counter() - start)"
)
WHOLE = (
    "import time; start = time.perf_counter(); import sys; sys.argv = ['predict', 'seeds', '--model', {model!r}, "
    "'--output', {output!r}, '--force']\n"
    "from predict import command; from duiding.cli.terminal import run\n"
    "try:\n    run(command.main, 'predict')\nexcept SystemExit:\n    print(time.perf_counter() - start)"
)


def seconds(code: str) -> float:
    """Run code in an interpreter of its own; it prints how long it took."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603  # our own code
    return float(done.stdout.split()[-1])


def one_article(model: Path, rounds: int, scratch: Path) -> float:
    """Give the time of labelling one article over that of the imports and the pipeline; medians of alternating rounds.

    Args:
        model: its folder.
        rounds: how often each is timed.
        scratch: a folder for the output.

    """
    from duiding.store import read_manifest

    pipeline = read_manifest(model).pipeline
    bare = BARE.format(name=pipeline.name, components=tuple(pipeline.components))
    whole = WHOLE.format(model=str(model), output=str(scratch / "benchmark.csv"))
    seconds(bare)
    pairs = [(seconds(bare), seconds(whole)) for _ in range(rounds)]
    middle = rounds // 2
    bare_time, whole_time = (sorted(column)[middle] for column in zip(*pairs, strict=True))
    print(f"one article: imports and pipeline {bare_time:.2f} s, with the prediction {whole_time:.2f} s")
    return float(whole_time / bare_time)


def many_sentences(model: Path, count: int) -> float:
    """Give the time of labelling sentences in their articles over that of ``nlp.pipe`` with the same components; the better of two rounds."""
    import duiding
    from duiding.language import encode

    classifier = duiding.load(model).classifier
    parser = classifier.parser()
    texts, groups = _sentences(count)
    parses = list(parser.stream(texts, groups))
    steps: dict[str, Callable[[], object]] = {
        "parse": lambda: deque(parser.nlp.pipe(texts, batch_size=256), maxlen=0),
        "encoding": lambda: encode(parser.encoder, texts, groups) if parser.encoder else None,
        "the rest": lambda: classifier.predict(parses, groups),
        "all of it": lambda: classifier.predict(texts, groups),
    }
    best = {name: min(_took(step), _took(step)) for name, step in steps.items()}
    told = ", ".join(f"{name} {took:.1f} s ({count / took:.0f} a second)" for name, took in best.items())
    print(f"{count} sentences: {told}")
    return best["all of it"] / best["parse"]


def _sentences(count: int) -> tuple[list[str], list[tuple[int, str]]]:
    """Give sentences of the corpus, from its beginning again where there are too few, and the article of each."""
    with CORPUS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rounds = ((number, row) for number in itertools.count() for row in rows)
    chosen = list(itertools.islice(rounds, count))
    return [row["text"] for _, row in chosen], [(number, row["article_id"]) for number, row in chosen]


def _took(step: Callable[[], object]) -> float:
    start = time.perf_counter()
    step()
    return time.perf_counter() - start


def main() -> None:
    """Print both ratios."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=main.__doc__)
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--sentences", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    import tempfile

    with tempfile.TemporaryDirectory() as scratch:
        first = one_article(options.model, options.rounds, Path(scratch))
    print(f"ratio, one article: {first:.2f} (aim: at most 1.30)")
    second = many_sentences(options.model, options.sentences)
    print(f"ratio, {options.sentences} sentences: {second:.2f} (aim: at most 1.25 without the block of encodings)")


if __name__ == "__main__":
    main()
