"""The encoder as a spaCy component.

>>> import spacy
>>> nlp = spacy.blank("nl")
>>> _ = nlp.add_pipe("frame_encoder")  # doctest: +SKIP
>>> doc = nlp("De ministers praten vrijdag in Genève over vrede.")  # doctest: +SKIP
>>> doc._.encoding.shape  # doctest: +SKIP
(384,)

spaCy imports this module whenever it makes a pipeline, so nothing heavy is imported at its top. A pipeline that is written to disk or bytes
holds the encoder's digest, not the weights, and is read only where that encoder is at hand. Folder and threads are of the configuration, and
of the machine: a pipeline into which another is read keeps its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import minibatch

from duiding.errors import InputError

if TYPE_CHECKING:
    from duiding.encoder.encoder import Encoder

_BATCH = 64
_DIGEST = "encoder.sha256"  # in the component's folder of a pipeline on disk


class FrameEncoder:
    """Give a Doc, and every sentence that the pipeline marked in it, an encoding: float32 of shape (384,).

    ``sent._.encoding`` is the sentence read in its article, which the Doc is taken for. ``doc._.encoding`` is the mean over its sentences, or
    that of the whole text as one sentence where none are marked.

    Args:
        folder: where the weights stand; "" for those that $DUIDING_ENCODER names or the package carries.
        threads: cores to use; 0 for $OMP_NUM_THREADS, or all.

    """

    def __init__(self, folder: str = "", threads: int = 0) -> None:
        self.folder = folder
        self.threads = threads
        self._encoder: Encoder | None = None
        for kind in (Doc, Span):
            if not kind.has_extension("encoding"):
                kind.set_extension("encoding", default=None)

    @property
    def encoder(self) -> Encoder:
        """The encoder, made when first asked for."""
        from duiding.encoder.encoder import Encoder, shared

        if self._encoder is None:
            own = self.folder or self.threads
            folder = Path(self.folder) if self.folder else shared().folder
            self._encoder = Encoder(folder, self.threads or None) if own else shared()
        return self._encoder

    def __call__(self, doc: Doc) -> Doc:
        """Encode one Doc."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = _BATCH, **_: Any) -> Iterator[Doc]:
        """Encode Docs, a batch at a time."""
        for batch in minibatch(stream, batch_size):
            docs = list(batch)
            spans = [list(doc.sents) if doc.has_annotation("SENT_START") else [] for doc in docs]
            texts = [[span.text for span in own] or [doc.text] for doc, own in zip(docs, spans, strict=True)]
            for doc, own, rows in zip(docs, spans, self.encoder.encode(texts), strict=True):
                for span, row in zip(own, rows, strict=False):
                    span._.encoding = row
                doc._.encoding = rows.mean(axis=0)
                yield doc

    def to_bytes(self, **_: Any) -> bytes:
        """Give the encoder's digest.

        Raises:
            MissingFileError: the weights are not there.

        """
        return self.encoder.digest.encode()

    def from_bytes(self, raw: bytes, **_: Any) -> FrameEncoder:
        """See that the encoder is the one that a pipeline was written with.

        Raises:
            InputError: it is another one, which gives other encodings.
            MissingFileError: the weights are not there.

        """
        if raw.strip() != self.encoder.digest.encode():
            raise InputError(
                f"The pipeline was written with another sentence encoder than the one in {self.encoder.folder}: name the folder of "
                "that one (setting 'folder' of frame_encoder, or $DUIDING_ENCODER), or make the pipeline anew."
            )
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write the encoder's digest into a folder, which is made if need be."""
        Path(path).mkdir(parents=True, exist_ok=True)
        (Path(path) / _DIGEST).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, **_: Any) -> FrameEncoder:
        """See that the encoder is the one that a pipeline was written with; one written before digests were kept tells nothing."""
        known = Path(path) / _DIGEST
        return self.from_bytes(known.read_bytes()) if known.exists() else self


@Language.factory(
    "frame_encoder",
    assigns=["doc._.encoding", "span._.encoding"],
    default_config={"folder": "", "threads": 0},
)
def make_frame_encoder(nlp: Language, name: str, folder: str, threads: int) -> FrameEncoder:
    """Make the component that ``nlp.add_pipe("frame_encoder")`` adds."""
    return FrameEncoder(folder, threads)
