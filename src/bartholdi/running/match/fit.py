"""`bartholdi match fit`: how well the publications of reviewers fit applications, across English and French, and why."""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

from bartholdi.cores.matching.affinity import Matcher, Memory, Reviewer, Store, Text, Unmatchable, Why, best, whys
from bartholdi.cores.matching.affinity.packaged import Packaged
from bartholdi.office.lib.vectors import Folder
from bartholdi.running.match.reading import Faulty, Row, table, unique
from bartholdi.running.match.writing import Value, refused, written

EXAMPLE = """\
applications.csv has the columns key and title; publications.csv the columns reviewer, key and title. Optional in both: abstract (give it:
titles alone say little), full (the full text), language (en or fr; else it is guessed), fields (codes of subjects such as 0 | 1 | 2).
With --why each pair is explained: the three nearest publications, and the words that both use.

  bartholdi match fit applications.csv publications.csv --best 20 -o scores.csv
  bartholdi match fit applications.csv publications.csv --best 3 --why --store vectors
"""
COLUMNS = ("application", "reviewer", "rank", "score")
REASONS = ("nearest", "terms")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("applications", help="CSV or JSON with key, title, abstract")
    parser.add_argument("publications", help="CSV or JSON with reviewer, key, title, abstract")
    parser.add_argument("--best", type=int, default=30, help="how many reviewers of each application (30)")
    parser.add_argument("--why", action="store_true", help="explain each pair")
    parser.add_argument(
        "--store", default="", metavar="FOLDER", help="keep vectors there, so that each text is read once for all"
    )


def run(options: argparse.Namespace) -> int:
    if options.best < 1:
        raise Faulty("--best: write 1 or more.")
    applications = _applications(options.applications)
    reviewers = _reviewers(options.publications)
    encoder = Packaged()
    try:
        store: Store = Folder(Path(options.store), encoder) if options.store else Memory(encoder)
        matcher = Matcher.of(reviewers, encoder, store)
        found = best(matcher, applications, options.best)
    except Unmatchable as error:
        return refused(f"{error}.")
    lines: list[dict[str, Value]] = []
    for application, places, scores in zip(applications, found.places, found.scores, strict=True):
        keys = [found.reviewers[place] for place in places.tolist()]
        reasons = whys(matcher, application, keys) if options.why else [None] * len(keys)
        for rank, (key, score, reason) in enumerate(zip(keys, scores.tolist(), reasons, strict=True), start=1):
            line: dict[str, Value] = {"application": application.key, "reviewer": key, "rank": rank, "score": score}
            lines.append(line | (_shown(reason) if reason else {}))
    facts = {"applications": len(applications), "reviewers": len(reviewers), "encoder": encoder.name}
    written(options, lines, facts, (*COLUMNS, *(REASONS if options.why else ())))
    return 0


def _shown(found: Why) -> dict[str, Value]:
    return {
        "nearest": " | ".join(f"{near.publication}: {near.title}" for near in found.nearest),
        "terms": " | ".join(found.terms),
    }


def _applications(name: str) -> list[Text]:
    rows = table(name, ["key", "title"])
    unique(rows, "key")
    return [_text(row) for row in rows]


def _reviewers(name: str) -> list[Reviewer]:
    written_by: dict[str, list[Text]] = defaultdict(list)
    for row in table(name, ["reviewer", "key", "title"]):
        written_by[row.text("reviewer")].append(_text(row))
    return [Reviewer(key, tuple(texts)) for key, texts in written_by.items()]


def _text(row: Row) -> Text:
    language = row.optional("language").lower()
    if language not in {"", "en", "fr"}:
        raise row.fault("language", "is neither en nor fr", "Write one of them, or leave the cell empty: it is then guessed.")
    if not any(letter.isalnum() for letter in row.optional("title") + row.optional("abstract")):
        raise row.fault("title", "is empty, and so is the abstract", "Fill in one, or remove the line.")
    return Text(
        key=row.text("key"),
        title=row.optional("title"),
        abstract=row.optional("abstract"),
        full=row.optional("full"),
        language=language,
        fields=frozenset(part.strip() for part in row.optional("fields").split("|") if part.strip()),
    )
