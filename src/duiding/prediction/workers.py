"""Spread prediction over the cores of this machine, or over the workers of a Dask cluster, with joblib."""

from __future__ import annotations

import functools
import signal
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import chain, islice
from pathlib import Path
from typing import Any

from joblib import Parallel, delayed, parallel_config

from duiding.errors import DuidingError
from duiding.model import Model, load
from duiding.prediction.batches import Batch, Predict, Predicted, Work, predict_batch

_PATIENCE = 15  # seconds in which a Dask scheduler has to answer, and then its first worker


def over_cores(model: Model, jobs: int, work: Work = predict_batch) -> Predict:
    """Give a function that predicts batches of sentences in ``jobs`` processes (-1: one a core), results in order.

    Args:
        model: a model that stands in a folder; each process checks that it finds the same one there.
        jobs: number of processes.
        work: predicts a batch; it travels to the processes, so it must be a function of a module, or a ``partial`` of one.

    """

    def predict(batches: Iterable[Batch]) -> Iterator[Predicted]:
        ahead = iter(batches)
        first = list(islice(ahead, 2))
        if len(first) < 2:  # a process takes seconds to begin: not for one batch
            yield from (work(model.trained, batch) for batch in first)
            return
        own = {"backend": "loky", "initializer": _ignore_interruption}
        yield from _spread(model.folder, model.name, chain(first, ahead), jobs, work, **own)

    return predict


def over_dask(model: Model, address: str, work: Work = predict_batch) -> Predict:
    """Give a function that predicts batches of sentences on the workers of a Dask cluster, results in order.

    Workers need duiding and the model's folder under the same path; each checks that it is the same model. A batch whose worker
    is lost goes to another one.

    Args:
        model: a model that stands in a folder.
        address: of the scheduler, such as ``tcp://10.0.0.5:8786``.
        work: predicts a batch; it travels to the processes, so it must be a function of a module, or a ``partial`` of one.

    Raises:
        DuidingError: Dask is not installed, or no scheduler answers there.

    """
    client = _connect(address)

    def predict(batches: Iterable[Batch]) -> Iterator[Predicted]:
        with ExitStack() as stack:
            stack.callback(client.close)
            stack.enter_context(
                parallel_config(backend="dask", client=client, wait_for_workers_timeout=_PATIENCE, pure=False)
            )
            try:
                yield from _spread(model.folder.resolve(), model.name, batches, -1, work)
            except TimeoutError as error:
                raise DuidingError(
                    f"The Dask cluster at {address} has no workers: start one with 'dask worker'."
                ) from error

    return predict


def _spread(
    folder: Path, name: str, batches: Iterable[Batch], jobs: int, work: Work, **backend: Any
) -> Iterator[Predicted]:
    pool = Parallel(n_jobs=jobs, batch_size=1, return_as="generator", **backend)
    yield from pool(delayed(_predict)(str(folder), name, batch, work) for batch in batches)


def _ignore_interruption() -> None:
    """Leave Ctrl-C, which a terminal sends to all processes, to the one that began the others and ends them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _connect(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise DuidingError("A Dask cluster needs Dask: pip install 'duiding[dask]'.") from error
    try:
        return Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise DuidingError(
            f"No Dask scheduler answers at {address}: start one with 'dask scheduler', and give the address that it prints."
        ) from error


@functools.lru_cache(maxsize=1)
def _model(folder: str, name: str) -> Model:
    model = load(folder)
    if model.name != name:
        raise DuidingError(f"A worker finds model {model.name} in {folder}, expected {name}: copy it there again.")
    return model


def _predict(folder: str, name: str, batch: Batch, work: Work) -> Predicted:
    return work(_model(folder, name).trained, batch)
