"""The tables that training ends with."""

from __future__ import annotations

from typing import Any

from rich.markup import escape
from rich.table import Table

from duiding.cli.tables import table
from duiding.scoring.metrics import FEWEST_ARTICLES
from duiding.store import Manifest
from duiding.translation import _, speak
from train.chosen import described


def scores_table(manifest: Manifest) -> Table:
    """Lay out precision, recall, F1 and support by label, macro-F1 below."""
    scores = manifest.scores
    folds = scores["macro_f1_by_fold"]
    title = _(
        "Cross-validated over %(articles)s articles, %(folds)s folds",
        articles=manifest.corpus.articles,
        folds=len(folds),
    )
    if manifest.calibrated_on == "real news":
        title = _("%(title)s; flatters, since the encoder has learned from these", title=title)
    made = table(title, (_("label"), _("precision"), _("recall"), "F1", _("sentences")))
    colours = manifest.label_set.of(scores["labels"]).colours
    for label, row in scores["labels"].items():
        figures = (speak().number(row[name], 3) for name in ("precision", "recall", "f1"))
        made.add_row(f"[{colours[label]}]{label}[/]", *figures, f"{row['support']:.0f}")
    made.add_section()
    made.add_row("macro-F1", "", "", speak().number(scores["macro_f1"], 3), f"{manifest.corpus.sentences}")
    return made


def sources_table(manifest: Manifest) -> Table:
    """Lay out what each source adds to macro-F1, over all sentences and over its own, with 95 % intervals."""
    headings = (_("source"), _("sentences"), _("weight"), _("over all"), _("over its own"))
    made = table(_("What each source adds to macro-F1 on held-out articles"), headings)
    for source, row in manifest.corpus.contributions.items():
        found = [row.get(name) for name in ("gain", "gain_on_own")]
        gains = (written_gain(gain) if gain else _("not measured") for gain in found)
        made.add_row(escape(source), f"{row['sentences']}", f"{row['weight']:g}", *gains)
    return made


def written_gain(gain: dict[str, float] | None) -> str:
    """Write a gain; without its interval where there are too few articles for one."""
    if not gain:
        return "not measured"
    articles = gain.get("articles", FEWEST_ARTICLES)
    if articles < FEWEST_ARTICLES:
        return f"{gain['value']:+.3f} ({articles:.0f} article{'s' if articles > 1 else ''} only)"
    return f"{gain['value']:+.3f} [{gain['low']:+.3f}, {gain['high']:+.3f}]"


def choice_table(choice: dict[str, Any]) -> Table:
    """Lay out what was chosen for labels other than ours, and by how much it is better than the features that were not chosen."""
    title = _(
        "Chosen by macro-F1 over %(folds)s folds. That of what was chosen flatters; on folds that did not choose: %(corrected)s",
        folds=choice["folds"],
        corrected=speak().number(choice["corrected"], 3),
    )
    made = table(title, ("", _("features"), "macro-F1", _("spread"), _("chosen is better by")), words=2)
    best = choice["told"][0]["macro_f1"]
    for row in choice["told"]:
        gain = "" if row["name"] == "chosen" else f"{best - row['macro_f1']:+.3f}"
        figures = (speak().number(row[name], 3) for name in ("macro_f1", "spread"))
        made.add_row(row["name"], described(row), *figures, gain)
    return made
