"""Who speaks, who is held responsible and who is named, sentence by sentence."""

from duiding.attribution.attribution import Attribution, Attributor, attribute
from duiding.attribution.table import ROLES, actor_frames

__all__ = ["ROLES", "Attribution", "Attributor", "actor_frames", "attribute"]
