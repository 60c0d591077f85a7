"""Teach the encoder with a linear head; a run that was killed goes on where it was."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from duiding.arrays import Array
from duiding.scoring.metrics import macro_f1
from train.encoder.batches import Batch, Sentence, batches, collate, length, pack
from train.encoder.network import Network
from train.encoder.options import EncoderOptions
from train.encoder.rates import rate_groups, share_of_rate

_CLIP = 1.0
_STEPS, _SMALLEST = 60, 1024  # an epoch of little data has so many steps, of so many tokens at least
_EVERY = 300.0  # seconds between two checkpoints

Windows = Sequence[Sequence[Sentence]]


@dataclass
class _Progress:
    """Where a run is: it is what a checkpoint holds beside weights and optimiser."""

    step: int = 0
    epoch: int = 0
    batch: int = 0
    best: float = -1.0
    best_epoch: int = 0


class Training:
    """One run of training.

    Args:
        network: what is taught.
        train: sentences by document, and whether it is a whole article.
        dev: windows to judge by.
        options: settings.
        checkpoint: where the state is kept; None to keep none.
        identity: of data and options; a checkpoint of another run is not taken up.

    """

    def __init__(
        self,
        network: Network,
        train: Sequence[tuple[bool, list[Sentence]]],
        dev: Windows,
        options: EncoderOptions,
        checkpoint: Path | None = None,
        identity: str = "",
    ) -> None:
        self.device = pick_device(options.device)
        self.network = network.to(self.device)
        self.train, self.dev, self.options = train, dev, options
        self.checkpoint, self.identity = checkpoint, identity
        self._labels = network.head.out_features
        self.now = _Progress()
        self.optimiser = torch.optim.AdamW(
            rate_groups(network, options.rate, options.decay), betas=(0.9, 0.98), eps=1e-6
        )
        self.rates = [group["lr"] for group in self.optimiser.param_groups]
        self.best_weights: dict[str, Tensor] = {}
        self.total = sum(len(self._epoch(number)) for number in range(options.epochs))

    def run(self, tell: Callable[[int, float], None] = lambda epoch, score: None) -> float:
        """Train until the dev part gains nothing any more; leave the network at its best.

        Args:
            tell: called with each epoch's number and macro-F1 on the dev part.

        Returns:
            macro-F1 on the dev part.

        """
        self._resume()
        now = self.now
        while now.epoch < self.options.epochs and now.epoch - now.best_epoch < self.options.patience:
            self._read_epoch()
            now.epoch, now.batch = now.epoch + 1, 0
            score = self.score()
            tell(now.epoch, score)
            if score > now.best:
                now.best, now.best_epoch = score, now.epoch
                self.best_weights = {name: value.cpu().clone() for name, value in self.network.state_dict().items()}
            self._save()
        if self.best_weights:
            self.network.load_state_dict(self.best_weights)
        return now.best if now.epoch else self.score()

    def score(self) -> float:
        """Give the macro-F1 of the head on the dev part."""
        labels, decisions = self.decisions(self.dev)
        return score_of(labels, decisions)

    def decisions(self, windows: Windows) -> tuple[Array, Array]:
        """Give labels (sentences,) and the head's decisions (sentences, labels) of what is labelled in these windows."""
        self.network.eval()
        labels, decisions = [], []
        for rows in batches([list(window) for window in windows], self.options.tokens * 2):
            batch = collate(rows, self._labels)
            with torch.no_grad(), self._cast():
                _, made = self.network(*self._inputs(batch))
            known = batch.labels >= 0
            labels.append(batch.labels[known])
            decisions.append(made.float().cpu().numpy()[known])
        return np.concatenate(labels), np.concatenate(decisions)

    def _read_epoch(self) -> None:
        kept = time.monotonic()
        for rows in self._epoch(self.now.epoch)[self.now.batch :]:
            self._learn(collate(rows, self._labels))
            self.now.batch += 1
            if self.checkpoint and time.monotonic() - kept > _EVERY:
                self._save()
                kept = time.monotonic()

    def _epoch(self, number: int) -> list[list[list[Sentence]]]:
        """Give an epoch's batches: the same again for the same seed and number."""
        rng = random.Random(f"{self.options.seed} {number}")  # noqa: S311 - not a secret
        options = self.options
        windows: list[list[Sentence]] = []
        for whole, document in self.train:
            if whole:
                packed = (pack(document, options.alone, rng) for _ in range(options.articles))
                windows.extend(window for times in packed for window in times)
            elif rng.random() < options.beside:
                windows.append(document)
            else:
                windows.extend([sentence] for sentence in document)
        windows = [window for window in windows if any(sentence.weight for sentence in window)]
        step = max(_SMALLEST, sum(map(length, windows)) // _STEPS)
        return batches(windows, min(options.tokens, step), rng)

    def _learn(self, batch: Batch) -> None:
        torch.manual_seed(self.options.seed * 1_000_003 + self.now.step)  # dropout is the same again after a resume
        self.network.train()
        share = share_of_rate(self.now.step, self.total, self.options.warmup)
        for group, rate in zip(self.optimiser.param_groups, self.rates, strict=True):
            group["lr"] = rate * share
        with self._cast():
            _, decisions = self.network(*self._inputs(batch))
        loss = self._loss(decisions.float(), batch)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), _CLIP)
        self.optimiser.step()
        self.now.step += 1

    def _loss(self, decisions: Tensor, batch: Batch) -> Tensor:
        known = torch.from_numpy(batch.weights > 0).to(self.device)
        weights = torch.from_numpy(batch.weights).to(self.device)[known]
        targets = torch.from_numpy(batch.targets).to(self.device)[known]
        losses = -(targets * functional.log_softmax(decisions[known], dim=-1)).sum(dim=-1)
        return (losses * weights).sum() / weights.sum()

    def _inputs(self, batch: Batch) -> Iterator[Tensor]:
        return (torch.from_numpy(array).to(self.device) for array in (batch.tokens, batch.mask, batch.means))

    def _cast(self) -> torch.autocast:
        return torch.autocast(self.device, torch.bfloat16, enabled=self.device == "cuda" or _fast_bfloat16())

    def _save(self) -> None:
        if self.checkpoint is None:
            return
        state = {
            "identity": self.identity,
            "now": vars(self.now),
            "network": self.network.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "best": self.best_weights,
        }
        beside = self.checkpoint.with_name(f"{self.checkpoint.name}.new")
        torch.save(state, beside)
        beside.replace(self.checkpoint)

    def _resume(self) -> None:
        if self.checkpoint is None or not self.checkpoint.exists():
            return
        state = torch.load(self.checkpoint, map_location=self.device, weights_only=True)
        if state["identity"] != self.identity:
            return
        self.now = _Progress(**state["now"])
        self.network.load_state_dict(state["network"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.best_weights = {name: value.cpu() for name, value in state["best"].items()}


def pick_device(name: str) -> str:
    """Turn ``auto`` into cuda where there is a GPU, else cpu."""
    return name if name != "auto" else "cuda" if torch.cuda.is_available() else "cpu"


def score_of(labels: Array, decisions: Array) -> float:
    """Give the macro-F1 of decisions (sentences, labels)."""
    count = decisions.shape[1]
    confusion = np.bincount(labels * count + decisions.argmax(axis=1), minlength=count * count)
    return float(macro_f1(confusion.reshape(count, count)))


def _fast_bfloat16() -> bool:
    known = getattr(torch.cpu, "_is_avx512_bf16_supported", None)
    return bool(known and known())
