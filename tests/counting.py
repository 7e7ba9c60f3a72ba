"""How often a page asks the database: it must not depend on how many rows it shows."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bartholdi.office.lib import identity


def statements(act: Callable[[], Any]) -> list[str]:
    """The SQL that this sends, in order."""
    with CaptureQueriesContext(connection) as captured:
        act()
    return [query["sql"] for query in captured]


def cost(client: Client, *urls: str) -> int:
    """Queries of these pages together; asked twice, because the first request of a session notes it as seen."""

    def visit() -> None:
        assert [client.get(url).status_code for url in urls] == [200] * len(urls)

    visit()
    identity.name()  # asked of the database once a minute, by whichever page comes first
    return len(statements(visit))
