"""What tests of the core share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.encoders import write_tiny_encoder


@pytest.fixture(scope="session")
def tiny_weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the weights of a tiny encoder."""
    return write_tiny_encoder(tmp_path_factory.mktemp("tiny") / "encoder")


@pytest.fixture(scope="module")
def tiny_encoder(tiny_weights: Path) -> Iterator[None]:
    """The tiny encoder in place of the package's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DUIDING_ENCODER", str(tiny_weights))
        yield
