"""An encoder as a folder that the package transformers reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from safetensors.numpy import save_file

from train.encoder.base import Base
from train.encoder.sources import weight_names
from train.encoder.vocabulary import SPECIAL

if TYPE_CHECKING:
    from tokenizers import Tokenizer


def write_folder(base: Base, tokenizer: Tokenizer, folder: Path) -> None:
    """Write weights, settings and tokenizer as Hugging Face's BERT has them.

    Args:
        base: the encoder.
        tokenizer: cuts text into its pieces.
        folder: where to.

    """
    from tokenizers import processors

    folder.mkdir(parents=True, exist_ok=True)
    rows, width = base.arrays["emb.word"].shape
    arrays = base.arrays | {"emb.type": base.arrays["emb.type"][None]}
    named = {theirs: np.ascontiguousarray(arrays[ours]) for theirs, ours in weight_names(base.layers).items()}
    save_file(named, folder / "model.safetensors", {"format": "pt"})
    start, pad, end, unknown = SPECIAL
    settings = {
        **{"model_type": "bert", "architectures": ["BertModel"], "hidden_act": "gelu", "type_vocab_size": 1},
        **{"vocab_size": rows, "hidden_size": width, "intermediate_size": len(base.arrays["l0.fi.b"])},
        **{"num_hidden_layers": base.layers, "num_attention_heads": base.heads, "layer_norm_eps": base.epsilon},
        **{"max_position_embeddings": len(base.arrays["emb.pos"]), "pad_token_id": SPECIAL.index(pad)},
    }
    names = {"bos_token": start, "cls_token": start, "pad_token": pad, "eos_token": end, "sep_token": end}
    words = {"tokenizer_class": "PreTrainedTokenizerFast", "unk_token": unknown, "model_max_length": 512, **names}
    (folder / "config.json").write_text(json.dumps(settings, indent=1), encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(json.dumps(words, indent=1), encoding="utf-8")
    marks = [(start, SPECIAL.index(start)), (end, SPECIAL.index(end))]
    tokenizer.post_processor = processors.TemplateProcessing(f"{start} $A {end}", special_tokens=marks)
    tokenizer.save(str(folder / "tokenizer.json"))
