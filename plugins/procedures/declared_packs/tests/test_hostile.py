"""Hostile packs: each is refused in under 2 seconds, with sentences that say why."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from citizen_portal.plugin_api import Refused
from plugins.procedures.declared_packs.offering import read_pack
from plugins.procedures.declared_packs.tests.small_pack import SMALL, changed, refused, sound

LABEL = 'label = { vi = "Số giờ", en = "Hours" }'
BLANK = """
[[blank_forms]]
name = "to-khai"
title = { vi = "Tờ khai", en = "Form" }
file = "%s"
"""

WHOLE_FILES: dict[str, tuple[str | bytes, str]] = {
    "larger than a file may be": (b"# " + b"x" * 300_000, "at most 256 KB"),
    "lists in lists": ("x = " + "[" * 9_000, "tables within tables"),
    "closed lists in lists": ("x = " + "[" * 9_000 + "]" * 9_000, "tables within tables"),
    "tables in tables": ("x = " + "{a=" * 9_000, "tables within tables"),
    "a key of many parts": ("a." * 100_000 + "b = 1", "many of them in one key"),
    "a quoted key of many parts": ('"a".' * 50_000 + "b = 1", "many of them in one key"),
    "a header of many parts": ("[" + "a." * 100_000 + "b]", "many of them in one key"),
    "many values": ("x = [" + "1," * 120_000 + "]", "at most 10000 values"),
    "many keys": ("\n".join(f"a{n} = 1" for n in range(22_000)), "at most 10000 values"),
    "steps": ("[[steps]]\n" * 4_900, "at most 20"),
    "many tables": ("[[steps]]\n" * 25_000, "at most 10000 values"),
    "many unknown keys": ("\n".join(f"a{n} = 1" for n in range(9_900)), "no such key"),
    "texts that do not end": ('\\"""\n' * 50_000, "not TOML"),
    "quotes that do not end": ('"' * 99_999, "not TOML"),
    "spaces in a header": ("[" + " " * 200_000 + "x]", "it is missing"),
    "a long number": ("pack = " + "9" * 200_000, "not TOML"),
    "escapes": ('pack = "' + "\\u0041" * 40_000 + '"', "pack"),
    "not UTF-8": (SMALL.encode("utf-16"), "is not UTF-8"),
    "latin": (SMALL.encode() + b"# \xe9", "is not UTF-8"),
    "null bytes": (b"\x00" * 100_000, "not TOML"),
    "nothing": (b"", "code: it is missing"),
    "JSON": (b'{"pack": 1}', "not TOML"),
}  # fmt: skip


@pytest.mark.parametrize("kind", WHOLE_FILES)
def test_a_hostile_file_is_refused_quickly(tmp_path: Path, kind: str) -> None:
    content, said = WHOLE_FILES[kind]
    start = time.perf_counter()
    found = refused(tmp_path, content)
    assert time.perf_counter() - start < 2
    assert any(said in sentence for sentence in found.sentences), found.sentences[:3]
    assert len(found.sentences) <= 41
    assert all(len(sentence) < 400 for sentence in found.sentences)


HIDDEN = {
    "a template's expression": "{{ requester.__class__ }}",
    "a template's statement": "{% include 'x' %}",
    "a place to fill in": "{requester_name}",
    "a comment of a template": "{# x #}",
    "HTML": "<b onclick=x>Giờ</b>",
    "a script": "</script><script>",
    "a mark of direction": "Giờ\u202egnud",
    "a hidden mark of direction": "Giờ\\u202e",
    "a control character": "Giờ\\u0007",
    "nothing but spaces": "   ",
    "a text of 5,000 characters": "x" * 5000,
}


@pytest.mark.parametrize("kind", HIDDEN)
def test_tricks_in_a_text_are_refused(tmp_path: Path, kind: str) -> None:
    text = changed((LABEL, f'label = {{ vi = "{HIDDEN[kind]}", en = "Hours" }}'))
    (sentence,) = refused(tmp_path, text).sentences
    assert "steps[1].questions[1].label.vi" in sentence
    assert "\u202e" not in sentence


def test_what_an_answer_says_is_never_filled_in_again(tmp_path: Path) -> None:
    procedure = sound(tmp_path, SMALL)
    (case,) = procedure.cases
    answers = {**case.answers, "requester_name": "{lent_date} {{ 7*7 }}"}
    content = procedure.result.content(answers, {"lent_date": answers["day"]})
    assert content["lines"][0]["text"] == "{lent_date} {{ 7*7 }}, ngày 09/01/2027"


@pytest.mark.parametrize("key", ["pattern", "regex", "python", "template", "import", "code"])
def test_nothing_that_could_run_is_a_key(tmp_path: Path, key: str) -> None:
    text = changed((LABEL, f'{LABEL}\n{key} = "(a+)+$"'))
    (sentence,) = refused(tmp_path, text).sentences
    assert f"questions[1].{key}: packs have no such key" in sentence


def test_a_recursive_condition_is_refused(tmp_path: Path) -> None:
    rule = 'needed_when = { question = "music", is = [true] }'
    deep = "needed_when = " + "{ not = " * 20 + '{ question = "music", is = [true] }' + " }" * 20
    (sentence,) = refused(tmp_path, changed((rule, deep))).sentences
    assert "papers[0].needed_when" in sentence
    wide = f"needed_when = {{ any = [{'{ all = [] }, ' * 21}] }}"
    assert len(refused(tmp_path, changed((rule, wide))).sentences) >= 1


@pytest.mark.parametrize(
    "name",
    ["../secret.pdf", "/etc/passwd", "..", "a/b.pdf", "..\\\\x.pdf", ".hidden.pdf", "form.exe"],
)
def test_a_blank_form_lies_beside_its_pack(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.pdf").write_bytes(b"%PDF-1.7")
    (sentence,) = refused(tmp_path, SMALL + BLANK % name).sentences
    assert "blank_forms[0].file" in sentence


def test_a_blank_form_is_a_plain_pdf(tmp_path: Path) -> None:
    folder = tmp_path / "small"
    folder.mkdir()
    form = folder / "to-khai.pdf"
    text = SMALL + BLANK % form.name
    assert "no file" in refused(tmp_path, text).sentences[0]
    form.write_bytes(b"MZ")
    assert "is not a PDF" in refused(tmp_path, text).sentences[0]
    form.write_bytes(b"%PDF-1.7")
    assert sound(tmp_path, text).blank_forms[0].file == form
    form.unlink()
    (tmp_path / "secret.pdf").write_bytes(b"%PDF-1.7")
    form.symlink_to(tmp_path / "secret.pdf")
    assert "links are not followed" in refused(tmp_path, text).sentences[0]


def test_links_and_devices_are_no_packs(tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    (real / "pack.toml").write_text(SMALL, encoding="utf-8")
    linked = tmp_path / "linked"
    linked.mkdir()
    (linked / "pack.toml").symlink_to(real / "pack.toml")
    (tmp_path / "folder").symlink_to(real)
    os.mkfifo(real / "pack-2.toml")
    for file in ("linked/pack.toml", "folder/pack.toml", "real/pack-2.toml", "real"):
        found = read_pack(tmp_path / file)
        assert isinstance(found, Refused)
        assert "plain file" in found.sentences[0]


def test_a_refused_pack_says_the_code_that_is_interrupted(tmp_path: Path) -> None:
    assert refused(tmp_path, SMALL + "x = [").code == "3.980001"
    assert refused(tmp_path, "x = [").code == ""
