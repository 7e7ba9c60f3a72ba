"""The addresses of writing and reading, which the desk and the portal both have under their own `dispatches/`."""

from django.urls import URLPattern, path

from bartholdi.faces.ui.dispatches import drafting, reading, searching, sending, writing


def patterns() -> list[URLPattern]:
    """New ones each time: each face locks its own."""
    return [
        path("dispatches/write/", writing.show, name="dispatch-write"),
        path("dispatches/find/", searching.show, name="dispatch-find"),
        path("dispatches/certificates/", reading.sealable, name="dispatch-sealable"),
        path("dispatches/trusted/", reading.trusted, name="dispatch-trusted"),
        path("dispatches/digests/", reading.digests, name="dispatch-digests"),
        path("dispatches/drafts/", drafting.begin, name="dispatch-draft-begin"),
        path("dispatches/drafts/<int:pk>/", drafting.draft, name="dispatch-draft"),
        path("dispatches/numbers/", sending.reserve, name="dispatch-reserve"),
        path("dispatches/last/<int:pk>/", reading.last, name="dispatch-last"),
        path("dispatches/<int:pk>/unused/", sending.unused, name="dispatch-unused"),
        path("dispatches/<int:pk>/parts/<str:identity>/", sending.part, name="dispatch-part"),
        path("dispatches/<int:pk>/send/", sending.send, name="dispatch-send"),
        path("dispatches/<int:pk>/outside/", reading.outside, name="dispatch-outside"),
        path("dispatches/<int:pk>/sealed/", reading.envelope, name="dispatch-envelope"),
        path("dispatches/<int:pk>/again/", reading.envelope_only, name="dispatch-envelope-again"),
        path("dispatches/<int:pk>/blobs/<str:identity>/", reading.blob, name="dispatch-blob"),
        path("dispatches/<int:pk>/confirm/", reading.receipt, name="dispatch-confirm"),
    ]
