"""What more labels would be worth, drawn beside the pages."""

from __future__ import annotations

import shutil

from tests.conftest import LITTLE, write_little
from tests.workbench.conftest import Bench
from workbench.projects import Project
from workbench.storage.labels import Labels
from workbench.storage.marks import Mark
from workbench.work.growth import Growth


def test_the_curve_is_drawn_from_what_people_labelled_and_shown(bench: Bench, project: str) -> None:
    folder = bench.folder / project.rsplit("/", 1)[1]
    write_little(folder / "base.csv")
    opened = Project(folder)
    opened.change(base=["base.csv"])
    labels = Labels(folder / "labels.csv")
    for label, texts in LITTLE.items():
        for place, text in enumerate(texts):
            labels.add(
                Mark(
                    f"eigen-{label}-{place}",
                    1,
                    f"Nog eens: {text}",
                    label,
                    "anna",
                    chosen="control" if place % 2 else "doubt",
                )
            )
    growth = Growth(opened, labels)
    assert growth.curve() is None
    growth.start()
    growth.task.wait()
    state = growth.task.state()
    assert state.code == 0, state.lines
    curve = growth.curve()
    assert curve is not None
    assert [one.articles for one in curve.steps] == sorted(one.articles for one in curve.steps)
    assert all(0 <= one.value <= 1 for one in curve.steps)
    shown = bench.text(f"{project}/next/growth")
    assert f"{curve.steps[-1].value:.3f}" in shown
    shutil.rmtree(folder / "runs")
