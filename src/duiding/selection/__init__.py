"""Choose sentences that are worth a label: doubtful to the model, new to it, and unlike each other."""

from duiding.selection.choosing import Plan, choose, shortlist
from duiding.selection.doubt import margin_doubt
from duiding.selection.novelty import columns_seen, share_unseen
from duiding.selection.vectors import BLOCK, Terms, term_vectors

__all__ = [
    "BLOCK",
    "Plan",
    "Terms",
    "choose",
    "columns_seen",
    "margin_doubt",
    "share_unseen",
    "shortlist",
    "term_vectors",
]
