"""`bartholdi demo --check`: asks each address once as each demonstration person, and prints what came back."""

import http.cookiejar
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from typing import Any

from bartholdi.demo.people import PEOPLE, Person
from bartholdi.running.addresses import every_address

DOORS = {"website": "/en/", "site web": "/fr/", "portal": "/en/portal/", "desk": "/en/desk/", "publishing": "/cms/"}
PEOPLE_PAGE = "/en/demo/"
ANOTHER_SESSION = ("sign-out", "logout")  # these would change who is asking


class Browser(urllib.request.HTTPRedirectHandler):
    """Keeps cookies, follows no redirect."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar), self)

    def redirect_request(self, *arguments: Any, **more: Any) -> None:
        return None

    def ask(self, path: str, data: dict[str, str] | None = None) -> int:
        body = urllib.parse.urlencode(data).encode() if data else None
        request = urllib.request.Request(self.site + path, data=body, headers={"Referer": self.site + path})
        try:
            with self.opener.open(request, timeout=60) as answer:
                answer.read()
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def sign_in(self, person: Person) -> bool:
        self.ask(PEOPLE_PAGE)
        token = next((cookie.value or "" for cookie in self.jar if cookie.name == "csrftoken"), "")
        self.ask(f"{PEOPLE_PAGE}as/{person.key}/", {"csrfmiddlewaretoken": token})
        return self.ask(DOORS["portal"]) == 200  # only who is signed in gets in


def report(site: str) -> int:
    """One row per address, one column per person; the exit status tells whether any answer was a fault."""
    paths = [path for path in addresses() if not any(part in path for part in ANOTHER_SESSION)]
    visitors: dict[str, Browser] = {"nobody": Browser(site)}
    faults = []
    for person in PEOPLE:
        visitors[person.key] = browser = Browser(site)
        if not browser.sign_in(person):
            faults.append(f"{person.email} could not sign in")
    width = max(map(len, paths))
    print("  ".join([f"{'address':<{width}}", *(f"{name[:12]:<12}" for name in visitors)]))
    seen: Counter[int] = Counter()
    for path in paths:
        answers = [browser.ask(path) for browser in visitors.values()]
        seen.update(answers)
        print("  ".join([f"{path:<{width}}", *(f"{answer:<12}" for answer in answers)]), flush=True)
        if any(answer == 0 or answer >= 500 for answer in answers) or all(answer in {400, 404} for answer in answers):
            faults.append(f"{path} answered {answers}")
    print(", ".join(f"{count} × {status}" for status, count in sorted(seen.items())))
    for fault in faults:
        print(f"FAULT  {fault}")
    print("Something is wrong." if faults else "Every address answers.")
    return 1 if faults else 0


def addresses() -> list[str]:
    """Ours from the URL configuration, and every published page."""
    from wagtail.models import Page  # only once Django has its settings

    pages = [page.get_url() for page in Page.objects.live().filter(depth__gt=1)]
    return sorted({*every_address(to_read=True), *filter(None, pages), "/", "/cms/"})
