"""The libraries that write files of some kinds."""

from __future__ import annotations

from importlib import import_module

from duiding.errors import DuidingError

_STATISTICS = ("pyreadstat", "Writing files of SPSS and Stata", "statistics")
_NEEDED = {
    ".xlsx": ("openpyxl", "Writing Excel", "excel"),
    ".parquet": ("pyarrow.parquet", "Writing Parquet", "parquet"),
    ".sav": _STATISTICS,
    ".dta": _STATISTICS,
}  # by ending: the module, what it is for, and the extra that brings it


def check_installed(ending: str) -> None:
    """See that files with an ending can be written, before any work is done.

    Raises:
        DuidingError: their library is not installed.

    """
    if ending not in _NEEDED:
        return
    module, purpose, extra = _NEEDED[ending]
    try:
        import_module(module)
    except ImportError as error:
        raise DuidingError(f"{purpose} needs {module.partition('.')[0]}: pip install 'duiding[{extra}]'.") from error
