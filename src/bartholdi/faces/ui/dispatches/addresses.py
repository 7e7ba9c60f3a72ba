"""The addresses of dispatches, which the desk and the portal both have under their own `dispatches/`: writing, reading, delivery, and the
holder's own key."""

from django.urls import URLPattern, path

from bartholdi.faces.ui.dispatches import box, carried, drafting, facts, gaps, home, keys, reading, searching, sending, writing


def patterns() -> list[URLPattern]:
    """New ones each time: each face locks its own door."""
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
        path("dispatches/", home.show, name="dispatches"),
        path("dispatches/bring/", carried.bring, name="dispatch-bring"),
        path("dispatches/box/<int:pk>/with/", carried.correspondences, name="dispatch-correspondences"),
        path("dispatches/box/<int:pk>/with/<int:other>/", carried.correspondence, name="dispatch-correspondence"),
        path("dispatches/box/<int:pk>/missing/", gaps.show, name="dispatch-missing"),
        path("dispatches/box/<int:pk>/missing/<int:sender>/<int:first>/<int:last>/", gaps.note, name="dispatch-missing-note"),
        path("dispatches/box/<int:pk>/missing/<int:noted>/back/", gaps.take_back, name="dispatch-missing-back"),
        path("dispatches/box/<int:pk>/<slug:side>/", box.show, name="dispatch-box"),
        path("dispatches/<int:pk>/", facts.show, name="dispatch"),
        path("dispatches/<int:pk>/void/", facts.void, name="dispatch-void"),
        path("dispatches/<int:pk>/file/", carried.file, name="dispatch-file"),
        path("dispatches/<int:pk>/note/<int:addressee>/", carried.note, name="dispatch-note"),
        path("dispatches/<int:pk>/receipt/<int:addressee>/", carried.receipt, name="dispatch-receipt"),
    ]


def of_keys() -> list[URLPattern]:
    """For who holds a mailbox; that there is such a mailbox is known to all staff, and to whoever may write to it."""
    return [
        path("dispatches/mailboxes/<int:pk>/ceremony/", keys.ceremony, name="mailbox-ceremony"),
        path("dispatches/mailboxes/<int:pk>/key/", keys.show, name="mailbox-key"),
        path("dispatches/mailboxes/<int:pk>/certificate/", keys.bring, name="mailbox-certificate"),
        path("dispatches/mailboxes/<int:pk>/certificate/publish/", keys.publish, name="mailbox-publish"),
        path("dispatches/mailboxes/<int:pk>/certificate/destroyed/", keys.destroyed, name="mailbox-destroyed"),
        path("dispatches/picture.svg", keys.picture, name="pair-picture"),
    ]
