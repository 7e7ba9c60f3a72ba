"""The few signs we draw ourselves: 24 units square, one stroke, never without a word beside them."""

from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe

PATHS = {
    "search": "M10.5 17a6.5 6.5 0 1 1 0-13 6.5 6.5 0 0 1 0 13Zm4.7-1.8L20.5 20.5",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "close": "M6 6l12 12M18 6 6 18",
    "down": "m6 9.5 6 6 6-6",
    "right": "m9.5 6 6 6-6 6",
    "left": "m14.5 6-6 6 6 6",
    "arrow": "M4 12h15m-6-6 6 6-6 6",
    "out": "M13 5h6v6m0-6-9 9M10 5H5v14h14v-5",
    "file": "M6 3.5h8l4 4v13H6zM14 3.5v4h4",
    "check": "m5 12.5 4.5 4.5L19 7.5",
    "alert": "M12 4 21 19.5H3zM12 10v4.5m0 2.2v.3",
    "info": "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM12 11v5.5m0-9v.3",
    "person": "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7.5 8.5c.8-4 3.8-6 7.5-6s6.700 2 7.500 6",
    "keyboard": "M3 6.500h18v11H3zM6.500 10h.3m3.500 0h.3m3.500 0h.3m3.500 0h.3M8 14h8",
}


@lru_cache(maxsize=64)
def icon(name: str) -> SafeString:
    return mark_safe(  # noqa: S308 - constants
        f'<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false" fill="none"'
        f' stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"><path d="{PATHS[name]}"/></svg>'
    )
