"""Addresses of pages: which of them lead to this machine or its own network, and not to the public web."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit


def on_own_network(url: str) -> bool:
    """Tell whether an address names this machine or its network, as a number or as localhost.

    >>> on_own_network("http://192.168.0.7/archief"), on_own_network("http://[::1]:8765/"), on_own_network("https://krant.example/")
    (True, True, False)
    """
    host = (urlsplit(url).hostname or "").rstrip(".")
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
