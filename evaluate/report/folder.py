"""Write the folder of a report."""

from __future__ import annotations

import json
from pathlib import Path

from duiding.files import write_whole
from evaluate.evaluation import Evaluation
from evaluate.peers import Contest
from evaluate.report.page import page
from evaluate.report.plots import NAMES, plots
from evaluate.report.svg import draw


def write_report(evaluation: Evaluation, folder: Path) -> Path:
    """Write ``report.html``, ``plots/NAME.svg``, with peers ``peers.csv`` and, last, ``metrics.json``; what an earlier run left is cleared away.

    Returns:
        Where the page stands.

    Raises:
        DuidingError: a file can't be written.

    """
    metrics = evaluation.to_metrics()
    content = json.dumps(metrics, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    drawn = {plot.name: (plot, draw(plot)) for plot in plots(evaluation)}
    html = page(evaluation, metrics, drawn)
    for name, (_, svg) in drawn.items():
        write_whole(folder / "plots" / f"{name}.svg", svg, force=True)
    for name in set(NAMES) - set(drawn):
        (folder / "plots" / f"{name}.svg").unlink(missing_ok=True)
    if evaluation.peers:
        write_whole(folder / "peers.csv", _labelled(evaluation, evaluation.peers), force=True)
    else:
        (folder / "peers.csv").unlink(missing_ok=True)
    write_whole(folder / "report.html", html, force=True)
    write_whole(folder / "metrics.json", content, force=True)
    return folder / "report.html"


def _labelled(evaluation: Evaluation, peers: Contest) -> str:
    """Lay out what each peer labelled the test sentences, a column a peer."""
    table = evaluation.predictions.sentences[["source", "article_id", "sentence_id", "text", "label"]]
    return table.assign(**{one.name: one.predicted for one in peers.results if one.predicted}).to_csv(index=False)
