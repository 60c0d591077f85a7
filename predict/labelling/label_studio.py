"""A batch as Label Studio imports it: a JSON list of tasks, and the configuration that shows them."""

from __future__ import annotations

import json
from typing import IO, Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from duiding.labels import LabelSet
from predict.labelling.items import Item, LabellingBatch

CHOICES, TEXT = "label", "text"


def write_label_studio(batch: LabellingBatch, file: IO[str]) -> None:
    """Write a task a sentence; where the guess is shown it is a prediction, which Label Studio keeps apart from annotations."""
    json.dump([_task(batch, item) for item in batch.items], file, ensure_ascii=False, indent=1)
    file.write("\n")


def label_config(label_set: LabelSet) -> str:
    """Give the labelling interface (Settings, Labeling Interface, Code): the sentence in its context and one choice of label."""
    view = Element("View")
    for name in ("before", TEXT, "after"):
        around = view if name == TEXT else SubElement(view, "View", style="opacity: 0.6")
        SubElement(around, "Text", name=name, value=f"${name}")
    choices = SubElement(view, "Choices", name=CHOICES, toName=TEXT, choice="single", showInline="true")
    for label, colour in label_set.colours.items():
        SubElement(choices, "Choice", value=label, background=colour)
    indent(view)
    return tostring(view, encoding="unicode") + "\n"


def _task(batch: LabellingBatch, item: Item) -> dict[str, Any]:
    row = batch.row(item)
    data = {name: row[name] for name in row if name not in ("label", "guess", "confidence")}
    if not batch.show_guess:
        return {"data": data}
    result = {"from_name": CHOICES, "to_name": TEXT, "type": "choices", "value": {"choices": [item.guess]}}
    return {
        "data": data,
        "predictions": [{"model_version": batch.model, "score": row["confidence"], "result": [result]}],
    }
