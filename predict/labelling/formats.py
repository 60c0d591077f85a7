"""Choose how a batch is written, by its name or by what a user says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, NamedTuple

from duiding.errors import DuidingError
from duiding.files import WholeFile, check_free
from predict.labelling.doccano import write_doccano
from predict.labelling.excel import write_excel
from predict.labelling.items import LabellingBatch
from predict.labelling.label_studio import label_config, write_label_studio
from predict.labelling.plain_csv import write_table
from predict.options import Format
from predict.outputs.libraries import check_installed

BY_ENDING = {
    ".csv": Format.csv,
    ".xlsx": Format.xlsx,
    ".jsonl": Format.doccano,
    ".json": Format.label_studio,
}
_WRITERS: dict[Format, Callable[[LabellingBatch, IO[Any]], None]] = {
    Format.csv: write_table,
    Format.xlsx: write_excel,
    Format.doccano: write_doccano,
    Format.label_studio: write_label_studio,
}


class BatchFile(NamedTuple):
    """Where a batch goes, and how."""

    path: Path
    format: Format

    def write(self, batch: LabellingBatch) -> list[Path]:
        """Write the batch; gives the files that were written, each whole or not at all.

        Raises:
            DuidingError: a file can't be written.

        """
        config = config_path(self.path)
        with WholeFile(self.path, binary=self.format is Format.xlsx) as file:
            _WRITERS[self.format](batch, file)
            if self.format is Format.label_studio:
                with WholeFile(config) as beside:
                    beside.write(label_config(batch.label_set))
        return [self.path, config] if self.format is Format.label_studio else [self.path]


def config_path(path: Path) -> Path:
    """Tell where the labelling configuration of Label Studio goes: beside the tasks.

    >>> config_path(Path("batch.json")).name
    'batch.config.xml'
    """
    return path.with_name(f"{path.stem}.config.xml")


def open_batch(path: Path, wished: Format | None, force: bool) -> BatchFile:
    """See that a batch can be written, before any work is done.

    Args:
        path: the file.
        wished: how it is to be written; None: as its ending says.
        force: whether a file that is there may be overwritten.

    Raises:
        DuidingError: the ending is unknown and no format named, a file exists and ``force`` is not given, or what the format
            needs is not installed.

    """
    chosen = wished or BY_ENDING.get(path.suffix.lower())
    if chosen is None:
        raise DuidingError(
            f"{path} ends in '{path.suffix}': for sentences to label expected {', '.join(BY_ENDING)}, "
            f"or --format {', '.join(Format)}."
        )
    check_free(path, force)
    if chosen is Format.label_studio:
        check_free(config_path(path), force)
    if chosen is Format.xlsx:
        check_installed(".xlsx")
    return BatchFile(path, chosen)
