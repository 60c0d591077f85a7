"""Put a kept model back, if it is whole."""

from __future__ import annotations

from pathlib import Path

from duiding.errors import DuidingError
from duiding.store import load, name_of_kept, restore


def restore_by_name(models: Path, name: str) -> str:
    """Put the model NAME@DATE back in the place of NAME.

    Args:
        models: folder of the models.
        name: of the kept model.

    Returns:
        What was done, in one line.

    Raises:
        DuidingError: there is no such kept model, or it can't be loaded here; nothing is changed.

    """
    kept = models / name
    if name_of_kept(name) is None or Path(name).name != name or not kept.is_dir():
        there = sorted(path.name for path in models.glob("*@*") if path.is_dir() and name_of_kept(path.name))
        raise DuidingError(
            f"There is no kept model '{name}' in {models}/: "
            + (f"found {', '.join(there)}." if there else "no model has been replaced yet.")
        )
    load(kept)
    aside = restore(kept)
    place = models / str(name_of_kept(name))
    told = f"{place} is {name} again"
    return f"{told}; what was in place is kept as {aside}." if aside else f"{told}."
