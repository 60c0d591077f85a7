"""Peers that begin with a pre-trained transformer: frozen and fine-tuned.

They read every sentence by itself, as such a model is commonly used. The base is a folder or name of a Hugging Face model; of E5 its authors'
prefix for classification goes before each text (Wang et al. 2024).
"""

from __future__ import annotations

import importlib.util
import io
import pickle
import random
from collections.abc import Iterator, Sequence
from typing import Any

from duiding.arrays import Array
from evaluate.peers.peer import NotInstalledError, Peer
from evaluate.peers.vectors import OverVectors

LENGTH = 128  # tokens read of a sentence
BATCH = 32
RATE = 1e-4


class Transformer:
    """The base, as it is loaded and read; for the peers below.

    Raises:
        NotInstalledError: a package is not there, or no base was named.

    """

    packages: Sequence[str] = ("torch", "transformers")

    def __init__(self, base: str | None) -> None:
        if missing := [name for name in self.packages if importlib.util.find_spec(name) is None]:
            raise NotInstalledError(f"pip install '.[transformers]' ({', '.join(missing)})")
        if base is None:
            raise NotInstalledError("name a Hugging Face model with --base")
        self.base = base
        self._prefix = "query: " if "e5" in base.lower() else ""

    def prepare(self, texts: Sequence[str], articles: Sequence[Any] | None = None) -> Sequence[Any]:
        """Put the prefix before the texts."""
        return [self._prefix + text for text in texts]

    def _device(self) -> str:
        import torch

        return "cuda" if torch.cuda.is_available() else "cpu"


class Frozen(Transformer, OverVectors):
    """Logistic regression over the mean of the base's last states; the base is not taught."""

    name = "frozen transformer + logistic regression"
    settings: Sequence[Any] = (10.0, 100.0, 1000.0)

    def __init__(self, base: str | None) -> None:
        super().__init__(base)
        from transformers import AutoModel, AutoTokenizer

        self._tokenizer = AutoTokenizer.from_pretrained(base)
        self._network = AutoModel.from_pretrained(base).to(self._device()).eval()

    def prepare(self, texts: Sequence[str], articles: Sequence[Any] | None = None) -> Sequence[Any]:
        """Embed the texts: the normalised mean over their tokens."""
        import torch

        found: dict[int, Array] = {}
        for rows, inputs in _batches(self._tokenizer, super().prepare(texts), 2 * BATCH):
            inputs = inputs.to(self._network.device)
            with torch.inference_mode(), half(self._network.device.type):
                states = self._network(**inputs).last_hidden_state.float()
            shown = inputs["attention_mask"][..., None]
            means = (states * shown).sum(1) / shown.sum(1)
            found.update(zip(rows, torch.nn.functional.normalize(means).cpu().numpy(), strict=True))
        return [found[row] for row in range(len(texts))]

    def size(self) -> int:
        """Measure the base's weights and the model."""
        return bytes_of(self._network) + len(pickle.dumps(self._model))


class FineTuned(Transformer, Peer):
    """The base with a linear layer over the mean of its states, all of it taught for one epoch.

    AdamW, linear warm-up over 6 % of the steps, then linear decay; what it learns from is read in the order of a fixed seed.
    """

    name = "fine-tuned transformer (1 epoch)"

    def fit(self, items: Sequence[Any], labels: Sequence[str], articles: Sequence[str], setting: Any) -> None:
        """Teach the base; the same seed each time."""
        import torch
        from transformers import AutoModel, AutoTokenizer

        torch.manual_seed(0)
        self._classes = sorted(set(labels))
        self._tokenizer = AutoTokenizer.from_pretrained(self.base)
        self._network = AutoModel.from_pretrained(self.base).to(self._device())
        self._head = torch.nn.Linear(self._network.config.hidden_size, len(self._classes)).to(self._device())
        parameters = [*self._network.parameters(), *self._head.parameters()]
        batches = list(_batches(self._tokenizer, items, BATCH, random.Random(0)))  # noqa: S311  # an order, no secret
        optimiser = torch.optim.AdamW(parameters, lr=RATE)
        schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _share(step, len(batches)))
        self._network.train()
        for rows, inputs in batches:
            codes = torch.tensor([self._classes.index(labels[row]) for row in rows], device=self._device())
            loss = torch.nn.functional.cross_entropy(self._decide(inputs), codes)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            optimiser.step()
            schedule.step()

    def predict(self, items: Sequence[Any]) -> list[str]:
        """Label texts."""
        import torch

        self._network.eval()
        found: dict[int, str] = {}
        for rows, inputs in _batches(self._tokenizer, items, 2 * BATCH):
            with torch.inference_mode():
                codes = self._decide(inputs).argmax(-1).tolist()
            found.update(zip(rows, (self._classes[code] for code in codes), strict=True))
        return [found[row] for row in range(len(items))]

    def size(self) -> int:
        """Measure the weights."""
        return bytes_of(self._network) + bytes_of(self._head)

    def _decide(self, inputs: Any) -> Any:
        inputs = inputs.to(self._device())
        with half(self._device()):
            states = self._network(**inputs).last_hidden_state.float()
        shown = inputs["attention_mask"][..., None]
        return self._head((states * shown).sum(1) / shown.sum(1))


def _batches(
    tokenizer: Any, texts: Sequence[str], size: int, order: random.Random | None = None
) -> Iterator[tuple[list[int], Any]]:
    """Give the places of texts of about one length, and the texts as the base reads them, in any order where one is given."""
    noise = (lambda: order.uniform(0.8, 1.25)) if order else (lambda: 1.0)
    places = sorted(range(len(texts)), key=lambda row: -len(texts[row]) * noise())
    cut = [places[start : start + size] for start in range(0, len(places), size)]
    if order:
        order.shuffle(cut)
    for rows in cut:
        chosen = [texts[row] for row in rows]
        yield rows, tokenizer(chosen, padding=True, truncation=True, max_length=LENGTH, return_tensors="pt")


def _share(step: int, steps: int) -> float:
    """Give the share of the learning rate: up over 6 % of the steps, then down to nothing."""
    warm = max(1, int(0.06 * steps))
    return (step + 1) / warm if step < warm else max(0.0, (steps - step) / max(1, steps - warm))


def half(device: str) -> Any:
    """Compute in bfloat16 where the machine is fast in it."""
    import torch

    known = getattr(torch.cpu, "_is_avx512_bf16_supported", None)
    return torch.autocast(device, torch.bfloat16, enabled=device == "cuda" or bool(known and known()))


def bytes_of(network: Any) -> int:
    """Measure a network as it is saved."""
    import torch

    file = io.BytesIO()
    torch.save(network.state_dict(), file)
    return file.tell()
