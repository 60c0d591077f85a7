"""Imports point one way: stages to the core, the core to none of them, and none in a circle."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.conftest import ROOT

STAGES = ("train", "evaluate", "predict", "models", "workbench")
FOLDERS = (ROOT / "src" / "duiding", ROOT / "benchmarks", *(ROOT / stage for stage in STAGES))
TERMINAL = {"typer", "rich", "click"}


def name_of(path: Path) -> str:
    base = ROOT / "src" if (ROOT / "src") in path.parents else ROOT
    parts = path.relative_to(base).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules() -> dict[str, Path]:
    return {name_of(path): path for folder in FOLDERS for path in folder.rglob("*.py")}


def statements(node: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    """Give all imports of a module, those inside functions too; not those for type checkers only."""
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
        return
    if isinstance(node, ast.Import | ast.ImportFrom):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from statements(child)


@cache
def imports(module: str) -> frozenset[str]:
    """Name what a module imports: of ours the modules, of others what is written."""
    found: set[str] = set()
    for statement in statements(ast.parse(modules()[module].read_text(encoding="utf-8"))):
        if isinstance(statement, ast.Import):
            found |= {alias.name for alias in statement.names}
            continue
        assert statement.level == 0, f"{module}: relative import"
        base = statement.module or ""
        names = {f"{base}.{alias.name}" for alias in statement.names}
        found |= {name if name in modules() else base for name in names}
    return frozenset(found - {module})


def room(module: str) -> str:
    return module.split(".", 1)[0]


def test_the_core_imports_no_stage_and_no_stage_another() -> None:
    wrong = [
        f"{module} imports {other}"
        for module in modules()
        for other in imports(module)
        if room(module) != "benchmarks"
        and room(other) in (*STAGES, "benchmarks", "tests")
        and room(other) != room(module)
    ]
    assert wrong == []


def test_nothing_in_the_core_but_its_command_line_knows_of_a_terminal() -> None:
    wrong = [
        f"{module} imports {other}"
        for module in modules()
        for other in imports(module)
        if room(module) == "duiding" and not module.startswith("duiding.cli")
        if room(other) in TERMINAL or other.startswith("duiding.cli")
    ]
    assert wrong == []


def test_no_imports_go_in_a_circle() -> None:
    graph = {module: imports(module) & modules().keys() for module in modules()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))
