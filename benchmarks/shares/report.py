"""The outcome as Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks.shares.runs import METHODS, Outcome, Setting
from duiding.arrays import Array

SETTINGS = (Setting(25, 50), Setting(60, 100), Setting(60, 200), Setting(100, 50), Setting(150, 200), Setting(150, 400))


ALARM_SETTINGS = (Setting(10, 60), Setting(30, 100), Setting(75, 200))


def alarms(outcomes: Mapping[Setting, Mapping[str, Array]]) -> str:
    """Write a row a setting and method: how often two groups of the same articles are called different, over all labels and at most."""
    rows = [["articles a group", "labelled", "share", "called different", "most of a label"]]
    rows.append(["---:", "---:", "---", "---:", "---:"])
    for setting, by_method in outcomes.items():
        for method, found in by_method.items():
            rows.append([*map(str, setting), method, f"{found.mean():.3f}", f"{found.max():.3f}"])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def table(outcomes: Mapping[Setting, Mapping[str, Outcome]], labels: Sequence[str]) -> str:
    """Write a row a setting and method: coverage in all and the lowest of a label, mean width and error in points."""
    head = ["articles", "labelled", "share", "coverage", "lowest", "of", "width (points)", "off (points)"]
    rows = [head, ["---:", "---:", "---", "---:", "---:", "---", "---:", "---:"]]
    for setting, by_method in outcomes.items():
        for method in METHODS:
            one = by_method[method]
            lowest = int(one.covered.argmin())
            rows.append(
                [
                    *map(str, setting),
                    method,
                    f"{one.covered.mean():.3f}",
                    f"{one.covered[lowest]:.3f}",
                    labels[lowest],
                    f"{100 * one.width.mean():.1f}",
                    f"{100 * one.off.mean():.1f}",
                ]
            )
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
