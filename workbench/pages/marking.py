"""A coder's click or key -> a row of ``labels.csv``."""

from __future__ import annotations

import sqlite3

from duiding.errors import InputError
from workbench.pages.shared import frames_of
from workbench.projects.names import coder_name
from workbench.storage.marks import Key, Mark, one_line
from workbench.work.workspace import Workspace

_LONGEST_NOTE = 2000


def mark_of(
    workspace: Workspace, article: sqlite3.Row, number: int, label: str, coder: str, notes: str = "", chosen: str = ""
) -> Mark:
    """Make the row of a label that a coder gives.

    Args:
        workspace: the project.
        article: the article of the index.
        number: of the sentence in it.
        label: the label.
        coder: who gives it.
        notes: what the coder remarks.
        chosen: why the sentence was asked for; empty where the coder found it.

    Raises:
        InputError: the coder has no name, or there is no such label or sentence.

    """
    name = coder_name(coder)
    if label not in frames_of(workspace):
        raise InputError("'%(label)s' is none of the labels of this project.", label=label)
    one = workspace.index.sentence(article["key"], number)
    if one is None:
        raise InputError("This article has no sentence %(number)s.", number=number)
    around = [workspace.index.sentence(article["key"], number + step) for step in (-1, 1)]
    before, after = (neighbour["text"] if neighbour else "" for neighbour in around)
    return Mark(
        article["id"],
        number,
        one["text"],
        label,
        name,
        one_line(notes)[:_LONGEST_NOTE],
        predicted=one["label"],
        chosen=chosen,
        before=before,
        after=after,
        model=article["model"],
    )


def take_back(workspace: Workspace, key: Key, coder: str) -> Mark:
    """Take back the label that a coder gave to a sentence.

    Raises:
        InputError: the coder gave it none.

    """
    given = workspace.labels.given(key).get(coder_name(coder))
    if given is None:
        raise InputError("Sentence %(number)s has no label of %(coder)s to take back.", number=key[1], coder=coder)
    return workspace.labels.add(given._replace(label="", notes=""))
