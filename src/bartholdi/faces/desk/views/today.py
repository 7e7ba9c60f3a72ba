"""Today: what is late, what closes, who waits for an answer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def show(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/today.html")
