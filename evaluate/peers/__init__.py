"""Other ways to label sentences, trained and measured beside the model."""

from evaluate.peers.contest import Contest, contest, makers
from evaluate.peers.peer import NotInstalledError, Peer

__all__ = ["Contest", "NotInstalledError", "Peer", "contest", "makers"]
