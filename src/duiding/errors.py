"""The errors that our users see."""

from __future__ import annotations

from collections.abc import Callable


def in_one_line(text: str) -> str:
    """Put a text on one line, whatever the names and values that it quotes hold."""
    return " ".join(text.split())


class DuidingError(Exception):
    """Tell a person what was found, and where, in one or two plain sentences; the command line prints it as a single line.

    A message with ``%(name)s`` in it, whose values are given by name, stands in the catalogue of ``duiding.translation``, so that who
    shows it can say it in another language.
    """

    def __init__(self, message: str = "", **values: object) -> None:
        self.message, self.values = message, values
        super().__init__(message % values if values else message)

    def __str__(self) -> str:
        """Give the message in one line."""
        return in_one_line(super().__str__())

    def said(self, translate: Callable[[str], str]) -> str:
        """Give the message in another language, in one line.

        Args:
            translate: gives a message of the catalogue in that language.

        """
        message = translate(self.message)
        values = {
            name: one.said(translate) if isinstance(one, DuidingError) else one for name, one in self.values.items()
        }
        return " ".join((message % values if values else message).split())


class InputError(DuidingError, ValueError):
    """What was handed over can't be used: a text, a label, a parameter, a line of a file."""


class MissingFileError(DuidingError, FileNotFoundError):
    """A file or folder that was named isn't there."""


class ExistsError(DuidingError, FileExistsError):
    """A file that was to be written is there already."""


class NoModelError(MissingFileError):
    """There is no trained model in a folder."""


class PipelineError(DuidingError):
    """A spaCy pipeline isn't installed, isn't for Dutch, or isn't the one that a model was trained with.

    ``name`` is the pipeline that is there, or that was asked for.
    """

    def __init__(self, message: str, name: str = "", **values: object) -> None:
        super().__init__(message, **values)
        self.name = name


class PipelineMismatchError(PipelineError):
    """A model was trained with another pipeline than the one that is there."""


class TooLongError(InputError):
    """A text is longer than any article."""


class ColumnError(InputError):
    """It can't be told which column holds something; ``column`` is ``text``, ``label``, ``coder``, or empty where none is meant."""

    def __init__(self, message: str, column: str = "", **values: object) -> None:
        super().__init__(message, **values)
        self.column = column


class UnknownLabelError(InputError):
    """A sentence has a label that is none of those expected; ``label`` is that one."""

    def __init__(self, message: str, label: str = "", **values: object) -> None:
        super().__init__(message, **values)
        self.label = label


class ConflictError(InputError):
    """A sentence has two labels."""


class TooFewError(InputError):
    """There are too few labelled sentences to learn from."""
