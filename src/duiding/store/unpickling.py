"""Read a joblib file without letting it run code: only the classes on a short list are admitted."""

from __future__ import annotations

import gzip
import pickle  # what comes out of it is checked class by class below
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from joblib.numpy_pickle import NumpyArrayWrapper, NumpyUnpickler

from duiding.errors import DuidingError

ADMITTED: frozenset[str] = frozenset(
    {
        "numpy.dtype",
        "numpy.float32",
        "numpy.float64",
        "numpy.int64",
        "numpy.ndarray",
        "numpy._core.multiarray._reconstruct",
        "numpy._core.multiarray.scalar",
        "joblib.numpy_pickle.NumpyArrayWrapper",
    }
)


class _PlainArrayWrapper(NumpyArrayWrapper):
    """joblib reads arrays of objects with a pickle reader of its own, past our list: refuse those."""

    def read(self, unpickler: Any, *args: Any) -> Any:
        if not isinstance(self.dtype, np.dtype) or self.dtype.hasobject:
            raise pickle.UnpicklingError("an array of objects")
        return super().read(unpickler, *args)


def _plain_scalar(dtype: np.dtype[Any], value: bytes) -> Any:
    """Make a NumPy scalar; those that hold an object would be read past our list."""
    if dtype.hasobject:
        raise pickle.UnpicklingError("a scalar that holds an object")
    return np.frombuffer(value, dtype=dtype)[0]


class _ListedUnpickler(NumpyUnpickler):
    dispatch = NumpyUnpickler.dispatch.copy()

    def find_class(self, module: str, name: str) -> Any:
        full = f"{module}.{name}"
        if full not in ADMITTED:
            raise pickle.UnpicklingError(full)
        if name == "NumpyArrayWrapper":
            return _PlainArrayWrapper
        if full == "numpy._core.multiarray.scalar":
            return _plain_scalar
        return super().find_class(module, name)

    def load_build(self) -> None:
        state = self.stack[-1]
        if isinstance(self.stack[-2], _PlainArrayWrapper) and not _describes_an_array(state):
            raise pickle.UnpicklingError("an array whose description was altered")
        super().load_build()

    dispatch[pickle.BUILD[0]] = load_build


_ARRAY_STATE = {
    "subclass",
    "shape",
    "order",
    "dtype",
    "allow_mmap",
    "numpy_array_alignment_bytes",
}


def _describes_an_array(state: object) -> bool:
    return isinstance(state, dict) and set(state) <= _ARRAY_STATE and state.get("subclass") is np.ndarray


def read_model_file(path: Path) -> Any:
    """Read what ``joblib.dump`` wrote, admitting no class but those in ``ADMITTED``.

    Raises:
        DuidingError: the file is damaged, or holds something that is not on the list; that is named.

    """
    try:
        with gzip.open(path, "rb") as file:
            return _ListedUnpickler(str(path), file, ensure_native_byte_order=False).load()
    except pickle.UnpicklingError as error:
        raise DuidingError(
            f"{path} holds {error}, which no model of ours needs: it was altered or is not a duiding model. Nothing was run; "
            "do not use the file, train again or ask its maker."
        ) from error
    except (OSError, EOFError, zlib.error, UnicodeDecodeError, *_MALFORMED) as error:
        raise DuidingError(f"{path} is damaged and cannot be read: copy the folder again, or train again.") from error


_MALFORMED = (
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    MemoryError,
    ImportError,
    OverflowError,
)
