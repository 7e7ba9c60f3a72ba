"""Texts whose authors are known, for matching: held-out ones, their authors' publications, theses in two languages; two halves.

They lie beside the repository, in ../shared/data, or where BARTHOLDI_SHARED_DATA says.
"""

import gzip
import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bartholdi.cores.matching.affinity import Reviewer, Text

BESIDE = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
HALVES = ("choose", "report")  # everything was chosen on the first; the second is what is told


@dataclass(frozen=True)
class Held:
    """A text, who wrote it, its discipline, and in which half it is."""

    text: Text
    authors: frozenset[str]
    discipline: str
    half: str


def folder() -> Path | None:
    """None where the data are not there: they are no part of the repository."""
    found = Path(os.environ.get("BARTHOLDI_SHARED_DATA", BESIDE))
    return found if (found / "publications.jsonl.gz").exists() else None


def rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def reviewers(data: Path, *, fields: bool) -> list[Reviewer]:
    found = []
    for row in rows(data / "publications.jsonl.gz"):
        texts = [
            Text(
                f"{row['id']}.{place}",
                each["title"],
                each["abstract"],
                fields=frozenset(each["categories"] or ()) if fields else frozenset(),
            )
            for place, each in enumerate(row["publications"])
        ]
        found.append(Reviewer(row["id"], tuple(texts)))
    return found


def heldout(data: Path, *, fields: bool) -> list[Held]:
    found = []
    for row in rows(data / "abstracts.jsonl.gz"):
        if row["heldout_author_ids"]:
            codes = {row["category"], *(row["topics"] or () if row["source"] == "arXiv" else ())} - {None}
            text = Text(row["id"], row["title"], row["abstract"], fields=frozenset(codes) if fields else frozenset())
            half = HALVES[hashlib.sha256(row["id"].encode()).digest()[0] % 2]
            found.append(Held(text, frozenset(row["heldout_author_ids"]), row["discipline"], half))
    return found


def theses(data: Path) -> list[tuple[str, str]]:
    """(French, English): the abstracts of the same thesis."""
    return [(row["abstract"], row["abstract_en"]) for row in rows(data / "abstracts.jsonl.gz") if row.get("abstract_en")]


def across(data: Path) -> tuple[list[Reviewer], list[Text]]:
    """Reviewers who wrote one thesis each, some in English, some in French; the former's theses in French, in the same order."""
    both, french = [], []
    for row in rows(data / "abstracts.jsonl.gz"):
        if row.get("abstract_en"):
            both.append(row)
        elif row["lang"] == "fr":
            french.append(row)
    writers = [Reviewer(f"en {row['id']}", (Text("p", row["title_en"], row["abstract_en"]),)) for row in both]
    writers += [Reviewer(f"fr {row['id']}", (Text("p", row["title"], row["abstract"]),)) for row in french]
    return writers, [Text(row["id"], row["title"], row["abstract"]) for row in both]


def ranks(scores: NDArray[np.float32], keys: Sequence[str], held: Sequence[Held]) -> NDArray[np.int64]:
    """(texts,) the rank of the author who stands highest; who has an equal score stands before."""
    places = {key: place for place, key in enumerate(keys)}
    scores = np.nan_to_num(scores, nan=-np.inf)
    found = []
    for row, each in zip(scores, held, strict=True):
        own = [places[key] for key in each.authors]
        others = np.delete(row, own)
        found.append(1 + int((others >= row[own].max()).sum()))
    return np.array(found)


def figures(found: NDArray[np.int64]) -> Mapping[str, float]:
    return {
        "first": float((found <= 1).mean()),
        "first five": float((found <= 5).mean()),
        "first ten": float((found <= 10).mean()),
        "MRR": float((1 / found).mean()),
    }
