"""Every use case asks first who is asking."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SERVICES = Path(__file__).resolve().parents[2] / "citizen_portal" / "services"

CHECKS = {
    "require_person",
    "require_officer",
    "require_administrator",
    "require_role",
    "require_duty",
    "begin_act",
    "begin_assignment",
}
# Use cases without an actor, each with the reason why nobody needs to be asked for.
OPEN = {
    "look_up": "two things known, and a limit on tries, stand for the permission",
    "find_paper": "whoever holds the paper holds its token",
    "compare_file": "the same",
    "receive_notice": "the signature is the permission",
}


def _use_cases() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in sorted(SERVICES.rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield path.stem, node


def _arguments(node: ast.FunctionDef) -> set[str]:
    return {argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)}


def _calls(node: ast.FunctionDef) -> set[str]:
    return {
        call.func.id
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
    }


def _takes_actor(node: ast.FunctionDef) -> bool:
    """A use case takes a session and somebody who may be nobody."""
    for argument in node.args.args:
        if argument.arg == "actor" and argument.annotation is not None:
            return "None" in ast.unparse(argument.annotation)
    return False


def test_use_cases_check_the_permission() -> None:
    cases = [(module, node) for module, node in _use_cases() if _takes_actor(node)]
    assert len(cases) > 15
    careless = [
        f"{module}.{node.name}"
        for module, node in cases
        if module not in {"audit", "change", "actor"} and not _calls(node) & CHECKS
    ]
    assert not careless


def test_permission_comes_before_anything_is_read_for_somebody() -> None:
    """The first statement that calls anything is the check, or the argument's own name is it."""
    late = []
    for module, node in _use_cases():
        if not _takes_actor(node) or module in {"audit", "change", "actor"}:
            continue
        body = [one for one in node.body if not _is_docstring(one)]
        first = {
            call.func.id
            for call in ast.walk(body[0])
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
        }
        if not first & CHECKS:
            late.append(f"{module}.{node.name}")
    assert not late


def _is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def test_exceptions_exist() -> None:
    known = {node.name for _, node in _use_cases()}
    assert known >= OPEN.keys()


def test_only_services_commit() -> None:
    project = SERVICES.parent
    floors = ("web", "jobs", "documents", "files", "models", "procedures", "domain")
    assert not [
        path.as_posix()
        for floor in floors
        for path in (project / floor).rglob("*.py")
        if ".commit()" in path.read_text(encoding="utf-8")
    ]
