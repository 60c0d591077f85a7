"""What becomes of an earlier run to the same output: it is done, it is at work, or it was interrupted and kept something."""

from __future__ import annotations

from pathlib import Path

from duiding.errors import DuidingError
from duiding.files import remove_parts
from duiding.locks import in_use
from predict.journal import journal_path, kept_in


def is_done(output: Path) -> bool:
    """Tell whether the last run to an output ended well; what killed runs left beside it, and what they kept, goes then."""
    journal = journal_path(output)
    if not output.is_file() or in_use(journal) or (journal.exists() and _newer(journal, output)):
        return False
    journal.unlink(missing_ok=True)
    remove_parts(output)
    return True


def check_begin(output: Path, *, resume: bool) -> None:
    """See that a run to an output may begin, or go on, without throwing away what another one kept.

    Raises:
        DuidingError: another run is at work on it, or one that was interrupted kept sentences and ``resume`` is not given.

    """
    journal = journal_path(output)
    if in_use(journal):
        raise DuidingError(f"Another run is writing {output}: wait for it, or name another file.")
    if not resume and (kept := kept_in(journal)) and not is_done(output):
        raise DuidingError(
            f"An interrupted run to {output} kept {kept.sentences:,} sentences: go on with --resume, or begin anew with --force."
        )


def check_model(output: Path, model: str) -> None:
    """See that what an interrupted run kept was made by this model.

    Raises:
        DuidingError: it was made by another one.

    """
    kept = kept_in(journal_path(output))
    if kept and kept.model != model:
        raise DuidingError(
            f"The {kept.sentences:,} sentences that the interrupted run to {output} kept were labelled by {kept.model}, not by "
            f"{model}: name that model, or begin anew with --force instead of --resume."
        )


def _newer(one: Path, other: Path) -> bool:
    return one.stat().st_mtime_ns > other.stat().st_mtime_ns
