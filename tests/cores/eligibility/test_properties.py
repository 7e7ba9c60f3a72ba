"""What holds for all rules and all facts."""

import json
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bartholdi.cores.eligibility import Facts, Fault, Rules, RulesError, dump, explain, judge, needs, parse, say
from tests.cores.eligibility.making import CLOSING, OPTIONS, WORDS, all_rules, days, facts, junk, rule

often = settings(max_examples=80, deadline=None)
BETTER = ("not", "needs_officer", "unknown_yet", "eligible")


@often
@given(all_rules)
def test_written_rules_read_back_as_the_same_and_survive_json(rules: Rules) -> None:
    assert parse(json.loads(json.dumps(dump(rules)))) == rules
    assert dump(parse(dump(rules))) == dump(rules)


@often
@given(all_rules, facts, st.booleans())
def test_judging_never_fails_and_always_says_why_in_both_languages(rules: Rules, given_facts: Facts, final: bool) -> None:
    finding = judge(rules, given_facts, final)
    assert finding.verdict in BETTER
    assert not (final and finding.verdict == "unknown_yet")
    for reason in finding.reasons:
        for language in ("en", "fr"):
            said = say(reason, language)
            assert said.endswith((".", WORDS[language]))
            assert explain(reason.rule, language)


@often
@given(st.lists(junk | st.builds(rule, st.sampled_from(sorted(OPTIONS)), junk), max_size=3) | junk)
def test_reading_rubbish_raises_nothing_but_faults_with_places(data: Any) -> None:
    found = _faults(data)
    assert found == () or all(fault.path.startswith("rules") for fault in found)


def _faults(data: Any) -> tuple[Fault, ...]:
    try:
        parse(data)
    except RulesError as error:
        return error.faults
    return ()


@often
@given(all_rules, facts, st.booleans(), st.randoms())
def test_the_order_of_rules_rows_and_people_changes_nothing(rules: Rules, given_facts: Facts, final: bool, chance: Any) -> None:
    def shuffled(found: Any) -> Any:
        return chance.sample(list(found), len(found))

    answers = {
        key: shuffled(value) if isinstance(value, list) and key == "stays" else value
        for key, value in given_facts.answers.items()
    }
    other = replace(
        given_facts,
        answers=dict(shuffled(answers.items())),
        people=tuple(shuffled(given_facts.people)),
        history=None if given_facts.history is None else tuple(shuffled(given_facts.history)),
        others=None if given_facts.others is None else tuple(shuffled(given_facts.others)),
    )
    first, second = judge(rules, given_facts, final), judge(Rules(tuple(shuffled(rules.rules))), other, final)
    assert second.verdict == first.verdict
    assert {one.rule.key: (one.verdict, one.code) for one in second.reasons} == {
        one.rule.key: (one.verdict, one.code) for one in first.reasons
    }


@often
@given(OPTIONS["years_since"], days, st.lists(st.fixed_dictionaries({"from": days, "to": days}) | junk, max_size=3), junk | st.fixed_dictionaries({"from": days, "to": days}), st.booleans())  # fmt: skip
def test_a_career_break_more_never_makes_less_eligible(
    options: dict[str, Any], phd: str, breaks: list[Any], more: Any, final: bool
) -> None:
    rules = parse([rule("years_since", options)])
    closing = Facts(closing=CLOSING, answers={"day": phd, "stays": breaks})
    longer = replace(closing, answers={"day": phd, "stays": [*breaks, more]})
    assert BETTER.index(judge(rules, longer, final).verdict) >= BETTER.index(judge(rules, closing, final).verdict)


@often
@given(all_rules, facts, st.booleans())
def test_only_the_answers_it_says_it_needs_change_a_finding(rules: Rules, given_facts: Facts, final: bool) -> None:
    needed = needs(rules)
    less = replace(given_facts, answers={key: value for key, value in given_facts.answers.items() if key in needed})
    assert judge(rules, less, final) == judge(rules, given_facts, final)


@often
@given(all_rules, facts)
def test_what_a_draft_already_settles_stays_so_when_final(rules: Rules, given_facts: Facts) -> None:
    draft, final = (judge(rules, given_facts, final) for final in (False, True))
    for before, after in zip(draft.reasons, final.reasons, strict=True):
        if before.met is not None:
            assert (before.verdict, before.code) == (after.verdict, after.code)
