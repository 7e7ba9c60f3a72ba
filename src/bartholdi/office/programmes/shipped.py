"""The blueprints that come with Bartholdi: files beside this one, read once."""

from functools import cache
from pathlib import Path

from bartholdi.office.programmes.blueprint import Blueprint, loads

FOLDER = Path(__file__).parent / "blueprints"


@cache
def shipped() -> dict[str, Blueprint]:
    """Each by its name, in the order of the names."""
    found = (loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml")))
    return {blueprint.name: blueprint for blueprint in found}
