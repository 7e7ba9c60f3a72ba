"""The sentence for a fault, and the name of the place where it is."""

import re

from bartholdi.cores.formspec.place import Fault
from bartholdi.cores.formspec.spec import Field, Label, Spec
from bartholdi.cores.formspec.words.answers import ANSWERS
from bartholdi.cores.formspec.words.designs import DESIGNS
from bartholdi.cores.formspec.words.editions import EDITIONS
from bartholdi.cores.formspec.words.sentence import Sentence
from bartholdi.cores.formspec.words.shown import AMOUNT, COUNTRY, CURRENCY, EMAIL, FROM, NAME, ORCID, ORGANISATION, OTHER, ROR, TO
from bartholdi.cores.formspec.words.specs import EXPECTED, SPECS

SENTENCES: dict[str, Sentence] = {**ANSWERS, **SPECS, **EDITIONS, **DESIGNS}
_PARTS = {
    "amount": AMOUNT, "currency": CURRENCY, "from": FROM, "to": TO, "name": NAME, "email": EMAIL, "orcid": ORCID, "ror": ROR,
    "organisation": ORGANISATION, "country": COUNTRY, "other": OTHER,
}  # fmt: skip
_ROW = Label("row", "ligne")
_STEP = re.compile(r"([a-z][a-z0-9_]*)|\[(\d+)\]")


def say(fault: Fault, language: str) -> str:
    """What is wrong and how to mend it, in `en` or `fr`. The place is not part of the sentence: see `where`."""
    facts = dict(fault.facts)
    if fault.code == "expected":
        facts["what"] = EXPECTED[facts["what"]].plain()
    return SENTENCES[fault.code].said(facts, language).replace(" .", ".")  # a sum of plain numbers has no currency


def where(spec: Spec, fault: Fault, language: str) -> str:
    """The place of a fault in answers, in words: `Budget, row 3, Amount`; empty where it is no field's."""
    field = spec.field(fault.key)
    if field is None:
        return ""
    said = [field.label.said(language)]
    columns: dict[str, Field] = {column.key: column for column in field.options.get("columns", ())}
    for name, index in _STEP.findall(fault.path[len(field.key) :]):
        if index:
            said.append(f"{_ROW.said(language) if columns else ''} {int(index) + 1}".strip())
        elif name in columns:
            said.append(columns[name].label.said(language))
            columns = {}
        elif name in _PARTS:
            said.append(_PARTS[name].said(language))
    return ", ".join(said)
