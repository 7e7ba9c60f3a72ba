"""Shows a letter's HTML part: its own styles stand in its elements, so it gets its own policy, and may do nothing."""

from django.http import HttpResponse

POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"


def sheet(html: str) -> HttpResponse:
    response = HttpResponse(html)
    response["Content-Security-Policy"] = POLICY
    response["X-Robots-Tag"] = "noindex"
    return response
