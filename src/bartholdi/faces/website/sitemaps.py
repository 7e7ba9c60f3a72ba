"""The map of the site for search engines: every page, every public call and every public agreement, each with its other language."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

from bartholdi.faces.website.listed import address
from bartholdi.faces.website.showing import private_paths
from bartholdi.faces.website.views import agreements
from bartholdi.office.agreements.models import Agreement
from bartholdi.office.lib.bilingual import LANGUAGES
from bartholdi.office.programmes.models import Call

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"

Versions = list[tuple[str, str, datetime | None]]  # language, address, last published


def show(request: HttpRequest) -> HttpResponse:
    root = Element("urlset", {"xmlns": NAMESPACE, "xmlns:xhtml": XHTML})
    for versions in [*of_pages(request), *of_calls(request), *of_agreements(request)]:
        for version in versions:
            add(root, version, versions)
    text = tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(text, content_type="application/xml", headers={"Cache-Control": "public, max-age=3600"})


def of_pages(request: HttpRequest) -> list[Versions]:
    pages = Page.objects.filter(live=True, depth__gt=1).select_related("locale").order_by("path")
    hidden = tuple(private_paths(request))
    together: dict[Any, Versions] = defaultdict(list)
    for page in pages:
        where = None if hidden and page.path.startswith(hidden) else page.get_full_url(request)
        if where:
            together[page.translation_key].append((page.locale.language_code, where, page.last_published_at))
    return list(together.values())


def of_calls(request: HttpRequest) -> Iterator[Versions]:
    for call in Call.objects.public().order_by("pk").only("slug"):
        yield [(language, address(call, request, language), None) for language in LANGUAGES]


def of_agreements(request: HttpRequest) -> Iterator[Versions]:
    for agreement in Agreement.objects.public().order_by("pk").only("slug"):
        yield [(language, agreements.address(agreement, request, language), None) for language in LANGUAGES]


def add(root: Element, version: tuple[str, str, datetime | None], versions: Versions) -> None:
    _language, where, published = version
    url = SubElement(root, "url")
    SubElement(url, "loc").text = where
    if published:
        SubElement(url, "lastmod").text = published.date().isoformat()
    for language, other, _published in versions if len(versions) > 1 else []:
        SubElement(url, "xhtml:link", {"rel": "alternate", "hreflang": language, "href": other})
