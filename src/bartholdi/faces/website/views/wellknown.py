"""What machines ask a site for: robots.txt, security.txt, the web app manifest, the icon."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from bartholdi.faces.website.models import OfficeSettings

CLOSED = (
    "/cms/",
    "/account/",
    *(f"/{code}/{place}/" for code, _ in settings.LANGUAGES for place in ("account", "desk", "portal", "search", "demo")),
)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in CLOSED),
        "",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116; always half a year ahead, because the office's address is looked after in its settings."""
    office = OfficeSettings.for_request(request)
    address = office.security_email or office.email
    if not address:
        raise Http404
    expires = (timezone.now() + timedelta(days=180)).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: mailto:{address}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en, fr",
        f"Canonical: {request.build_absolute_uri()}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    office = OfficeSettings.for_request(request)
    icon = {"src": static("ui/mark.svg"), "type": "image/svg+xml", "sizes": "any"}
    about = {"name": office.name, "short_name": office.name[:30], "start_url": "/", "display": "browser", "icons": [icon]}
    return JsonResponse(
        about | {"background_color": "#faf8f3", "theme_color": "#1f6f63"}, content_type="application/manifest+json"
    )


@require_safe
def favicon(request: HttpRequest) -> HttpResponseRedirect:
    return HttpResponseRedirect(static("ui/mark.svg"))
