"""Whatever stands in a file, it is a sound pack or a refused one: nothing is raised."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from citizen_portal.plugin_api import Procedure, Refused
from citizen_portal.procedures.declaration import problems_of
from plugins.procedures.declared_packs.folders import BUNDLED
from plugins.procedures.declared_packs.tests.small_pack import SMALL, read

TEXTS = [SMALL, *(file.read_text(encoding="utf-8") for file in sorted(BUNDLED.glob("*/pack.toml")))]
SCRAPS = ["", '""', "[]", "{}", "[1]", "true", "-1", "9" * 20, "1.5", "nan", "2026-02-30", '"x"',
          "07:00:00", "{ not = {} }", '{ question = "hours" }', '"group.x"', "[[[]]]"]  # fmt: skip


@st.composite
def changed_packs(draw: st.DrawFn) -> str:
    lines = draw(st.sampled_from(TEXTS)).splitlines()
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        key, equals, _ = lines[at].partition(" = ")
        action = draw(st.integers(0, 3))
        if action == 0:
            del lines[at]
        elif action == 1:
            lines.insert(at, draw(st.sampled_from(lines)))
        elif action == 2 and equals:
            lines[at] = f"{key} = {draw(st.sampled_from(SCRAPS))}"
        else:
            old, new = draw(st.permutations(["name", "kind"]))
            lines[at] = lines[at].replace(old, new)
    return "\n".join(lines)


@given(changed_packs())
@settings(max_examples=150, deadline=None)
def test_a_changed_pack_is_read_or_refused(text: str) -> None:
    with TemporaryDirectory() as folder:
        found = read(Path(folder), text)
    if isinstance(found, Procedure):
        problems_of(found)
    else:
        assert isinstance(found, Refused)
        assert found.sentences


@given(st.text(max_size=400))
@settings(max_examples=100, deadline=None)
def test_any_text_is_refused(text: str) -> None:
    with TemporaryDirectory() as folder:
        found = read(Path(folder), text.encode("utf-8", "surrogatepass"))
    assert isinstance(found, Refused)
    assert all(sentence.isprintable() or "\n" in sentence for sentence in found.sentences)
