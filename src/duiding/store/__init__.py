"""A model folder: write it whole or not at all, read it safely."""

from duiding.store.loading import load
from duiding.store.manifest import MODEL_FILE, Manifest, read_manifest
from duiding.store.saving import rewrite, save

__all__ = ["MODEL_FILE", "Manifest", "load", "read_manifest", "rewrite", "save"]
