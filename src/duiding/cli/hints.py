"""What a user of the command line can do about an error, by its kind: the core says what is wrong and names no option."""

from __future__ import annotations

import sys
from pathlib import Path

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

COMMAND = "duiding"


def called(program: str) -> str:
    """Tell how a command is called here: ``duiding train`` where that was typed, else ``python -m train``."""
    return f"{COMMAND} {program}" if Path(sys.argv[0]).stem == COMMAND else f"python -m {program}"


def told(error: DuidingError) -> str:
    """Give an error's message, and behind it what to do about it."""
    return f"{error} {hint}" if (hint := _hint(error)) else str(error)


def _hint(error: DuidingError) -> str:
    match error:
        case ExistsError():
            return "Add --force to overwrite it, or name another file."
        case NoModelError():
            return f"Make one with '{called('train')}', or name another folder."
        case PipelineMismatchError():
            return f"Or train again with '{called('train')} --pipeline {error.name}'."
        case PipelineError():
            return "Or train with --pipeline auto."
        case TooLongError():
            return "Or use --split none for a sentence a line."
        case ColumnError() if error.column:
            return f"Name it with --{error.column}-column."
        case ConflictError():
            return "Or choose with --prefer new or old."
        case UnknownLabelError():
            return (
                f"Correct it, read it as one of these with --map-labels '{error.label}=…', or put it under 'also' of one in the TOML of "
                f"'{called('train')} --labels', which the model keeps."
            )
        case TooFewError():
            return "The project's own sentences can be added with --data data/corpus.csv."
    return ""
