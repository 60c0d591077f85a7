"""Exports of Prodigy (``db-out``): a choice among labels, or one label accepted or rejected."""

from __future__ import annotations

import re
from collections.abc import Sequence

from duiding.corpus.exports.records import Record, fields_of
from duiding.corpus.judgements import UNKNOWN, Judgement, State, judged
from duiding.corpus.layout import NotSentencesError
from duiding.corpus.reading_options import ReadingOptions
from duiding.tabular import find_column

_ANSWERS = ("accept", "reject", "ignore")
_NAMELESS = re.compile(r"\d{4}-\d{2}-\d{2}_\d{2}-\d{2}-\d{2}$")  # a session that no one gave a name
_TAKEN = {"label", "answer", "accept", "options", "meta"}


def is_answer(record: Record) -> bool:
    """Tell whether an object is an annotated task of Prodigy's."""
    return record.get("answer") in _ANSWERS


def read(source: str, records: Sequence[Record], options: ReadingOptions) -> list[Judgement]:
    """Read tasks. An ignored one was skipped; a rejected label is not another label, so that such a sentence has none.

    A sentence that an annotator was asked about label by label is one judgement, with all labels that were accepted.

    Args:
        source: what to call the file.
        records: the tasks.
        options: the text's key.

    Raises:
        NotSentencesError: a task has no text, or neither a label nor a choice.

    """
    judgements = [_of_task(source, number, record, options) for number, record in enumerate(records, 1)]
    asked: dict[tuple[str, str], Judgement] = {}
    kept: list[Judgement] = []
    for record, judgement in zip(records, judgements, strict=True):
        if "label" not in record or "accept" in record:
            kept.append(judgement)
            continue
        key = (judgement.text, judgement.annotator)
        asked[key] = _joined(asked[key], judgement) if key in asked else judgement
    return sorted([*kept, *asked.values()], key=lambda judgement: judgement.row)


def _joined(first: Judgement, second: Judgement) -> Judgement:
    if first.state is State.LABELLED and second.state is State.LABELLED:
        return first._replace(labels=tuple(dict.fromkeys((*first.labels, *second.labels))))
    return second if second.state is State.LABELLED else first


def _of_task(source: str, number: int, record: Record, options: ReadingOptions) -> Judgement:
    key = find_column(list(record), options.text_column, "text")
    if key is None or not isinstance(record[key], str):
        raise NotSentencesError(
            f"{source}, row {number} has no text: found {', '.join(record)}; expected text.",
            "its tasks have no text",
            "text",
        )
    meta = record.get("meta")
    fields = fields_of(meta if isinstance(meta, dict) else {}, set()) | fields_of(record, {key, *_TAKEN})
    annotator = _annotator(record)
    if record.get("answer") != "accept":
        state = State.REJECTED if record.get("answer") == "reject" else State.SKIPPED
        return Judgement(number, record[key], (), annotator, state, fields=fields)
    return judged(number, record[key], _labels(source, number, record), annotator, fields)


def _labels(source: str, number: int, record: Record) -> tuple[str, ...]:
    if isinstance(accepted := record.get("accept"), list):
        return tuple(map(str, accepted))
    if isinstance(label := record.get("label"), str):
        return (label,)
    if "options" in record:
        return ()
    raise NotSentencesError(
        f"{source}, row {number}: found an answer of Prodigy's with neither label nor accept, expected one of them: "
        "export what was labelled with textcat.manual.",
        "it is of another recipe of Prodigy's than for labelling texts",
    )


def _annotator(record: Record) -> str:
    name = str(record.get("_annotator_id") or record.get("_session_id") or UNKNOWN)
    return UNKNOWN if _NAMELESS.search(name) else name
