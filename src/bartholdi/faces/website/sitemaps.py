"""The map of the site for search engines: every page with its other language."""

from collections import defaultdict
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

from bartholdi.faces.website.showing import private_paths

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"


def show(request: HttpRequest) -> HttpResponse:
    pages = Page.objects.filter(live=True, depth__gt=1).select_related("locale").order_by("path")
    hidden = tuple(private_paths(request))
    rows = [page for page in pages if not (hidden and page.path.startswith(hidden))]
    together: dict[Any, list[Page]] = defaultdict(list)
    for page in rows:
        page.address_in_map = page.get_full_url(request)
        if page.address_in_map:
            together[page.translation_key].append(page)
    root = Element("urlset", {"xmlns": NAMESPACE, "xmlns:xhtml": XHTML})
    for versions in together.values():
        for page in versions:
            add(root, page, versions)
    text = tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(text, content_type="application/xml", headers={"Cache-Control": "public, max-age=3600"})


def add(root: Element, page: Page, versions: list[Page]) -> None:
    url = SubElement(root, "url")
    SubElement(url, "loc").text = page.address_in_map
    if page.last_published_at:
        SubElement(url, "lastmod").text = page.last_published_at.date().isoformat()
    for version in versions if len(versions) > 1 else []:
        link = {"rel": "alternate", "hreflang": version.locale.language_code, "href": version.address_in_map}
        SubElement(url, "xhtml:link", link)
