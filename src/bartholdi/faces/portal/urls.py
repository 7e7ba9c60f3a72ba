"""The portal's addresses: behind sign-in, all of them."""

from django.urls import path

from bartholdi.faces.portal.views import documents, home
from bartholdi.faces.ui.doors import signed_in

app_name = "portal"
urlpatterns = [
    path("", signed_in(home.show), name="home"),
    path("documents/", signed_in(documents.show), name="documents"),
    path("documents/<int:pk>/", signed_in(documents.download), name="document"),
    path("documents/<int:pk>/rename/", signed_in(documents.rename), name="document_rename"),
    path("documents/<int:pk>/discard/", signed_in(documents.discard), name="document_discard"),
]
