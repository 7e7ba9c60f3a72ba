"""What libraries would load only because it is there, and the server never uses: 45 MB in each of its processes with numpy, 25 without."""

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

# Five apps of Wagtail add themselves to an interface for programs, which has no address here; it brings Ninja and Pydantic.
UNSERVED = re.compile(r"wagtail\.(\w+\.)*api\.v3(\.\w+)*")


# Of these the REST framework, which Wagtail's editor is made with, looks whether they are there: for pages that it has no address here.
OPTIONAL = ("pygments", "yaml")


def leave_out(*, postgres: bool) -> None:
    """To be called before Django is set up."""
    with hidden("numpy"):  # computing is done apart (office/lib/apart.py)
        import_module("openpyxl")
    with hidden(*OPTIONAL, *(() if postgres else ("psycopg",))):
        import_module("rest_framework.compat")
    sys.meta_path.insert(0, Unserved())


@contextmanager
def hidden(*names: str) -> Iterator[None]:
    """As if they were not installed; found again afterwards by whoever asks for them. What is loaded already is left alone."""
    mine = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(mine))  # type: ignore[arg-type]  # None is Python's own way to say so
    try:
        yield
    finally:
        for name in mine:
            del sys.modules[name]


class Nothing(ModuleType):
    """Has every name, and doing anything with it does nothing."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *values: Any, **named: Any) -> Any:
        return self


class Unserved(MetaPathFinder, Loader):
    def find_spec(self, name: str, path: Iterable[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:
        return ModuleSpec(name, self, is_package=True) if UNSERVED.fullmatch(name) else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return Nothing(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        pass
