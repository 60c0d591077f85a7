"""The one error that our users see."""


class DuidingError(Exception):
    """Tell a person what was found, where, and what to do next.

    The message is one or two plain sentences; the command line prints it as a single line and exits with code 2.
    """
