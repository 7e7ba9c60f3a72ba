"""What can be told only from the running project: its models and its addresses."""

import tomllib
from collections.abc import Iterable
from pathlib import Path

from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from bartholdi.running.addresses import every_address

ROOT = Path(__file__).resolve().parent.parent.parent
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
LAYERS = next(contract for contract in CONTRACTS if contract["id"] == "house")["layers"]
FLOOR = {name.strip(" ()"): number for number, line in enumerate(reversed(LAYERS)) for name in line.split("|")}
LOCKED = ("/portal/", "/desk/")


def keys_that_point_up(models: Iterable[type[Model]]) -> list[str]:
    """Foreign keys obey the same order as imports."""
    return [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in models
        for field in model._meta.get_fields()
        if field.concrete and isinstance(field.related_model, type) and _goes_up(model, field.related_model)
    ]


def _goes_up(model: type[Model], other: type[Model]) -> bool:
    here, there = model._meta.app_label, other._meta.app_label
    return here != there and here in FLOOR and there in FLOOR and FLOOR[there] >= FLOOR[here]


def open_doors(client: Client) -> list[str]:
    """Addresses of the portal and the desk that do not send a nobody to the sign-in page."""
    found = []
    for language in ("en", "fr"):
        with override(language):
            sign_in = reverse("account_login")
        for address in every_address(languages=(language,), with_arguments=True):
            if address.startswith(tuple(f"/{language}{face}" for face in LOCKED)):
                answers = {"GET": client.get(address), "POST": client.post(address)}
                found += [
                    f"{method} {address} answered {answer.status_code}"
                    for method, answer in answers.items()
                    if not getattr(answer, "url", "").startswith(f"{sign_in}?")
                ]
    return found
