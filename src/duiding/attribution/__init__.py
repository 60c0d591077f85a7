"""Who speaks, who is held responsible and who is named, sentence by sentence."""

from duiding.attribution.attribution import Attribution, Attributor, attribute
from duiding.attribution.merging import ActorMerger
from duiding.attribution.table import actor_frames, names_of

__all__ = ["ActorMerger", "Attribution", "Attributor", "actor_frames", "attribute", "names_of"]
