"""The page: one file that holds its own style and plots and asks the network for nothing."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

from duiding.page import asset, label_style, policy, templates
from duiding.store import Manifest
from duiding.translation import Translation, speak
from evaluate.evaluation import Evaluation
from evaluate.report.console import NAMES
from evaluate.report.peer_tables import speed_of
from evaluate.report.plots import Plot
from evaluate.report.svg import HEIGHT, WIDTH

_HERE = Path(__file__).parent
_OURS = "corpus.csv"  # the test part that was written for this project
_TINTS = "".join(f".t{i} {{ --t: {i / 20:g}; }}\n" for i in range(11))  # strong enough to see, with text on it to read
REAL = "real news"
_ALWAYS = {
    "names": NAMES,
    "speed_of": speed_of,
    "width": WIDTH,
    "height": HEIGHT,
    "limits": {"mistakes": 20, "changes": 25, "slices": 8},
}


def page(
    evaluation: Evaluation,
    metrics: dict[str, Any],
    drawn: dict[str, tuple[Plot, str]],
    language: Translation | None = None,
) -> str:
    """Render the report of one run.

    Args:
        evaluation: what was found.
        metrics: the same as it goes into ``metrics.json``.
        drawn: each plot with its SVG, by name.
        language: what the page speaks; by default the language of the environment.

    """
    spoken = language or speak()
    environment = templates(_HERE, spoken)
    environment.filters.update(marked=marked, data_uri=data_uri, sentence=_sentence)
    label_set, labels = evaluation.label_set, evaluation.scores.labels
    style = asset("base.css") + asset("page.css", folder=_HERE) + label_style(labels, label_set.colours) + _TINTS
    page_of = environment.get_template("page.html.j2")
    return page_of.render(
        r=evaluation,
        m=metrics,
        plots=drawn,
        policy=policy([], [f"\n{style}"]),
        style=Markup(style),  # noqa: S704  # our own files
        **_of_manifest(evaluation.manifest, labels),
        codes={label: i for i, label in enumerate(labels)},
        shown={label: spoken.term(shown) for label, shown in label_set.shown.items()},
        meanings=label_set.meanings,
        rows={
            label: row | {"support": metrics["labels"][label]["support"]} for label, row in metrics["intervals"].items()
        },
        created=tuple(map(int, metrics["created"][:10].split("-"))),
        written=_OURS in {Path(str(one)).name for one in evaluation.predictions.sentences.get("source", ())},
        **_ALWAYS,
    )


def _of_manifest(manifest: Manifest, labels: Sequence[str]) -> dict[str, Any]:
    """Give the figures on real news, where the model has any."""
    real = manifest.calibrated_on == REAL
    return {
        "real": _ordered(manifest.scores.get("held_out"), ("labels",), labels) if real else None,
        "off": _ordered(manifest.shares, ("off", "often"), labels) if real and manifest.shares else {},
    }


def _ordered(found: dict[str, Any] | None, parts: Sequence[str], labels: Sequence[str]) -> dict[str, Any] | None:
    """Put parts that hold a figure a label in the order of the labels, which a manifest does not keep."""
    return found and found | {part: {label: found[part][label] for label in labels} for part in parts}


def data_uri(svg: str) -> str:
    """Give an SVG document as an address that holds it."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def _sentence(text: str) -> str:
    """Give words that follow a colon as a sentence of its own."""
    return text[:1].upper() + text[1:]


def marked(text: str, words: Iterable[str]) -> list[tuple[str, bool]]:
    """Cut a text into pieces, each with whether it is one of some words.

    >>> marked("Geen aanval vandaag.", ["aanval"])
    [('Geen ', False), ('aanval', True), (' vandaag.', False)]
    """
    wanted = sorted({re.escape(word) for word in words}, key=len, reverse=True)
    if not wanted:
        return [(text, False)]
    pieces = re.split(rf"(?<!\w)({'|'.join(wanted)})(?!\w)", text)
    return [(piece, i % 2 == 1) for i, piece in enumerate(pieces) if piece]
