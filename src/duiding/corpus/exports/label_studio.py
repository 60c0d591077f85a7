"""Exports of Label Studio as JSON: tasks with their annotations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from duiding.corpus.exports.records import Record, fields_of
from duiding.corpus.judgements import UNKNOWN, Judgement, State, counted, judged
from duiding.corpus.layout import NotSentencesError
from duiding.corpus.reading_options import ReadingOptions
from duiding.sentences import split
from duiding.tabular import find_column


def is_task(record: Record) -> bool:
    """Tell whether an object is a task, with annotations ('completions' before version 1.0) or as it was before labelling."""
    return isinstance(record.get("data"), dict) and _annotations(record) is not None


def read_tasks(
    source: str,
    records: Sequence[Record],
    options: ReadingOptions,
    seen: set[str],
    tell: Callable[[str], None],
) -> list[Judgement]:
    """Read tasks: an annotation is an annotator's judgement, a cancelled one was skipped; predictions are no judgements.

    Where the choices are of regions of the text, each region is a sentence of the task's article.

    Args:
        source: what to call the file.
        records: the tasks.
        options: the text's key among the data, and the name of the choices where there are several.
        seen: takes the names of data and choices.
        tell: told of regions that are no whole sentences.

    Raises:
        NotSentencesError: a task has no text, or its annotations no choices.

    """
    judgements: list[Judgement] = []
    partial: list[str] = []
    for number, task in enumerate(records, 1):
        data = task.get("data")
        data = data if isinstance(data, dict) else {}
        seen.update(map(str, data))
        key = _text_of(source, number, data, options)
        text, fields = str(data[key]), fields_of(data, {key})
        annotations = _annotations(task) or []
        for one in annotations:
            seen.update(str(part.get("from_name")) for part in _parts(one))
            if regions := _regions(one, text):
                own = {"article_id": f"{Path(source).stem}-{number}", **fields}
                judgements += [_of_annotation(source, number, cut, part, options, own) for cut, part in regions]
                partial += [f"'{cut:.40}' in task {number}" for cut in _partial(text, [cut for cut, _ in regions])]
            else:
                judgements.append(_of_annotation(source, number, text, one, options, fields))
        if not annotations:
            judgements.append(judged(number, text, (), UNKNOWN, fields))
    if partial:
        tell(
            f"{source}: {counted(len(partial))} that {'does' if len(partial) == 1 else 'do'} not begin and end where one of the text does: "
            f"{', '.join(partial[:3])}"
            f"{f' and {len(partial) - 3} more' if len(partial) > 3 else ''}."
        )
    return judgements


def _annotations(task: Record) -> list[Any] | None:
    given = task.get("annotations", task.get("completions", []))
    return given if isinstance(given, list) and all(isinstance(one, dict) for one in given) else None


def _regions(annotation: Record, text: str) -> list[tuple[str, Record]]:
    """Give the text of each region that has choices, and the annotation with the choices of that region only."""
    by_region: dict[str, tuple[str, list[Record]]] = {}
    for part in _parts(annotation):
        if _choices(part) is not None and (cut := _cut(part["value"], text)):
            by_region.setdefault(str(part.get("id")), (cut, []))[1].append(part)
    return [(cut, {**annotation, "result": parts}) for cut, parts in by_region.values()]


def _cut(value: Mapping[str, Any], text: str) -> str:
    """Give the text of a region; empty where choices are of the whole."""
    begin, end = value.get("start"), value.get("end")
    cut = value.get("text")
    if cut is None and isinstance(begin, int) and isinstance(end, int):
        cut = text[begin:end]
    return cut if isinstance(cut, str) and begin is not None else ""


def _partial(text: str, regions: Sequence[str]) -> list[str]:
    """Give the regions that do not begin and end where sentences of a text do."""
    sentences = [one.text for one in split(text)]
    return [
        region
        for region in regions
        if not any(map(region.strip().startswith, sentences)) or not any(map(region.strip().endswith, sentences))
    ]


def _text_of(source: str, number: int, data: Mapping[str, Any], options: ReadingOptions) -> str:
    keys = [str(key) for key, value in data.items() if isinstance(value, str)]
    text = find_column(keys, options.text_column, "text") or (keys[0] if len(keys) == 1 else None)
    if text is None:
        raise NotSentencesError(
            f"{source}, task {number} has no text: found {', '.join(map(str, data)) or 'no data'}; expected text.",
            "its tasks have no text",
            "text",
        )
    return text


def _of_annotation(
    source: str, number: int, text: str, annotation: Record, options: ReadingOptions, fields: Mapping[str, str]
) -> Judgement:
    annotator = _annotator(annotation.get("completed_by"))
    if annotation.get("was_cancelled") or annotation.get("skipped"):
        return Judgement(number, text, (), annotator, State.SKIPPED, fields=fields)
    parts = _parts(annotation)
    chosen = [part for part in parts if _choices(part) is not None]
    if parts and not chosen:
        kinds = ", ".join(sorted({str(part.get("type")) for part in parts}))
        raise NotSentencesError(
            f"{source}, task {number}: found annotations of type {kinds}, expected choices: label whole sentences.",
            f"its annotations are {kinds}",
        )
    chosen = list(_of_one_name(source, number, chosen, options))
    labels = [str(label) for part in chosen for label in _choices(part) or []]
    return judged(number, text, tuple(labels), annotator, fields)


def _of_one_name(source: str, number: int, chosen: list[Record], options: ReadingOptions) -> Iterator[Record]:
    """Give the choices of one name, where a task has several choices a sentence."""
    names = sorted({str(part.get("from_name")) for part in chosen})
    wanted = find_column(names, options.label_column, "label") if len(names) > 1 else None
    if len(names) > 1 and wanted is None:
        raise NotSentencesError(
            f"{source}, task {number} has choices called {', '.join(names)}: one of them must be named.",
            "it has several choices a sentence",
            "label",
        )
    yield from (part for part in chosen if wanted is None or part.get("from_name") == wanted)


def _parts(annotation: Record) -> list[Record]:
    given = annotation.get("result")
    return [part for part in given if isinstance(part, dict)] if isinstance(given, list) else []


def _choices(part: Record) -> list[Any] | None:
    value = part.get("value")
    chosen = value.get("choices") if isinstance(value, dict) else None
    return chosen if isinstance(chosen, list) else None


def _annotator(completed_by: Any) -> str:
    if isinstance(completed_by, dict):
        return str(completed_by.get("email") or completed_by.get("id") or UNKNOWN)
    return UNKNOWN if completed_by is None else str(completed_by)
