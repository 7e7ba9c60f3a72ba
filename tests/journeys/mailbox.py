"""What somebody without an account has in their mailbox: the links of our mails, as the demonstration keeps them."""

import re

from tests.journeys.visitor import Visitor

LETTER = re.compile(r"http://\S+/letters/\S+/")
NOMINATION = re.compile(r"http://\S+/nominations/\S+/")


def link_for(visitor: Visitor, address: str, link: re.Pattern[str] = LETTER) -> str:
    """That of the newest mail to this address."""
    tab = visitor.context.new_page()
    try:
        for _attempt in range(120):
            tab.goto(f"/en/demo/mails/?to={address}")
            mails = tab.locator("article .mail-words")
            if mails.count() and (found := link.search(mails.first.inner_text())):
                return found[0]
            tab.wait_for_timeout(250)
    finally:
        tab.close()
    raise AssertionError(f"no link was sent to {address}")
