"""The portal's addresses: behind sign-in, all of them."""

from django.contrib.auth.decorators import login_required
from django.urls import path

from bartholdi.faces.portal.views import documents, home

app_name = "portal"
urlpatterns = [
    path("", login_required(home.show), name="home"),
    path("documents/", login_required(documents.show), name="documents"),
    path("documents/<int:pk>/", login_required(documents.download), name="document"),
    path("documents/<int:pk>/rename/", login_required(documents.rename), name="document_rename"),
    path("documents/<int:pk>/discard/", login_required(documents.discard), name="document_discard"),
]
