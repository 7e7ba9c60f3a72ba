"""The public address of the pages: Wagtail keeps one in a row of its own, and BARTHOLDI_URL decides what it says."""

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site


def keep_address() -> None:
    """Links in feeds, the sitemap, letters and to other languages then begin as the operator said; called at each start."""
    parts = urlsplit(settings.SITE_URL)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first()
    if site and (site.hostname, site.port) != (parts.hostname, port):
        site.hostname, site.port = parts.hostname or "", port
        site.save()  # Wagtail forgets the addresses that it remembers
