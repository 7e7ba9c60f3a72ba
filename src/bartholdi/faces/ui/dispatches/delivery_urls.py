"""The addresses of delivery, made anew for each face that takes them behind its own door."""

from django.urls import URLPattern, path

from bartholdi.faces.ui.dispatches import box, carried, facts, home


def paths() -> list[URLPattern]:
    return [
        path("dispatches/", home.show, name="dispatches"),
        path("dispatches/bring/", carried.bring, name="dispatch-bring"),
        path("dispatches/box/<int:pk>/with/", carried.correspondences, name="dispatch-correspondences"),
        path("dispatches/box/<int:pk>/with/<int:other>/", carried.correspondence, name="dispatch-correspondence"),
        path("dispatches/box/<int:pk>/<slug:side>/", box.show, name="dispatch-box"),
        path("dispatches/<int:pk>/", facts.show, name="dispatch"),
        path("dispatches/<int:pk>/void/", facts.void, name="dispatch-void"),
        path("dispatches/<int:pk>/file/", carried.file, name="dispatch-file"),
        path("dispatches/<int:pk>/note/<int:addressee>/", carried.note, name="dispatch-note"),
        path("dispatches/<int:pk>/receipt/<int:addressee>/", carried.receipt, name="dispatch-receipt"),
    ]
