"""What made an output, as every format carries it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from duiding.drift import DriftReport
from duiding.labels import LabelSet
from duiding.prediction import LabelledArticle
from predict.facts import Facts
from predict.notes import NO_NOTES, Notes

ABOUT = ".about.json"
_SKIPPED = 200  # inputs that are named in a sheet or a note; JSON names all
_COLUMNS = {
    "article_id": "the article",
    "sentence": "number of the sentence in its article, from 1",
    "start": "where the text begins in its article, in characters",
    "end": "where the text ends in its article, in characters",
    "text": "the sentence",
    "label": "the most probable label",
    "uncertain": "whether the model is less sure than its threshold; leave those to a person",
    "model": "name and hash of the model",
    "because": "words that spoke for the label",
    "despite": "words that spoke against it",
    "runner_up": "the second most probable label",
    "speaker": "who speaks",
    "blamed": "who is blamed",
    "actors": "who is named",
    "speaker_canonical": "who speaks, by one name for each actor",
    "blamed_canonical": "who is blamed, by one name for each actor",
    "actors_canonical": "who is named, by one name for each actor",
    "canonical": "the one name of the actor",
    "actor": "the actor, as the article writes it",
    "role": "what the actor does: speaks, is blamed, or is named",
    "sentences": "number of sentences",
    "articles": "number of articles",
    "dominant": "the most frequent frame",
    "share_uncertain": "share of sentences of which the model is unsure",
}
_RESTS = {"": "", "_text": ", its text", "_p": ", its probability"}
_OF_LABEL = {
    "p_": "calibrated probability of {}",
    "share_": "share of sentences labelled {}",
    "low_": "lower bound of the 95 % interval of {}",
    "high_": "upper bound of the 95 % interval of {}",
    "n_": "number of sentences labelled {}",
    "first_": "first sentence labelled {}",
    "strongest_": "surest sentence labelled {}",
}


def about_path(path: Path) -> Path:
    """Tell where the facts about an output stand whose format has no room for them.

    >>> about_path(Path("labels.csv")).name
    'labels.csv.about.json'
    """
    return path.with_name(f"{path.name}{ABOUT}")


class AboutOutput:
    """What made an output, in a file beside it.

    Args:
        file: where it goes.
        columns: those of the output.
        label_set: what is known of the model's labels.
        facts: gives, once all is labelled, what is known of the whole run.

    """

    chooses = False

    def __init__(self, file: IO[str], columns: Iterable[str], label_set: LabelSet, facts: Callable[[], Facts]) -> None:
        self._file, self._columns, self._label_set, self._facts = file, list(columns), label_set, facts

    def add(self, labelled: LabelledArticle, notes: Notes = NO_NOTES) -> None:
        """Take one article, of which nothing is told here."""

    def finish(self) -> None:
        """Write what is known, with what the columns hold."""
        known = {column: meaning for column in self._columns if (meaning := describe(column, self._label_set))}
        told = {**about(self._facts(), self._label_set), "columns": known}
        self._file.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")

    def close(self) -> None:
        """Let go of nothing: nothing waits."""


def about(facts: Facts, label_set: LabelSet) -> dict[str, Any]:
    """Tell what made an output: model, version, date, how much was labelled, what was skipped, drift, and what the labels mean."""
    made = facts.made
    return {
        "made_by": made.program,
        "made_on": made.on,
        "command": made.command,
        "model": made.model,
        "model_trained_on": made.trained,
        "pipeline": made.pipeline,
        "articles": made.articles,
        "sentences": made.sentences,
        "uncertain": made.uncertain,
        "shares": _shares(facts),
        "skipped": list(facts.skipped),
        "drift": _drift(facts.drift),
        "no_frame": label_set.no_frame,
        "labels": [one.model_dump(include={"name", "shown", "colour", "meaning"}) for one in label_set.labels],
    }


def lines(told: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give what ``about`` told as names and values, a line each."""
    plain = {name: value for name, value in told.items() if not isinstance(value, list | dict)}
    yield from ((name.replace("_", " "), value) for name, value in plain.items() if value != "")
    yield "skipped inputs", len(told["skipped"])
    yield from (("skipped", reason) for reason in told["skipped"][:_SKIPPED])
    if (more := len(told["skipped"]) - _SKIPPED) > 0:
        yield "skipped", f"… and {more:,} more"
    yield from _drift_lines(told["drift"])


def describe(column: str, label_set: LabelSet) -> str:
    """Say what a column holds; empty where it was carried from the input."""
    if column in _COLUMNS:
        return _COLUMNS[column]
    for prefix, meaning in _OF_LABEL.items():
        for name, shown in label_set.shown.items():
            if column.startswith(f"{prefix}{name}"):
                rest = column.removeprefix(f"{prefix}{name}")
                if rest in _RESTS:  # else it is of another label, which begins like this one
                    return meaning.format(shown) + _RESTS[rest]
    return ""


def _shares(facts: Facts) -> str:
    """Say whether shares are corrected by a sample that a person labelled."""
    if facts.shares and facts.shares.corrected:
        return f"corrected by {facts.shares.labelled:,} sentences that a person labelled"
    return "uncorrected: they count the model's labels, mistakes included"


def _drift(report: DriftReport | None) -> dict[str, Any] | None:
    if report is None:
        return None
    figures = {
        one.name: {"here": _rounded(one.here), "training": _rounded(one.training), "unlike": one.unlike}
        for one in report.figures
    }
    return {"unlike": report.unlike, "figures": figures, "words": [one._asdict() for one in report.words]}


def _drift_lines(drift: Mapping[str, Any] | None) -> Iterator[tuple[str, str]]:
    if drift is None:
        yield "drift", "not measured: the model keeps no record of its training articles"
        return
    like = (
        "unlike those that the model was trained on: labels may be wrong more often"
        if drift["unlike"]
        else "like those that the model was trained on"
    )
    yield "drift", f"the articles are {like}"
    for name, one in drift["figures"].items():
        yield (
            f"drift: {name.replace('_', ' ')}",
            f"{one['here']} here, {one['training']} in training{', unlike' if one['unlike'] else ''}",
        )
    if drift["words"]:
        told = ", ".join(f"{one['word']} {one['here']} ({one['training']})" for one in drift["words"])
        yield "words that tell most, in brackets how often in training", told


def _rounded(figure: float) -> float:
    return round(float(figure), 4)
