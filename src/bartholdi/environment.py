"""Reads settings from the environment; a fault is one sentence that says how to mend it."""

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


class Misconfigured(Exception):
    """A setting is missing or wrong; str(error) is one line for the operator."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool) -> bool:
    value = text(name).lower()
    if value in {"", "1", "true", "yes", "on", "0", "false", "no", "off"}:
        return value in {"1", "true", "yes", "on"} if value else default
    raise Misconfigured(f"{name} must be yes or no, not {value!r}.")


def number(name: str, *, default: int) -> int:
    value = text(name)
    if not value:
        return default
    if not value.isdigit():
        raise Misconfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    return text(name, default).replace(",", " ").split()


def secret(name: str) -> str:
    """The value, or the content of the file that NAME_FILE names; stops the start when there is neither."""
    path = text(f"{name}_FILE")
    if path:
        try:
            value = Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise Misconfigured(f"{name}_FILE names a file that cannot be read: {error}.") from error
    else:
        value = text(name)
    if not value:
        raise Misconfigured(f"{name} is missing: set it to a long random text, or set {name}_FILE to a file that holds one.")
    return value


def database(url: str) -> dict[str, Any]:
    """A Django database from sqlite:///file or postgresql://user:password@host:port/name?option=value."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        # WAL lets readers go on while one writes; IMMEDIATE takes the write lock at once, so no act fails half-way.
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]),
            # Each thread keeps its connection: to open one, read the schema and fill its cache anew was a tenth of a request.
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    if parts.scheme in {"postgresql", "postgres"}:
        options = dict(parse_qsl(parts.query))  # of libpq, such as sslmode=verify-full
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or options.pop("host", "")),
            "PORT": str(parts.port or ""),
            "OPTIONS": {"pool": {"min_size": 1, "max_size": 8, "timeout": 10}, **options},
            "CONN_HEALTH_CHECKS": True,  # after the database has restarted, the pool's old connections must not reach a visitor
        }
    raise Misconfigured("DATABASE_URL must begin with sqlite:/// or postgresql://.")


def mail(url: str) -> dict[str, Any]:
    """Django's mail settings from smtp://user:password@host:port, smtp+starttls://... or smtps://..."""
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtp+starttls", "smtps"} or not parts.hostname:
        raise Misconfigured("BARTHOLDI_MAIL_URL must look like smtp+starttls://user:password@host:587.")
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+starttls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }


def providers() -> dict[str, Any]:
    """allauth's providers: ORCID from BARTHOLDI_ORCID_ID and _SECRET, OpenID Connect from BARTHOLDI_OIDC_1_URL and the like."""
    found: dict[str, Any] = {}
    if orcid := text("BARTHOLDI_ORCID_ID"):
        domain = "sandbox.orcid.org" if flag("BARTHOLDI_ORCID_SANDBOX", default=False) else "orcid.org"
        app = {"client_id": orcid, "secret": secret("BARTHOLDI_ORCID_SECRET"), "name": "ORCID"}
        found["orcid"] = {"BASE_DOMAIN": domain, "MEMBER_API": False, "APPS": [app]}
    if apps := [_oidc(f"BARTHOLDI_OIDC_{number}") for number in range(1, 10) if text(f"BARTHOLDI_OIDC_{number}_URL")]:
        found["openid_connect"] = {"APPS": apps}
    return found


def _oidc(prefix: str) -> dict[str, Any]:
    missing = [f"{prefix}_{part}" for part in ("NAME", "ID") if not text(f"{prefix}_{part}")]
    if missing:
        raise Misconfigured(f"{missing[0]} is missing: {prefix}_URL is set, so its name, identifier and secret are needed too.")
    name = text(f"{prefix}_NAME")
    # The key stands in the callback address that is registered with the provider, so a name must not be changed later.
    key = "-".join(re.findall(r"[a-z0-9]+", name.lower())) or prefix.rpartition("_")[2]
    return {
        "provider_id": key,
        "name": name,
        "client_id": text(f"{prefix}_ID"),
        "secret": secret(f"{prefix}_SECRET"),
        "settings": {"server_url": text(f"{prefix}_URL"), "oauth_pkce_enabled": True},
    }
