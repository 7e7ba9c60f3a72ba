"""A person's own papers: listed, added, renamed, downloaded, thrown away."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from bartholdi.faces.portal.forms.documents import KeepForm, RenameForm
from bartholdi.faces.portal.visit import Visit
from bartholdi.faces.ui.downloads import send
from bartholdi.office.accounts.models import Document
from bartholdi.office.accounts.papers import discard_document, keep_document, rename_document
from bartholdi.office.lib.workflow import Refused


def show(request: Visit) -> HttpResponse:
    """The list, with the form to add one below it."""
    form = KeepForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            kept = keep_document(form.cleaned_data["file"], title=form.cleaned_data["title"], by=request.user)
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, _("“%(title)s” is kept.") % {"title": kept})
            return redirect("portal:documents")
    return render(request, "portal/documents.html", {"documents": Document.objects.visible_to(request.user), "form": form})


@require_GET
def download(request: Visit, pk: int) -> FileResponse:
    return send(get_object_or_404(Document.objects.visible_to(request.user), pk=pk))


def rename(request: Visit, pk: int) -> HttpResponse:
    document = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
    form = RenameForm(request.POST or None, initial={"title": document.title})
    if request.method == "POST" and form.is_valid():
        rename_document(document, title=form.cleaned_data["title"], by=request.user)
        messages.success(request, _("It is now called “%(title)s”.") % {"title": document})
        return redirect("portal:documents")
    return render(request, "portal/document_rename.html", {"document": document, "form": form})


def discard(request: Visit, pk: int) -> HttpResponse:
    """Asks first, on a page of its own; throws away on POST."""
    document = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
    if request.method == "POST":
        discard_document(document, by=request.user)
        messages.success(request, _("“%(title)s” was thrown away.") % {"title": document})
        return redirect("portal:documents")
    return render(request, "portal/document_discard.html", {"document": document})
