"""No file names a package registry or a place on somebody's machine."""

from __future__ import annotations

import re

from tests.docs.pages import name_of, project_files

# Put together here, so that this file does not name them either.
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("crates", "io"),
        ("golang", "org"),
        ("docker", "io"),
    )
)
PLACES = tuple(f"/{name}/" for name in ("work", "root", "home", "tmp", "Users"))
_PLACE = re.compile(rf"(?<![\w.\-}}])(?:{'|'.join(PLACES)})[\w.]+/")


def texts() -> dict[str, str]:
    found = {}
    for path in project_files():
        try:
            found[name_of(path)] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return found


def test_no_registry() -> None:
    assert not [
        f"{name}: {registry}"
        for name, text in texts().items()
        for registry in REGISTRIES
        if re.search(rf"(?<![\w-]){re.escape(registry)}\b", text)
    ]


def test_no_place_on_a_machine() -> None:
    assert not [
        f"{name}: {match[0]}" for name, text in texts().items() for match in _PLACE.finditer(text)
    ]


def test_locks_have_hashes_and_no_addresses() -> None:
    locks = {name: text for name, text in texts().items() if name.endswith(".lock")}
    assert len(locks) == 2
    for name, text in locks.items():
        assert "--hash=sha256:" in text, name
        assert "://" not in text, name
        assert "index-url" not in text, name


def test_there_is_something_to_read() -> None:
    assert len(texts()) > 200
