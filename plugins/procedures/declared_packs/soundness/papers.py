"""The papers that are asked for, and the blank forms to download."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from plugins.procedures.declared_packs.flaws import Flaw, Place
from plugins.procedures.declared_packs.known import Known
from plugins.procedures.declared_packs.language.pack import Pack
from plugins.procedures.declared_packs.soundness.form import twice
from plugins.procedures.declared_packs.soundness.rules import law_flaws, rule_flaws

LARGEST_FORM = 5 * 1024 * 1024


def flaws(pack: Pack, known: Known, folder: Path) -> Iterator[Flaw]:
    """What is wrong with papers and blank forms."""
    yield from twice((paper.name for paper in pack.papers), ("papers",), "papers")
    proofs = {one.proof for line in pack.fee.lines for one in line.exemptions}
    for index, paper in enumerate(pack.papers):
        place: Place = ("papers", index)
        yield from law_flaws([(paper.legal_basis, (*place, "legal_basis"))], pack, as_law=True)
        yield from rule_flaws(paper.needed_when, known, (*place, "needed_when"))
        if paper.needed_when and paper.name in proofs:
            yield Flaw(
                (*place, "needed_when"),
                "a proof is asked for when its exemption holds; take this condition away",
            )
    yield from twice((form.name for form in pack.blank_forms), ("blank_forms",), "blank forms")
    for index, form in enumerate(pack.blank_forms):
        yield from _file_flaws(form.file, folder, ("blank_forms", index, "file"))


def _file_flaws(name: str, folder: Path, place: Place) -> Iterator[Flaw]:
    path = PurePosixPath(name)
    if path.name != name or name.startswith(".") or "\\" in name or "\x00" in name:
        yield Flaw(place, "a blank form lies beside its pack: give the name of the file only")
        return
    if path.suffix != ".pdf":
        yield Flaw(place, "a blank form is a PDF whose name ends in .pdf")
        return
    try:
        found = (folder / name).lstat()
    except OSError:
        yield Flaw(place, f"there is no file {name!r} beside the pack")
        return
    if not stat.S_ISREG(found.st_mode):
        yield Flaw(place, f"{name!r} is not a plain file; links are not followed")
    elif found.st_size > LARGEST_FORM:
        yield Flaw(place, f"a blank form has at most {LARGEST_FORM // 1024 // 1024} MB")
    elif not _is_pdf(folder / name):
        yield Flaw(place, f"{name!r} is not a PDF")


def _is_pdf(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(5) == b"%PDF-"
