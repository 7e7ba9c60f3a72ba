"""The mail server of these tests."""

import logging
from collections.abc import Iterator

import pytest

from tests.office.notices.post import PostOffice

logging.getLogger("mail.log").setLevel(logging.WARNING)  # the server would tell every line of every conversation


@pytest.fixture
def closed_post(settings: pytest.FixtureRequest) -> PostOffice:
    """Named in the settings; nothing listens there yet."""
    post = PostOffice()
    settings.MAIL_URL, settings.EMAIL_HOST, settings.EMAIL_PORT = f"smtp://127.0.0.1:{post.port}", "127.0.0.1", post.port
    settings.EMAIL_TIMEOUT = 3
    return post


@pytest.fixture
def post(closed_post: PostOffice) -> Iterator[PostOffice]:
    with closed_post.open():
        yield closed_post
