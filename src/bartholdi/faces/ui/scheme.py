"""Light, dark, or as the device: kept in a cookie that exists only once somebody has chosen."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

COOKIE = "scheme"
CHOICES = ("light", "dark")


def chosen(request: HttpRequest) -> str:
    """ "" means: as the device."""
    choice = request.COOKIES.get(COOKIE, "")
    return choice if choice in CHOICES else ""


@csrf_exempt  # a token would set a cookie for every visitor; a forged choice of colours harms nobody
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if safe else "/")
    if request.POST.get("scheme") in CHOICES:
        response.set_cookie(
            COOKIE, request.POST["scheme"], max_age=365 * 24 * 3600, samesite="Lax", httponly=True, secure=request.is_secure()
        )
    else:
        response.delete_cookie(COOKIE)
    return response
