"""A questionnaire as a blind reviewer knows it: without the questions and columns whose answers tell who wrote them."""

from dataclasses import replace

from bartholdi.cores.formspec.conditions import asked
from bartholdi.cores.formspec.spec import Condition, Field, Section, Spec


def blinded(spec: Spec) -> Spec:
    """Pages that have nothing left are gone; a condition that asks about what is gone is gone too."""
    kept: set[str] = set()
    sections = []
    for section in spec.sections:
        when = _kept(section.when, kept)
        fields = []
        for field in section.fields:
            if (seen := _field(field)) is not None:
                fields.append(replace(seen, when=_kept(seen.when, kept)))
                kept.add(field.key)
        if fields:
            sections.append(Section(section.key, section.title, section.help, when, tuple(fields)))
    return Spec(tuple(sections))


def _field(field: Field) -> Field | None:
    if field.identifies:
        return None
    if field.kind != "table":
        return field
    columns = tuple(column for column in field.options["columns"] if not column.identifies)
    keys = {column.key for column in columns}
    totals = tuple(total for total in field.options.get("totals", ()) if total.column in keys)
    options = {name: value for name, value in field.options.items() if name != "totals"}
    return replace(field, options={**options, "columns": columns, **({"totals": totals} if totals else {})}) if columns else None


def _kept(when: Condition | None, keys: set[str]) -> Condition | None:
    return when if set(asked(when)) <= keys else None
