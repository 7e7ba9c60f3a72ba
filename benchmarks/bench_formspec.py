"""Time to read a questionnaire of 60 questions, and to check, show and export full answers to it: no database, no network."""

import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from bartholdi.cores.formspec import check, columns, dumps, html, loads, parse, progress, row

ROUNDS = 50 if "--quick" in sys.argv else 300
LIMITS = {"parse": 5.0, "check": 2.0}  # milliseconds of processor, median


def main() -> int:
    data, answers = sixty()
    spec = parse(data)
    written = dumps(spec)
    verdict = check(spec, answers, final=True)
    if verdict.faults:
        print("The answers of this benchmark have faults:", verdict.faults)
        return 1
    print(
        f"## Formspec (60 questions of 19 kinds, {len(written) // 1000} kB of JSON, Python {sys.version.split()[0]}, {ROUNDS} rounds)\n"
    )
    print("| what | median, ms of processor | 19 of 20 under | asked |")
    print("|---|--:|--:|--:|")
    works: dict[str, Callable[[], object]] = {
        "parse": lambda: parse(data),
        "read from JSON": lambda: loads(written),
        "check": lambda: check(spec, answers, final=True),
        "progress": lambda: progress(spec, answers),
        "show as HTML": lambda: html(spec, answers, "fr"),
        "columns and row": lambda: (columns(spec), row(spec, answers)),
    }
    slow = [name for name, work in works.items() if measured(name, work) > LIMITS.get(name, 1e9)]
    print(f"\n{'All is as fast as asked.' if not slow else 'Slower than asked: ' + ', '.join(slow) + '.'}")
    return 0


def measured(name: str, work: Callable[[], object]) -> float:
    spent = []
    for _ in range(ROUNDS):
        began = time.process_time_ns()
        work()
        spent.append((time.process_time_ns() - began) / 1e6)
    median = statistics.median(spent)
    asked = f"{LIMITS[name]:.0f}" if name in LIMITS else ""
    print(f"| {name} | {median:.2f} | {sorted(spent)[int(ROUNDS * 0.95) - 1]:.2f} | {asked} |")
    return median


def sixty() -> tuple[dict[str, Any], dict[str, Any]]:
    """A questionnaire of six pages of ten questions, and an answer to each."""
    kinds = list(questions())
    answers = {}
    sections = []
    for page in range(6):
        fields = []
        for index in range(10):
            kind, options, answer = kinds[(page * 10 + index) % len(kinds)]
            key = f"q{page}_{index}"
            fields.append(
                {
                    "key": key,
                    "kind": kind,
                    "label": said(f"Question {key}"),
                    "help": said("Why it is asked. " * 5),
                    "options": options,
                }
            )
            if answer is not None:
                fields[-1]["required"] = True
                answers[key] = answer
            if index == 9 and page:
                fields[-1]["when"] = {"all": [{"field": "q0_0", "answered": True}, {"not": {"field": "q0_6", "equals": False}}]}
        sections.append({"key": f"page{page}", "title": said(f"Page {page}"), "fields": fields})
    return {"format": 1, "sections": sections}, answers


def said(text: str) -> dict[str, str]:
    return {"en": text, "fr": f"{text} (français)"}


def questions() -> list[tuple[str, dict[str, Any], Any]]:
    offered = [{"value": value, "label": said(value)} for value in "abcdef"]
    file = {"name": "cv.pdf", "size": 81_234, "digest": "ab" * 32, "media_type": "application/pdf", "pages": 2}
    line = {"what": "Un vol aller-retour", "cost": {"amount": "1200.00", "currency": "USD"}, "days": "12"}
    columns = [
        {"key": "what", "kind": "text", "label": said("What"), "required": True},
        {"key": "cost", "kind": "money", "label": said("Cost"), "options": {"currencies": ["USD"]}},
        {"key": "days", "kind": "number", "label": said("Days")},
    ]
    return [
        ("text", {"max_characters": 120}, "Une mémoire quantique à l’échelle d’une ville"),
        ("long_text", {"max_characters": 4500}, "L’équipe étudie la façon dont les océans gardent la chaleur. " * 60),
        ("long_text", {"max_words": 800}, "The team studies how oceans keep their heat – l’été surtout. " * 60),
        ("number", {"min": 0, "max": 100, "decimals": 1}, "12.5"),
        ("money", {"currencies": ["EUR", "USD"]}, {"amount": "1200.50", "currency": "EUR"}),
        ("date", {"min": "2027-01-01"}, "2027-09-01"),
        ("yes_no", {}, True),
        ("period", {"min_months": 4, "max_months": 9}, {"from": "2027-09-01", "to": "2028-02-29"}),
        ("choice", {"choices": offered}, "e"),
        ("choices", {"choices": offered, "other": True}, ["a", "c", {"other": "Autre chose"}]),
        ("country", {"except": ["FR"]}, "US"),
        ("organisation", {"identified": True}, {"name": "CNRS", "ror": "02feahw73"}),
        ("goals", {"max": 3}, [7, 13]),
        ("discipline", {"entries": offered}, ["b"]),
        ("person", {"email": "required", "orcid": "optional"}, {"name": "Ada Li", "email": "ada@example.org", "orcid": "0000-0002-1825-0097"}),
        ("file", {"types": ["pdf"], "max_pages": 3}, file),
        ("files", {"max": 3}, [file]),
        ("table", {"columns": columns, "max_rows": 20, "totals": [{"column": "cost", "max": 20_000}, {"column": "days"}]}, [line] * 10),
        ("score", {"min": 0, "max": 5, "step": "0.5"}, "4.5"),
        ("statement", {}, True),
        ("information", {}, None),
    ]  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
