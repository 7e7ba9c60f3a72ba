"""Any local sentence encoder as an ONNX model with its tokenizer, both given as bytes: whoever has the folder reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from bartholdi.cores.matching.affinity.documents import digest
from bartholdi.cores.matching.affinity.encoder import Vectors


@dataclass(frozen=True)
class Settings:
    """`prefix` is put before every text, as some models ask ("query: "); `longest` is the number of tokens read."""

    prefix: str = ""
    longest: int = 256
    threads: int = 1


class Onnx:
    """Mean of the last hidden states over the tokens of the text, of length 1; a model that pools by itself is taken as it is."""

    def __init__(self, name: str, model: bytes, tokenizer: str, settings: Settings = Settings()) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = settings.threads
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._asked = {each.name for each in self._session.get_inputs()}
        self._tokenizer = Tokenizer.from_str(tokenizer)
        self._tokenizer.enable_truncation(settings.longest)
        self._tokenizer.no_padding()
        self._prefix = settings.prefix
        self.name = f"{name} {settings.longest} {digest(settings.prefix)[:8]}"
        self.dimension = int(self._session.get_outputs()[0].shape[-1])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One at a time: padding costs more than a batch saves, and changes the last digits."""
        found = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for place, text in enumerate(texts):
            found[place] = self._one(text)
        return found

    def _one(self, text: str) -> Vectors:
        ids = np.array([self._tokenizer.encode(self._prefix + text).ids], dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        hidden = self._session.run(None, {name: value for name, value in given.items() if name in self._asked})[0]
        vector: Vectors = hidden[0].mean(axis=0) if hidden.ndim == 3 else hidden[0]
        return vector / max(float(np.linalg.norm(vector)), 1e-12)
