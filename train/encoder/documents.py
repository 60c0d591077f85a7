"""Labelled sentences from files, as articles and as single sentences with what stands around them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from duiding.errors import DuidingError, InputError, MissingFileError

PARTS = ("train", "dev")
_CONFIDENCE = {"": 3, "1": 1, "2": 2, "3": 3}  # as a cell tells it; an empty one says nothing against the label
_ASIDE = 10  # one article in so many is put aside where no file marks a part dev


@dataclass(frozen=True, slots=True)
class Document:
    """Sentences that stand together, in order.

    ``labels`` holds None where a sentence only helps to read the others. ``confidence`` is the coder's, 1 to 3. A document is
    ``whole`` where it is an article, not one labelled sentence with its headline and the sentence before.
    """

    part: str
    whole: bool
    texts: tuple[str, ...]
    labels: tuple[str | None, ...]
    confidence: tuple[int, ...]

    @property
    def labelled(self) -> bool:
        """Whether any of its sentences has a label."""
        return any(label is not None for label in self.labels)


def read_documents(paths: Iterable[Path], seed: int = 0) -> list[Document]:
    """Read labelled sentences and those without a label, which teachers may label; rows marked as test are left out.

    A file with the columns ``article_id`` and ``sentence_id`` holds whole articles. In any other, every row is a sentence by itself, and
    the columns ``title`` and ``before`` may tell the headline and the sentence before it. ``confidence`` is 3 where it isn't told,
    ``part`` or ``split`` is train.

    Args:
        paths: CSV files with the columns ``text`` and ``label``; a label may be empty.
        seed: chooses what is put aside where no labelled row is marked dev.

    Raises:
        DuidingError: a file can't be read, lacks a column or holds a part or confidence that is none; or no labelled sentence is left.

    """
    documents = [document for path in paths for document in _read(path)]
    labelled = [number for number, document in enumerate(documents) if document.labelled]
    if not labelled:
        raise InputError("There is no labelled sentence to learn from.")
    if any(documents[number].part == "dev" for number in labelled):
        return documents
    aside = set(random.Random(seed).sample(labelled, max(1, len(labelled) // _ASIDE)))  # noqa: S311
    return [replace(one, part="dev") if number in aside else one for number, one in enumerate(documents)]


def _read(path: Path) -> list[Document]:
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
    except FileNotFoundError as error:
        raise MissingFileError(f"{path} does not exist.") from error
    except (OSError, ValueError) as error:
        raise DuidingError(f"{path} can't be read as CSV: {error}.") from error
    if missing := {"text", "label"} - set(table.columns):
        raise InputError(f"{path} has no column {' or '.join(sorted(missing))}.")
    table["part"] = _parts(table, path)
    table["confidence"] = _confidence(table, path)
    table = table[table["part"].isin(PARTS) & (table["text"].str.strip() != "")]
    if {"article_id", "sentence_id"} <= set(table.columns):
        return [_article(rows) for _, rows in table.groupby("article_id", sort=False)]
    return [_single({str(name): value for name, value in row.items()}) for row in table.to_dict("records")]


def _parts(table: pd.DataFrame, path: Path) -> pd.Series[str]:
    column = next((name for name in ("part", "split") if name in table), None)
    if column is None:
        return pd.Series("train", index=table.index)
    parts = table[column].str.strip().str.lower().replace("", "train")
    if unknown := set(parts) - {*PARTS, "test"}:
        raise InputError(f"{path}, column {column}: {sorted(unknown)[0]!r} is neither train, dev nor test.")
    return parts


def _confidence(table: pd.DataFrame, path: Path) -> list[int]:
    if "confidence" not in table:
        return [_CONFIDENCE[""]] * len(table)
    told = [cell.strip() for cell in table["confidence"]]
    for row, cell in enumerate(told, start=1):
        if cell not in _CONFIDENCE:
            raise InputError(
                f"{path}, row {row}, column confidence: {cell!r} is no confidence: expected 1, 2 or 3, or an empty cell for 3."
            )
    return [_CONFIDENCE[cell] for cell in told]


def _article(rows: pd.DataFrame) -> Document:
    part = "dev" if "dev" in set(rows["part"]) else "train"
    return Document(part, True, tuple(rows["text"]), tuple(map(_label, rows["label"])), tuple(rows["confidence"]))


def _single(row: dict[str, Any]) -> Document:
    around = [row[name].strip() for name in ("title", "before") if row.get(name, "").strip()]
    around = [text for text in dict.fromkeys(around) if text != row["text"].strip()]
    texts = (*around, row["text"])
    labels = (*(None for _ in around), _label(row["label"]))
    return Document(row["part"], False, texts, labels, (*(0 for _ in around), row["confidence"]))


def _label(cell: str) -> str | None:
    return cell if cell.strip() else None


def of_part(documents: Sequence[Document], part: str) -> list[Document]:
    """Give the documents of one part."""
    return [document for document in documents if document.part == part]
