"""``python -m benchmarks``: what a prediction costs beside what spaCy alone costs."""

from __future__ import annotations

import argparse
import csv
import itertools
import subprocess
import sys
import time
from pathlib import Path

MODEL, CORPUS, ARTICLE = Path("models/default"), Path("data/corpus.csv"), Path("seeds")
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
    """Give the time of labelling sentences over that of ``nlp.pipe`` with the same components; the better of two rounds each."""
    import duiding

    classifier = duiding.load(model).classifier
    nlp = classifier.parser().nlp
    with CORPUS.open(encoding="utf-8", newline="") as file:
        texts = list(itertools.islice(itertools.cycle([row["text"] for row in csv.DictReader(file)]), count))
    pipe, whole = [], []
    for _ in range(2):
        start = time.perf_counter()
        for _doc in nlp.pipe(texts, batch_size=256):
            pass
        pipe.append(time.perf_counter() - start)
        start = time.perf_counter()
        classifier.predict(texts)
        whole.append(time.perf_counter() - start)
    print(
        f"{count} sentences: nlp.pipe {min(pipe):.1f} s, predict {min(whole):.1f} s ({count / min(whole):.0f} a second)"
    )
    return min(whole) / min(pipe)


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
    print(f"ratio, {options.sentences} sentences: {second:.2f} (aim: at most 1.25)")


if __name__ == "__main__":
    main()
