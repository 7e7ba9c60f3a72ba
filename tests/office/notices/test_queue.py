"""A letter is written with its cause, in its reader's language, and nothing typed can forge one."""

from datetime import UTC, datetime

import pytest

from bartholdi.office.journal.acts import System
from bartholdi.office.notices import services
from bartholdi.office.notices.models import Notice

pytestmark = pytest.mark.django_db
BY = System("test")
CONTEXT = {"name": "Zoé", "asked": datetime(2027, 3, 15, 16, 0, tzinfo=UTC), "zone": "America/New_York", "url": "https://o.example/x"}


def write(**changes: object) -> Notice:
    facts = {"to": "zoe@example.org", "label": "Zoé", "language": "fr", "context": CONTEXT, "by": BY, **changes}
    return services.queue("notices.trial", **facts)


def test_a_letter_is_kept_as_it_will_leave() -> None:
    notice = write()
    print(notice.subject, notice.text, notice.html)
    assert notice.state == "queued"
