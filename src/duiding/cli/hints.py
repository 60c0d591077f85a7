"""What a user of the command line can do about an error, by its kind: the core says what is wrong and names no option."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from duiding.errors import (
    ColumnError,
    ConflictError,
    DuidingError,
    ExistsError,
    NoModelError,
    PipelineError,
    PipelineMismatchError,
    TooFewError,
    TooLongError,
    UnknownLabelError,
)

if TYPE_CHECKING:
    from duiding.translation import Translation

COMMAND = "duiding"


def called(program: str) -> str:
    """Tell how a command is called here: ``duiding train`` where that was typed, else ``python -m train``."""
    return f"{COMMAND} {program}" if Path(sys.argv[0]).stem == COMMAND else f"python -m {program}"


def told(error: DuidingError) -> str:
    """Give an error's message, and behind it what to do about it, in the language of this process."""
    from duiding.translation import speak  # takes long to import, and most runs have no error

    speech = speak()
    return " ".join(filter(None, (error.said(speech.term), _hint(error, speech))))


def _hint(error: DuidingError, _: Translation) -> str:
    train = called("train")
    match error:
        case ExistsError():
            return _("Add --force to overwrite it, or name another file.")
        case NoModelError():
            return _("Make one with '%(train)s', or name another folder.", train=train)
        case PipelineMismatchError():
            return _("Or train again with '%(train)s --pipeline %(name)s'.", train=train, name=error.name)
        case PipelineError():
            return _("Or train with --pipeline auto.")
        case TooLongError():
            return _("Or use --split none for a sentence a line.")
        case ColumnError() if error.column == "label":
            return "Name it with --label-column, or each annotator's with --coder-column."
        case ColumnError() if error.column:
            return _("Name it with --%(column)s-column.", column=error.column)
        case ConflictError():
            return _("Or choose with --prefer new or old.")
        case UnknownLabelError():
            return _(
                "Correct it, read it as one of these with --map-labels '%(label)s=…', or put it under 'also' of one in the TOML of "
                "'%(train)s --labels', which the model keeps.",
                label=error.label,
                train=train,
            )
        case TooFewError():
            return _("The project's own sentences can be added with --data data/corpus.csv.")
    return ""
