"""Reading packs: each becomes a procedure, or is refused by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import ValidationError

from citizen_portal.plugin_api import Procedure, Refused
from plugins.procedures.declared_packs.flaws import Flaw, PackRefused, flaws_of, sentences_of
from plugins.procedures.declared_packs.folders import SETTING, pack_files
from plugins.procedures.declared_packs.language.pack import Pack
from plugins.procedures.declared_packs.making.procedure import procedure_of
from plugins.procedures.declared_packs.places import lines_of
from plugins.procedures.declared_packs.reading import code_in, parse, read_text
from plugins.procedures.declared_packs.soundness import flaws_in


def read_packs(settings: Mapping[str, str]) -> Iterator[Procedure | Refused]:
    """Every pack that there is, sound or refused."""
    try:
        files = list(pack_files(settings))
    except OSError as error:
        sentence = f"the folder that {SETTING} names cannot be read: {error.strerror}"
        yield Refused(code="", sentences=(sentence,), source=settings.get(SETTING, ""))
        files = list(pack_files({}))
    yield from map(read_pack, files)


def read_pack(file: Path) -> Procedure | Refused:
    """One pack; refused with a sentence for each flaw."""
    text = ""
    try:
        text = read_text(file)
        return procedure_of(sound_pack(text, file.parent), file)
    except PackRefused as refused:
        lines = lines_of(text) if refused.flaws[0].place else {}
        return Refused(
            code=refused.code, sentences=sentences_of(refused.flaws, lines), source=str(file)
        )


def sound_pack(text: str, folder: Path) -> Pack:
    """The pack that a text declares. Raises ``PackRefused`` with all its flaws."""
    raw = parse(text)
    try:
        pack = Pack.model_validate(raw)
    except ValidationError as error:
        raise PackRefused(flaws_of(error), code_in(text)) from None
    except RecursionError:
        flaw = Flaw((), "conditions stand too deep within each other")
        raise PackRefused([flaw], code_in(text)) from None
    flaws = list(flaws_in(pack, folder))
    if flaws:
        raise PackRefused(flaws, pack.code)
    return pack
