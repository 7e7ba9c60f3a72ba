"""The portal's addresses: behind sign-in, all of them."""

from django.urls import path

from bartholdi.faces.portal.views import documents, home, people
from bartholdi.faces.ui.doors import signed_in

app_name = "portal"
urlpatterns = [
    path("", signed_in(home.show), name="home"),
    path("documents/", signed_in(documents.show), name="documents"),
    path("documents/<int:pk>/", signed_in(documents.download), name="document"),
    path("documents/<int:pk>/rename/", signed_in(documents.rename), name="document_rename"),
    path("documents/<int:pk>/discard/", signed_in(documents.discard), name="document_discard"),
    path("applications/<int:pk>/letters/", signed_in(people.show), name="letters"),
    path("applications/<int:pk>/letters/add/<slug:key>/", signed_in(people.add), name="letter-add"),
    path("applications/<int:pk>/letters/<int:letter>/address/", signed_in(people.correct), name="letter-correct"),
    path("applications/<int:pk>/letters/<int:letter>/<slug:act>/", signed_in(people.do), name="letter-act"),
]
