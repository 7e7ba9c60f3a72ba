"""Names of countries by their two letters, for papers and letters."""

from functools import lru_cache

from babel import Locale


@lru_cache(maxsize=4)
def names(language: str) -> dict[str, str]:
    return {code: str(name) for code, name in Locale(language).territories.items() if len(code) == 2}
