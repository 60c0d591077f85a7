"""A model folder, data only: replace it in one step, check and read it, put one in the place of another."""

from duiding.store.loading import check, load
from duiding.store.manifest import Manifest, read_manifest
from duiding.store.replacing import name_of_kept, put_in_place, restore
from duiding.store.saving import check_place, rewrite, save

__all__ = [
    "Manifest",
    "check",
    "check_place",
    "load",
    "name_of_kept",
    "put_in_place",
    "read_manifest",
    "restore",
    "rewrite",
    "save",
]
