"""What can be told from the syntax trees of functions and cores: each check lists what is wrong under a root folder."""

import ast
from pathlib import Path

from tests.house.shape import files

SCREEN = 50  # lines of a function that one sees at once
VIEW = 25
CORES = "src/bartholdi/cores"
CHANCE = {"random", "secrets", "time", "socket", "os", "subprocess", "urllib", "logging"}  # and clock, network, settings, log
NOW = {"now", "today", "utcnow"}
CIPHERS = {"cryptography", "nacl", "pysequoia", "Crypto"}


def long_functions(root: Path) -> list[str]:
    """Functions longer than a screen, and views longer than a sentence."""
    return [
        f"{name}:{node.lineno} {node.name}: {length} lines"
        for name, text in files(root, "py", folders=("src",))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > (VIEW if "/views/" in name else SCREEN)
    ]


def impure_cores(root: Path) -> list[str]:
    """Cores that read a clock, take chance, reach out or print: they get time, chance and data as arguments."""
    return [
        f"{name}:{node.lineno} {what}"
        for name, text in files(root, "py", folders=(CORES,))
        for node in ast.walk(ast.parse(text))
        if (what := _outside(node))
    ]


def ciphers_elsewhere(root: Path) -> list[str]:
    """Cryptography outside cores/sealing; what signs people in stands in libraries."""
    return [
        f"{name}:{node.lineno} {module}"
        for name, text in files(root, "py", folders=("src",))
        if not name.startswith(f"{CORES}/sealing/")
        for node in ast.walk(ast.parse(text))
        for module in _modules(node) & CIPHERS
        if isinstance(node, ast.stmt)
    ]


def _outside(node: ast.AST) -> str:
    if found := _modules(node) & CHANCE:
        return f"imports {min(found)}"
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Name) and node.func.id in {"print", "input", "open"}:
            return f"calls {node.func.id}"
        if isinstance(node.func, ast.Attribute) and node.func.attr in NOW:
            return f"calls {node.func.attr}"
    return ""


def _modules(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name.partition(".")[0] for alias in node.names}
    return {(node.module or "").partition(".")[0]} if isinstance(node, ast.ImportFrom) else set()
