"""The page: one file that holds its own style and plots and asks the network for nothing."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from evaluate.evaluation import Evaluation
from evaluate.report.console import NAMES, speed_of
from evaluate.report.plots import Plot

SHOWN_MISTAKES, SHOWN_CHANGES, SHOWN_SLICES = 20, 25, 8


def page(evaluation: Evaluation, metrics: dict[str, Any], drawn: dict[str, tuple[Plot, str]]) -> str:
    """Render the report of one run.

    Args:
        evaluation: what was found.
        metrics: the same as it goes into ``metrics.json``.
        drawn: each plot with its SVG, by name.

    """
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(marked=marked, data_uri=data_uri, tint=tint)
    return environment.get_template("page.html.j2").render(
        r=evaluation,
        m=metrics,
        plots=drawn,
        colours=evaluation.label_set.colours,
        meanings=evaluation.label_set.meanings,
        names=NAMES,
        speed_of=speed_of,
        limits={
            "mistakes": SHOWN_MISTAKES,
            "changes": SHOWN_CHANGES,
            "slices": SHOWN_SLICES,
        },
    )


def data_uri(svg: str) -> str:
    """Give an SVG document as an address that holds it."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def tint(colour: str, share: float) -> str:
    """Mix a colour with white, so that black text on it stays readable.

    >>> tint("#0072B2", 0), tint("#0072B2", 1)
    ('#ffffff', '#7fb8d8')
    """
    channels = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{int(255 - (255 - channel) * share / 2):02x}" for channel in channels)


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
