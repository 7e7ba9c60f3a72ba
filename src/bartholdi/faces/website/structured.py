"""What search engines are told about a page, in the words of schema.org."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.html import strip_tags
from wagtail.models import Page

from bartholdi.faces.website.models import CallPage, EventPage, HomePage, OfficeSettings, PortraitPage, ProgrammePage, StoryPage

Data = dict[str, Any]


def about(page: Page, request: HttpRequest, office: OfficeSettings, ancestors: Iterable[Page]) -> Data:
    url = page.get_full_url(request)
    graph: list[Data] = [organisation(office, request), crumbs(page, request, ancestors)]
    special = next((tell for kind, tell in TELLERS.items() if isinstance(page, kind)), plain)
    graph.append({"@id": url, "url": url, "inLanguage": page.locale.language_code} | special(page, request))
    return {"@context": "https://schema.org", "@graph": graph}


def organisation(office: OfficeSettings, request: HttpRequest) -> Data:
    root = request.build_absolute_uri("/")
    found: Data = {
        "@type": "GovernmentOrganization",
        "@id": f"{root}#office",
        "name": office.name,
        "url": root,
        "email": office.email,
        "telephone": office.phone,
        "sameAs": [network.value["url"] for network in office.social],
        "parentOrganization": {"@type": "GovernmentOrganization", "name": office.parent} if office.parent else None,
    }
    return {key: value for key, value in found.items() if value}


def crumbs(page: Page, request: HttpRequest, ancestors: Iterable[Page]) -> Data:
    items = [
        {"@type": "ListItem", "position": position, "name": each.title, "item": each.get_full_url(request)}
        for position, each in enumerate([*ancestors, page], start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def plain(page: Page, request: HttpRequest) -> Data:
    return {"@type": "WebPage", "name": page.title, "description": page.summary}


def home(page: HomePage, request: HttpRequest) -> Data:
    return {"@type": "WebPage", "name": page.sentence, "description": page.summary, "about": office_of(request)}


def story(page: StoryPage, request: HttpRequest) -> Data:
    told: Data = {
        "@type": "NewsArticle",
        "headline": page.title,
        "description": page.summary,
        "datePublished": page.date.isoformat(),
        "dateModified": page.last_published_at.isoformat() if page.last_published_at else None,
        "image": request.build_absolute_uri(page.picture.file.url) if page.picture else None,
        "author": office_of(request),
        "publisher": office_of(request),
    }
    return {key: value for key, value in told.items() if value}


def event(page: EventPage, request: HttpRequest) -> Data:
    told: Data = {
        "@type": "Event",
        "name": page.title,
        "description": page.summary,
        "startDate": page.starts.isoformat(),
        "endDate": page.ends.isoformat() if page.ends else None,
        "location": {"@type": "Place", "name": page.place, "address": page.address or page.place},
        "organizer": office_of(request),
    }
    return {key: value for key, value in told.items() if value}


def portrait(page: PortraitPage, request: HttpRequest) -> Data:
    """An invented person is not announced to search engines as a real one."""
    if page.invented:
        return plain(page, request)
    person = {"@type": "Person", "name": page.title, "jobTitle": page.role, "affiliation": page.institution}
    return {"@type": "ProfilePage", "name": page.title, "description": page.summary, "mainEntity": person}


def programme(page: ProgrammePage, request: HttpRequest) -> Data:
    names = [block.value["name"] for block in page.names]
    others = [name.strip() for name in page.other_names.split(",") if name.strip()]
    return {
        "@type": "GovernmentService",
        "name": page.title,
        "alternateName": [*names, *others],
        "description": page.summary,
        "provider": office_of(request),
        "audience": {"@type": "Audience", "audienceType": strip_tags(page.for_whom)},
    }


def call(page: CallPage, request: HttpRequest) -> Data:
    told: Data = {
        "@type": "Grant",
        "name": page.title,
        "description": page.summary,
        "funder": office_of(request),
        "validFrom": page.opening.isoformat() if page.opening else None,
        "validThrough": page.closing.isoformat() if page.closing else None,
    }
    return {key: value for key, value in told.items() if value}


def office_of(request: HttpRequest) -> Data:
    return {"@id": f"{request.build_absolute_uri('/')}#office"}


TELLERS = {
    HomePage: home,
    StoryPage: story,
    EventPage: event,
    PortraitPage: portrait,
    ProgrammePage: programme,
    CallPage: call,
}
