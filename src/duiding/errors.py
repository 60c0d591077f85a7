"""The errors that our users see."""


class DuidingError(Exception):
    """Tell a person what was found, and where, in one or two plain sentences; the command line prints it as a single line."""

    def __str__(self) -> str:
        """Give the message in one line, whatever the names and values that it quotes hold."""
        return " ".join(super().__str__().split())


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

    def __init__(self, message: str, name: str = "") -> None:
        super().__init__(message)
        self.name = name


class PipelineMismatchError(PipelineError):
    """A model was trained with another pipeline than the one that is there."""


class TooLongError(InputError):
    """A text is longer than any article."""


class ColumnError(InputError):
    """It can't be told which column holds something; ``column`` is ``text``, ``label``, ``coder``, or empty where none is meant."""

    def __init__(self, message: str, column: str = "") -> None:
        super().__init__(message)
        self.column = column


class UnknownLabelError(InputError):
    """A sentence has a label that is none of those expected; ``label`` is that one."""

    def __init__(self, message: str, label: str = "") -> None:
        super().__init__(message)
        self.label = label


class ConflictError(InputError):
    """A sentence has two labels."""


class TooFewError(InputError):
    """There are too few labelled sentences to learn from."""
