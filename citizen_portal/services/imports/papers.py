"""The components of a dossier in the national catalogue: papers, and guidance among them."""

from __future__ import annotations

import re
from dataclasses import replace

from citizen_portal.services.imports.methods import short_key
from citizen_portal.services.imports.reading import PaperSaid
from citizen_portal.services.imports.source import SourceObject

_BULLET = re.compile(r"^[\s*+•–\-]+(?=\S)")
_GUIDANCE = re.compile(r"^[\s*(+\-]*(?:lưu ý|chú ý|ghi chú|ví dụ|hướng dẫn)\b", re.IGNORECASE)
_CONDITION = re.compile(r"^(?:trường hợp|trong trường hợp|nếu|khi|đối với)\b", re.IGNORECASE)
_CONSEQUENCE = re.compile(r"\b(?:thì|không phải|không cần|được miễn)\b", re.IGNORECASE)
# What stands before a colon is for whom; a paper follows.
_FOR_WHOM = re.compile(r"^[^:.]{1,120}:")


def is_guidance(title: str, originals: float | None, copies: float | None) -> bool:
    """Tell whether a component is guidance and no paper.

    In the national data guidance has the quantity 0/0. Notes with a quantity are told by
    their words: "Lưu ý", or a whole sentence of condition and consequence.
    """
    if originals == 0 and copies == 0:
        return True
    if _GUIDANCE.match(title):
        return True
    bare = _BULLET.sub("", title)
    sentence = _CONDITION.match(bare) and _CONSEQUENCE.search(bare)
    return bool(sentence and not _FOR_WHOM.match(bare))


def read_papers(source: SourceObject) -> tuple[PaperSaid, ...]:
    """The components of all cases, each once with the cases that name it."""
    found: dict[tuple[str, str], PaperSaid] = {}
    taken: set[str] = set()
    for case in source.objects("executionCases"):
        name = case.text("name").strip(" *:")
        for component in case.objects("profileComponents"):
            _read(component, name, found, taken)
        case.rest("id", "code")
    for component in source.objects("profileComponents"):
        _read(component, "", found, taken)
    return tuple(found.values())


def _read(
    source: SourceObject,
    case: str,
    found: dict[tuple[str, str], PaperSaid],
    taken: set[str],
) -> None:
    title, code = source.text("name"), source.text("code")
    originals, copies = source.number("originalQty"), source.number("copyQty")
    forms = tuple(one.text("fileName") for one in source.objects("attachments"))
    source.rest("id", "profileComponentId", "required", "hasElectronicForm", "isProcessingResult")
    if not title:
        return
    known = found.get((code, title))
    if known is not None:
        if case and case not in known.cases:
            found[code, title] = replace(known, cases=(*known.cases, case))
        return
    key = code if code and code not in taken else short_key(code, title)
    taken.add(key)
    found[code, title] = PaperSaid(
        key=key,
        path=source.at("name"),
        code=code,
        title=_BULLET.sub("", title),
        originals=round(originals or 0),
        copies=round(copies or 0),
        is_note=is_guidance(title, originals, copies),
        cases=(case,) if case else (),
        forms=tuple(filter(None, forms)),
    )
