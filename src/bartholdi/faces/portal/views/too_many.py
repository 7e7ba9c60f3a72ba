"""The answer to too many tries: a page that says when to come back."""

import math

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bartholdi.faces.portal import limits


def show(request: HttpRequest) -> HttpResponse:
    seconds = max(60, limits.seconds_to_wait(request))
    response = render(request, "429.html", {"wait": math.ceil(seconds / 60)}, status=429)
    response["Retry-After"] = str(seconds)
    return response
