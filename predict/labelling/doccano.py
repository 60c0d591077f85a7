"""A batch as doccano imports it: a JSON object a line (project for text classification)."""

from __future__ import annotations

import json
from typing import IO

from predict.labelling.items import LabellingBatch


def write_doccano(batch: LabellingBatch, file: IO[str]) -> None:
    """Write ``text``, an empty list ``label``, and all else as the metadata that doccano shows beside the text and exports again.

    The guess is metadata too, where it is shown: in ``label`` it would come back as if somebody had approved it.
    """
    for item in batch.items:
        row = batch.row(item)
        text = row.pop("text")
        file.write(json.dumps({"text": text, **row, "label": []}, ensure_ascii=False) + "\n")
