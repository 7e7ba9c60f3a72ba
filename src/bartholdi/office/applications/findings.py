"""What the rules of a call say of one application, in words of both languages, as it is kept and shown."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from babel import Locale

from bartholdi.cores import eligibility
from bartholdi.cores.eligibility import Facts, Reason, Rules
from bartholdi.office.applications import facts, queries
from bartholdi.office.applications.models import Application
from bartholdi.office.applications.reasons import Reason as Grounds
from bartholdi.office.applications.workflow import State
from bartholdi.office.lib.bilingual import LANGUAGES, language
from bartholdi.office.programmes.models import Call
from bartholdi.office.programmes.rules import parsed


@dataclass(frozen=True)
class Said:
    """One rule: what it says of the application, the rule itself, and the questions that it reads."""

    rule: str
    verdict: str
    asked: Mapping[str, str]
    found: Mapping[str, str]
    needs: tuple[str, ...]

    @property
    def rule_in_words(self) -> str:
        return self.asked[language()]

    @property
    def sentence(self) -> str:
        return self.found[language()]


@dataclass(frozen=True)
class Judged:
    """The verdict of the rules, each with its reason; `rules` tells by which rules, so that it is known when these have changed."""

    verdict: str
    reasons: tuple[Said, ...] = ()
    rules: str = ""

    @property
    def hindering(self) -> tuple[Said, ...]:
        return tuple(each for each in self.reasons if each.verdict != eligibility.ELIGIBLE)

    def plain(self) -> dict[str, Any]:
        return {
            "verdict": self.verdict,
            "rules": self.rules,
            "reasons": [asdict(each) | {"needs": list(each.needs)} for each in self.reasons],
        }


def judged(application: Application, answers: Mapping[str, Any], *, final: bool = False) -> Judged | None:
    """None where the call has no rules, or no closing day to judge on. Changes nothing."""
    rules, closing = parsed(application.call.rules), facts.closing_day(application.call)
    if not rules.rules or closing is None:
        return None
    return _judged(application.call, rules, facts.gathered(application, rules, answers, closing), final=final)


def judged_before(call: Call, answers: Mapping[str, Any]) -> Judged | None:
    """For somebody who thinks of applying, and is nobody yet."""
    rules, closing = parsed(call.rules), facts.closing_day(call)
    if not rules.rules or closing is None:
        return None
    return _judged(call, rules, facts.of_answers(call, rules, answers, closing), final=False)


def concerns(call: Call, keys: frozenset[str] | set[str]) -> bool:
    """Whether a change of these answers may change what the rules say: they read them, or a column that they feed."""
    return not keys.isdisjoint(read_by_rules(call))


def read_by_rules(call: Call) -> frozenset[str]:
    """The questions whose answers the rules read, or that feed a column that they read."""
    rules = parsed(call.rules)
    fed = {str(call.columns.get(column, "")) for column in eligibility.columns(rules)}
    return frozenset(eligibility.needs(rules) | fed) - {""}


def judged_answers(application: Application) -> Mapping[str, Any]:
    """What is judged: what was sent last; of a draft, what stands there."""
    sent = queries.newest(application)
    answers: Mapping[str, Any] = sent.answers if sent else application.response.answers
    return answers


def read_now(application: Application) -> dict[str, Any]:
    """Those answers that the rules read, which an officer who finds otherwise signs beside."""
    answers = judged_answers(application)
    return {key: answers.get(key) for key in sorted(read_by_rules(application.call))}


def changed_since(signed: Mapping[str, Any], answers: Mapping[str, Any]) -> list[str]:
    """The questions that say something else than when an officer signed."""
    return [key for key, was in signed.items() if answers.get(key) != was]


def shown(application: Application) -> Judged | None:
    """Of what stands in the form now. A draft's was kept when it was saved, unless the rules have changed since."""
    if application.state == State.DRAFT and (kept := kept_of(application)) and kept.rules == mark(application.call):
        return kept
    return judged(application, application.response.answers)


def kept_of(application: Application) -> Judged | None:
    """What was kept with the application: of what was sent, once it was sent."""
    data = application.judged
    if not data:
        return None
    reasons = tuple(Said(**{**each, "needs": tuple(each["needs"])}) for each in data["reasons"])
    return Judged(data["verdict"], reasons, data["rules"])


@dataclass(frozen=True)
class Told:
    """What an applicant may know of an officer's finding: never why, which is written for the file."""

    finding: str
    reason: str
    message: str


def told(application: Application) -> Told | None:
    """The officer's finding that counts; its reason only where they chose to tell it."""
    newest = application.overrides.values("finding", "reason", "message", "told").first()
    if newest is None or not newest["finding"]:
        return None
    reason = str(Grounds(newest["reason"]).label) if newest["told"] and newest["reason"] else ""
    return Told(newest["finding"], reason, newest["message"] if newest["told"] else "")


def explained(call: Call) -> list[str]:
    """The rules of a call in words, for those who think of applying."""
    return [eligibility.explain(rule, language(), countries=_countries(language())) for rule in parsed(call.rules)]


def asks_something(call: Call) -> bool:
    """Whether some rule reads an answer, so that one can be told before one begins."""
    return call.edition_id is not None and bool(eligibility.needs(parsed(call.rules)))


def mark(call: Call) -> str:
    told = json.dumps([call.rules, str(facts.closing_day(call))], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _judged(call: Call, rules: Rules, given: Facts, *, final: bool) -> Judged:
    finding = eligibility.judge(rules, given, final=final)
    return Judged(finding.verdict, tuple(map(_said, finding.reasons)), mark(call))


def _said(reason: Reason) -> Said:
    return Said(
        rule=reason.rule.key,
        verdict=reason.verdict,
        asked={each: eligibility.explain(reason.rule, each, countries=_countries(each)) for each in LANGUAGES},
        found={each: eligibility.say(reason, each, countries=_countries(each)) for each in LANGUAGES},
        needs=tuple(sorted(reason.needs)),
    )


@lru_cache(maxsize=4)
def _countries(code: str) -> dict[str, str]:
    return dict(Locale(code).territories)
