"""The frame lexicon: stems and lemmas with their event type, matched on parsed tokens."""

from duiding.lexicon.baseline import label_by_lexicon
from duiding.lexicon.entries import ACTOR_EVENTS, MATCHES, Entry, read_lexicon
from duiding.lexicon.matching import Hit, Lexicon

__all__ = ["ACTOR_EVENTS", "MATCHES", "Entry", "Hit", "Lexicon", "label_by_lexicon", "read_lexicon"]
