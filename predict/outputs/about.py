"""What made an output, as every format carries it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from duiding.drift import DriftReport
from duiding.labels import Label, LabelSet
from duiding.prediction import LabelledArticle
from duiding.translation import _, ngettext, speak
from duiding.translation.terms import N_
from predict.drift_warning import NAMES, written
from predict.facts import Facts
from predict.notes import NO_NOTES, Notes
from predict.outputs.columns import describe

ABOUT = ".about.json"
_SKIPPED = 200  # inputs that are named in a sheet or a note; JSON names all
_NAMES = {
    "made_by": N_("made by"),
    "made_on": N_("made on"),
    "command": N_("command"),
    "model": N_("model"),
    "model_trained_on": N_("model trained on"),
    "pipeline": N_("pipeline"),
    "articles": N_("articles"),
    "sentences": N_("sentences"),
    "uncertain": N_("uncertain"),
    "shares": N_("shares"),
    "no_frame": N_("no frame"),
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
        "labels": [_label(one) for one in label_set.labels],
    }


def _label(label: Label) -> dict[str, str]:
    shown, meaning = speak().term(label.shown), speak().term(label.meaning)
    return {"name": label.name, "shown": shown, "colour": label.colour, "meaning": meaning}


def lines(told: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give what ``about`` told as names and values, a line each, in the language of this process."""
    plain = {name: value for name, value in told.items() if not isinstance(value, list | dict)}
    yield from ((_(_NAMES[name]), value) for name, value in plain.items() if value not in ("", None))
    yield _("skipped inputs"), len(told["skipped"])
    yield from ((_("skipped"), reason) for reason in told["skipped"][:_SKIPPED])
    if (more := len(told["skipped"]) - _SKIPPED) > 0:
        yield _("skipped"), _("… and %(number)s more", number=speak().number(more))
    yield from _drift_lines(told["drift"])


def _shares(facts: Facts) -> str:
    """Say whether shares are corrected by a sample that a person labelled."""
    if facts.shares and facts.shares.corrected:
        return ngettext(
            "corrected by %(num)s sentence that a person labelled",
            "corrected by %(num)s sentences that a person labelled",
            facts.shares.labelled,
        )
    return _("uncorrected: they count the model's labels, mistakes included")


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
        yield _("drift"), _("not measured: the model keeps no record of its training articles")
        return
    yield (
        _("drift"),
        _("the articles are unlike those that the model was trained on: labels may be wrong more often")
        if drift["unlike"]
        else _("the articles are like those that the model was trained on"),
    )
    for name, one in drift["figures"].items():
        figures = {place: written(name, one[place]) for place in ("here", "training")}
        told = _("%(here)s here, %(training)s in training", **figures)
        shown = speak().term(NAMES[name])
        yield _("drift: %(name)s", name=shown), f"{told}, {_('unlike')}" if one["unlike"] else told
    if drift["words"]:
        told = ", ".join(f"{one['word']} {one['here']} ({one['training']})" for one in drift["words"])
        yield _("words that tell most, in brackets how often in training"), told


def _rounded(figure: float) -> float:
    return round(float(figure), 4)
