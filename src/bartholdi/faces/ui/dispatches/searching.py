"""The page of the search in opened mail: the key is used there, and the server learns neither the words nor what they found."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bartholdi.faces.ui.dispatches.answers import keyed
from bartholdi.faces.ui.dispatches.place import framed
from bartholdi.faces.ui.dispatches.writing import sealing


@keyed
def show(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/dispatches/find.html", framed(request, **sealing(request)))
