"""Time to judge 10,000 applications by ten rules, and to find the duplicates among them: no database, no network."""

import sys
import time
from datetime import date, timedelta
from random import Random
from typing import Any

from bartholdi.cores.eligibility import Earlier, Facts, Item, Other, Person, duplicates, judge, parse

COUNT = 1_000 if "--quick" in sys.argv else 10_000
PLANTED = COUNT // 100
LIMITS = {"judge": 3.0, "duplicates": 10.0}  # seconds of processor for all
INVITED = ("02feahw73", "05qwgg493")


def main() -> int:
    chance = Random(1886)
    rules = parse(ten())
    applications = [application(index, chance) for index in range(COUNT)]
    items = [item(index, chance) for index in range(COUNT)]
    items += [again(items[chance.randrange(COUNT)], index) for index in range(PLANTED)]
    print(f"## Eligibility ({COUNT:,} applications, ten rules, abstracts of 250 words, Python {sys.version.split()[0]})\n")
    print("| what | seconds of processor | each | asked |")
    print("|---|--:|--:|--:|")
    began = time.process_time()
    verdicts = [judge(rules, facts, True).verdict for facts in applications]
    judged = told("judge", began, COUNT)
    began = time.process_time()
    pairs = duplicates(items)
    compared = told("duplicates", began, len(items))
    found = {pair.second for pair in pairs if "abstract" in pair.evidence} & {f"z{index}" for index in range(PLANTED)}
    print(f"\nVerdicts: {', '.join(f'{verdict} {verdicts.count(verdict):,}' for verdict in sorted(set(verdicts)))}.")
    print(f"{len(found)} of {PLANTED} planted duplicates found, among {len(pairs)} pairs.")
    return 0 if judged and compared and len(found) >= 0.99 * PLANTED else 1


def told(name: str, began: float, count: int) -> bool:
    spent = time.process_time() - began
    print(f"| {name} | {spent:.2f} | {spent / count * 1e6:.0f} µs | {LIMITS[name]:.0f} |")
    return spent <= LIMITS[name]


def ten() -> list[dict[str, Any]]:
    """One rule of each kind."""
    stays = {"table": "stays", "from": "from", "to": "to"}
    options: dict[str, dict[str, Any]] = {
        "years_since": {"answer": "phd", "at_most": {"years": 8}, "breaks": stays},
        "nationality": {"answer": "nationality", "except": ["FR"]},
        "days_in_country": {"stays": {**stays, "country": "country"}, "countries": ["FR"], "at_most": 90, "window": {"before_closing": {"months": 18}}},
        "answer_is": {"met": {"all": [{"field": "status", "equals": "enrolled"}, {"field": "months", "greater": 3}]}},
        "date_between": {"answer": "start", "from": "2027-09-01", "to": "2028-06-30"},
        "amount_at_most": {"answer": "asked", "at_most": 20_000, "currency": "USD"},
        "reapplication": {"same_team": True, "after": {"years": 2}},
        "institution_invited": {"answer": "university"},
        "one_per_person": {},
        "organisation_country": {"answer": "university", "only": ["US"]},
    }  # fmt: skip
    label = {"en": "A rule", "fr": "Une règle"}
    return [{"key": kind, "kind": kind, "label": label, "options": each} for kind, each in options.items()]


def application(index: int, chance: Random) -> Facts:
    def day(year: int) -> date:
        return date(year, 1, 1) + timedelta(days=chance.randrange(365))

    stays = [{"from": day(2025).isoformat(), "to": day(2026).isoformat(), "country": "FR"} for _ in range(chance.randrange(4))]
    people = (Person(email=f"a{index}@x.example"), Person(email=f"b{index}@x.example"))
    return Facts(
        closing=date(2027, 1, 15),
        answers={
            "phd": day(chance.randrange(2012, 2026)).isoformat(), "nationality": chance.choice(["US", "FR", "IT"]), "stays": stays,
            "status": "enrolled", "months": "6", "start": "2027-10-01", "asked": {"amount": "19000.00", "currency": "USD"},
            "university": {"name": "Boston University", "ror": chance.choice(INVITED), "country": "US"},
        },
        people=people,
        invited=INVITED,
        countries={"05qwgg493": "US", "02feahw73": "FR"},
        history=(Earlier(on=day(2024), people=people[:1]),) if chance.random() < 0.1 else (),
        others=(Other(reference="X", people=people[:1]),) if chance.random() < 0.05 else (),
    )  # fmt: skip


def item(index: int, chance: Random) -> Item:
    words = [f"w{int(chance.paretovariate(0.6)) % 8_000}" for _ in range(250)]
    return Item(key=f"a{index}", title=f"Title {index}", abstract=" ".join(words), people=(Person(email=f"a{index}@x.example"),))


def again(one: Item, index: int) -> Item:
    """The same abstract by somebody else, with a few words changed."""
    words = one.abstract.split()
    for place in (20, 100, 180):
        words[place] = f"changed{index}"
    return Item(key=f"z{index}", title=f"Other {index}", abstract=" ".join(words), people=(Person(email=f"z{index}@x.example"),))


if __name__ == "__main__":
    sys.exit(main())
