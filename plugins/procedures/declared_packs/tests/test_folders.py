"""The office's own folder: it adds, it replaces, and what is wrong takes down only itself."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from citizen_portal.domain.wording import Text
from citizen_portal.plugin_api import Procedure, Refused, ServiceLevel
from citizen_portal.procedures.catalogue import Catalogue, ProcedureSuspended
from citizen_portal.procedures.declaration import problems_of
from citizen_portal.procedures.manager import load_plugins
from plugins.procedures.declared_packs import register_procedures
from plugins.procedures.declared_packs.folders import BUNDLED, SETTING
from plugins.procedures.declared_packs.tests.small_pack import SMALL, sound

ON = date(2026, 11, 20)
BUNDLED_CODES = {"2.000815", "1.004194", "3.990001", "1.004873", "3.000333", "2.000884"}
INFORMATION = """\
pack = 1
code = "3.980002"
version = "1"
in_force = { since = 2026-01-01 }
name = { vi = "Cấp hộ chiếu", en = "Passport" }
summary = { vi = "Nộp tại nơi khác.", en = "Filed elsewhere." }
field_of_law = { name = { vi = "Ví dụ", en = "Example" } }
competent_level = "ministry"
authority = "immigration"
subjects = ["citizen"]
service_level = "information"
channels = ["counter"]
fee = { free = true }
result = { name = { vi = "Hộ chiếu", en = "Passport" } }
elsewhere = { name = { vi = "Cổng ví dụ", en = "Example portal" }, address = "https://example.vn/" }
statements = [{ heading = { vi = "Trình tự", en = "Steps" }, text = { vi = "Nộp.", en = "File." } }]
"""


def own_folder(folder: Path, **packs: str) -> dict[str, str]:
    for word, text in packs.items():
        (folder / word).mkdir()
        (folder / word / "pack.toml").write_text(text, encoding="utf-8")
    return {SETTING: str(folder)}


def codes(settings: dict[str, str]) -> set[str]:
    return {one.code for one in register_procedures(settings) if isinstance(one, Procedure)}


def test_the_bundled_packs_are_sound() -> None:
    assert codes({}) == BUNDLED_CODES


def test_the_folder_adds(tmp_path: Path) -> None:
    assert codes(own_folder(tmp_path, small=SMALL)) == BUNDLED_CODES | {"3.980001"}


def test_a_word_of_the_folder_replaces_the_bundled_pack(tmp_path: Path) -> None:
    shutil.copytree(BUNDLED / "driving_licence", tmp_path / "driving_licence")
    file = tmp_path / "driving_licence" / "pack.toml"
    text = file.read_text(encoding="utf-8").replace("3.990001", "1.999999")
    file.write_text(text, encoding="utf-8")
    assert codes({SETTING: str(tmp_path)}) == BUNDLED_CODES - {"3.990001"} | {"1.999999"}


def test_a_refused_pack_takes_down_only_itself(tmp_path: Path) -> None:
    settings = own_folder(tmp_path, small=SMALL.replace("hours = 4", "hours = 0"), broken="x = [")
    plugins = load_plugins(settings, ["plugins.procedures"], entry_points=False)
    catalogue = Catalogue.of(plugins)
    assert {one.code for one in catalogue.on_offer(ON)} >= BUNDLED_CODES
    with pytest.raises(ProcedureSuspended):
        catalogue.get("3.980001", ON)
    told = [str(problem) for problem in plugins.problems]
    assert any("desks[0].hours: write a number from 1 on" in one for one in told)
    assert any("broken" in one and "this is not TOML" in one for one in told)


def test_a_missing_folder_is_told_and_the_bundled_packs_serve(tmp_path: Path) -> None:
    found = register_procedures({SETTING: str(tmp_path / "nowhere")})
    (refused,) = [one for one in found if isinstance(one, Refused)]
    assert "PORTAL_PACKS" in refused.sentences[0]
    assert codes({SETTING: str(tmp_path / "nowhere")}) == BUNDLED_CODES


def test_two_versions_stand_beside_each_other(tmp_path: Path) -> None:
    settings = own_folder(tmp_path, small=SMALL.replace("01-01 }", "01-01, until = 2026-12-31 }"))
    second = (
        SMALL.replace('version = "1"', 'version = "2"\nfollows = "1"\nrenames = { hours = "time" }')
        .replace("2026-01-01 }", "2027-01-01 }")
        .replace('"hours"', '"time"')
        .replace("hours = 3", "time = 3")
    )
    (tmp_path / "small" / "pack-2.toml").write_text(second, encoding="utf-8")
    found = [one for one in register_procedures(settings) if one.code == "3.980001"]
    assert [one.version for one in found if isinstance(one, Procedure)] == ["1", "2"]
    assert isinstance(found[1], Procedure)
    assert found[1].upgrade_answers is not None
    assert found[1].upgrade_answers({"hours": 2, "music": True}) == {"time": 2, "music": True}


def test_a_procedure_may_only_be_described(tmp_path: Path) -> None:
    procedure = sound(tmp_path, INFORMATION)
    assert problems_of(procedure) == ()
    assert procedure.service_level is ServiceLevel.INFORMATION
    assert procedure.elsewhere is not None
    assert procedure.statements == ((Text("Trình tự", "Steps"), Text("Nộp.", "File.")),)
    assert procedure.result.form is None
