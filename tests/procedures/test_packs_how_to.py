"""The pack of docs/how-to/write-a-pack.md, as printed, fulfils the contract of procedures."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

from citizen_portal.domain.service_level import Channel
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.testing import ProcedureContract
from plugins.procedures.declared_packs import register_procedures
from plugins.procedures.declared_packs.folders import SETTING
from tests.docs.pages import PROJECT, samples

PAGE = PROJECT / "docs" / "how-to" / "write-a-pack.md"
CODE = "3.999002"


@cache
def of_the_page() -> Procedure:
    blocks = [one for one in samples(PAGE) if one.language == "toml"]
    assert len({one.title for one in blocks}) == 1
    with TemporaryDirectory() as folder:
        file = Path(folder) / Path(blocks[0].title).relative_to("packs")
        file.parent.mkdir()
        file.write_text("\n".join(one.text for one in blocks), encoding="utf-8")
        found = [one for one in register_procedures({SETTING: folder}) if one.code == CODE]
    (procedure,) = found
    assert isinstance(procedure, Procedure), procedure.sentences
    return procedure


class TestThePageOfPacks(ProcedureContract):
    procedure: ClassVar[str | Procedure] = of_the_page()
    plugin = "plugins.procedures.declared_packs"


def test_the_page_says_what_the_rules_give() -> None:
    procedure, on = of_the_page(), date(2026, 11, 20)
    feast = {"occasion": "feast", "loudspeakers": True, "hours": 3}
    assert procedure.fee.assess(feast, Channel.ONLINE, on).total == 60_000
    assert [one.name for one in procedure.needed_documents(feast, on)] == ["y-kien-hang-xom"]
    assert procedure.needed_documents({**feast, "hours": 2}, on) == ()
