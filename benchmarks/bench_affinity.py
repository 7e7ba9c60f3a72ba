"""Finding the authors of held-out texts among 785 researchers, and theses across languages; embedding and scoring, how fast.

`--store FOLDER` keeps the vectors for the next time; `--encoder FOLDER` takes an ONNX model with its tokenizer.json instead of the
packaged encoder; `--large` adds 10,000 applications by 2,000 reviewers (about five minutes).
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # on a shared machine two threads wait for each other

import numpy as np

from bartholdi.cores.matching.affinity import Encoder, Matcher, Mix, Reviewer, Store, Text, affinities, best, embedded, whys
from benchmarks import heldout
from benchmarks.heldout import Held

WORDS_ALONE = Mix(meaning=0.0)
MEANING_ALONE = Mix(profile=0.0, nearest=0.0, fields=0.0, full=0.0)
SIGNALS = (
    MEANING_ALONE,
    Mix(nearest=0.0, meaning=0.0, fields=0.0, full=0.0),
    Mix(profile=0.0, meaning=0.0, fields=0.0, full=0.0),
)
ABSENT = "The data are not here: set BARTHOLDI_SHARED_DATA, or put them into ../shared/data beside the repository."


def option(name: str) -> str | None:
    return sys.argv[sys.argv.index(name) + 1] if name in sys.argv[:-1] else None


def encoder() -> Encoder:
    if not (folder := option("--encoder")):
        from bartholdi.cores.matching.affinity.packaged import Packaged

        return Packaged()
    from bartholdi.cores.matching.affinity.onnx import Onnx

    path = Path(folder)
    return Onnx(path.name, (path / "model.onnx").read_bytes(), (path / "tokenizer.json").read_text(encoding="utf-8"))


def line(name: str, found: np.ndarray) -> None:
    told = heldout.figures(found)
    print(f"| {name} | {len(found)} | " + " | ".join(f"{told[key]:.3f}" for key in told) + " |", flush=True)


def authors(data: Path, model: Encoder, store: Store) -> None:
    print("| what is compared | texts | first | first five | first ten | MRR |\n|---|--:|--:|--:|--:|--:|")
    kept: list[Held] = []
    for fields, name, mix in (
        (False, "words alone", WORDS_ALONE),
        (False, "meaning alone", MEANING_ALONE),
        (False, "title and abstract", Mix()),
        (True, "title, abstract, fields", Mix()),
    ):
        kept = heldout.heldout(data, fields=fields)
        matcher = Matcher.of(heldout.reviewers(data, fields=fields), model, store, mix)
        ranks = _ranked(matcher, kept)
        for half in heldout.HALVES:
            line(f"{name}, half to {half}", ranks[[each.half == half for each in kept]])
    writers = heldout.reviewers(data, fields=True)
    at_best = np.min([ranks, *(_ranked(Matcher.of(writers, model, store, mix), kept) for mix in SIGNALS)], axis=0)
    for half in heldout.HALVES:
        line(f"of the mix and each signal the best, text by text, half to {half}", at_best[[each.half == half for each in kept]])
    print("\n| field (with fields, both halves) | texts | first | first five | first ten | MRR |\n|---|--:|--:|--:|--:|--:|")
    for discipline in sorted({each.discipline for each in kept}):
        line(discipline, ranks[[each.discipline == discipline for each in kept]])


def _ranked(matcher: Matcher, held: list[Held]) -> np.ndarray:
    found = affinities(matcher, [each.text for each in held])
    return heldout.ranks(found.scores, found.reviewers, held)


def languages(data: Path, model: Encoder, store: Store) -> None:
    pairs = heldout.theses(data)
    french, english = (embedded(side, model, store) for side in zip(*pairs, strict=True))
    print("\n| looked for | among | first | first five |\n|---|---|--:|--:|")
    others = np.where(np.eye(len(pairs), dtype=bool), -2, french @ french.T)
    own = (french * english).sum(axis=1)
    for name, against in (
        ("365 English", french @ english.T),
        ("365 English, 364 French", np.hstack([french @ english.T, others])),
    ):
        found = (against >= own[:, None] - 1e-6).sum(axis=1)
        print(f"| a French thesis’s English version | {name} | {(found <= 1).mean():.3f} | {(found <= 5).mean():.3f} |")
    writers, asked = heldout.across(data)
    scores = affinities(Matcher.of(writers, model, store), asked).scores
    found = (scores >= np.diag(scores)[:, None]).sum(axis=1)
    among = f"{len(asked)} who write English, {len(writers) - len(asked)} who write French"
    print(
        f"| a French thesis’s author, who writes English; all kinds mixed | {among} | {(found <= 1).mean():.3f} | {(found <= 5).mean():.3f} |"
    )


def speed(data: Path, model: Encoder) -> None:
    texts = [each.text.short for each in heldout.heldout(data, fields=False)][:200]
    texts += [french for french, _english in heldout.theses(data)][:50]
    model.encode(texts[:2])
    times = []
    for part in (texts[::5], texts[1::5], texts[2::5], texts[3::5], texts[4::5]):
        began = time.process_time()
        model.encode(part)
        times.append((time.process_time() - began) / len(part))
    each = float(np.median(times))
    print(
        f"\n{model.name}: {1000 * each:.1f} ms of processor a document (four fifths English); {1 / each:.0f} a second on each core."
    )


def large(data: Path) -> None:
    """Invented from real sentences; vectors at random, since only the scoring is measured here."""
    rng = np.random.default_rng(1)
    sentences = [
        part for row in heldout.rows(data / "abstracts.jsonl.gz") for part in row["abstract"].split(". ") if len(part) > 40
    ]

    def text(key: str) -> Text:
        return Text(key, "Invented", ". ".join(sentences[place] for place in rng.integers(0, len(sentences), 6)))

    reviewers = [Reviewer(f"r{place}", tuple(text(f"p{place}.{each}") for each in range(10))) for place in range(2000)]
    applications = [text(f"a{place}") for place in range(10_000)]
    model = Drawn()
    began = time.process_time()
    matcher = Matcher.of(reviewers, model)
    ready = time.process_time()
    found = best(matcher, applications, 30)
    done = time.process_time()
    for row in range(20):
        whys(matcher, applications[row], [found.reviewers[place] for place in found.places[row, :10]])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"\n10,000 applications by 2,000 reviewers of ten publications each, without embedding: {ready - began:.0f} CPU s to make ready,"
        f" {done - ready:.0f} to score, {50 * (time.process_time() - done):.0f} ms to say why of an application’s ten best; {peak:.0f} MB at the highest."
    )


class Drawn:
    """Stands in for an encoder where only the scoring is measured."""

    name = "drawn"
    dimension = 512

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return np.stack([np.random.default_rng(len(text)).standard_normal(self.dimension) for text in texts]).astype(np.float32)


def main() -> int:
    if (data := heldout.folder()) is None:
        print(ABSENT)
        return 0
    from bartholdi.office.lib.vectors import Folder

    model = encoder()
    with tempfile.TemporaryDirectory() as folder:
        store = Folder(Path(option("--store") or folder), model)
        authors(data, model, store)
        languages(data, model, store)
    speed(data, model)
    if "--large" in sys.argv:
        large(data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
