"""Which answers a rule of eligibility asks about: so that a rule never waits for what the form does not ask."""

from collections.abc import Iterator
from typing import Any

# Where rules name an answer: a text, as cores/eligibility reads references. A column stands in braces: {column = "side"}.
REFERENCES = frozenset({"field", "answer", "table"})
WORDS = frozenset({"label", "who", "advice"})


def asked(rule: Any) -> Iterator[str]:
    """The keys of the answers that a rule, or a part of one, names."""
    if isinstance(rule, list | tuple):
        for each in rule:
            yield from asked(each)
    if isinstance(rule, dict):
        for name, value in rule.items():
            if name in REFERENCES and isinstance(value, str):
                yield value.partition(".")[0]
            elif name not in WORDS:
                yield from asked(value)
