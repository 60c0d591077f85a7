"""The errors that our users see."""


class DuidingError(Exception):
    """Tell a person what was found, and where, in one or two plain sentences; the command line prints it as a single line."""


class InputError(DuidingError, ValueError):
    """What was handed over can't be used: a text, a label, a parameter, a line of a file."""


class MissingFileError(DuidingError, FileNotFoundError):
    """A file or folder that was named isn't there."""
