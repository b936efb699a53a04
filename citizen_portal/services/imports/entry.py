"""Understanding one entry of the national catalogue."""

from __future__ import annotations

import re
from typing import Any

from citizen_portal.services.imports.methods import read_cases, read_methods
from citizen_portal.services.imports.national_file import FileEntry
from citizen_portal.services.imports.papers import read_papers
from citizen_portal.services.imports.reading import NamedThing, Reading
from citizen_portal.services.imports.source import SourceObject
from citizen_portal.services.imports.vocabulary import level_of, subject_of

NATIONAL_CODE = re.compile(r"[1-3]\.\d{6}", re.ASCII)
_LOCAL_CODE = re.compile(r"([1-3]\.\d{6})(?:\.[0-9A-Z]{2,4}){1,5}", re.ASCII)
_ANY_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}", re.ASCII)
LONGEST_NAME = 2_000

_LEVELS = {"isWard": "xa", "isProvince": "tinh", "isMinistry": "bo"}
# Known, and of no use to a reader: internal numbers, moments, and the same once more.
_SILENT = (
    "id", "codeNotation", "state", "type", "isInternal", "isOtherAgency", "isUndetermined",
    "isVertical", "isSharedService", "formalityTargetType", "formalityType", "categoryIds",
    "categoriesDetails", "serviceGroupIds", "serviceGroupsDetails", "legalBasisIds", "resultIds",
    "subjectTypeIds", "departmentExecutingIds", "departmentAuthorityIds",
    "departmentAuthorizedIds", "departmentCoordinatingIds", "departmentsAuthority",
    "unitGroupExecutingIds", "unitGroupAuthorityIds", "unitGroupAuthorizedIds",
    "unitGroupCoordinatingIds", "departmentPromulgateId", "departmentPromulgateCode", "createdAt",
    "updatedAt", "procedureProposal", "delegatedAgencies", "returningMethods", "decisionNo",
)  # fmt: skip


class NotUnderstood(Exception):
    """An entry is no procedure that could be kept; the message is one sentence with its path."""


def read_entry(entry: FileEntry) -> Reading:
    """Read one entry. Raises ``NotUnderstood`` when even its code or name is missing.

    Everything else may be missing or odd: what was not understood is listed.
    """
    if not isinstance(entry.value, dict):
        raise NotUnderstood(f"{entry.place}: this is no object with a procedure")
    noted: dict[str, None] = {}
    source = SourceObject(entry.value, "", noted)
    given, code = _code(source, entry.place)
    name = source.text("name")
    if not name:
        raise NotUnderstood(f"{entry.place}.name: the procedure {given} has no name")
    if len(name) > LONGEST_NAME:
        raise NotUnderstood(f"{entry.place}.name: it is longer than {LONGEST_NAME} characters")
    return _reading(source, given, code, " ".join(name.split()), noted)


def _code(source: SourceObject, place: str) -> tuple[str, str]:
    given = source.text("code")
    if not given:
        raise NotUnderstood(f"{place}.code: there is no procedure code")
    if not _ANY_CODE.fullmatch(given):
        raise NotUnderstood(f"{place}.code: {given[:80]!r} is no code of letters, digits and dots")
    local = _LOCAL_CODE.fullmatch(given)
    return given, local.group(1) if local else given


def _reading(
    source: SourceObject, given: str, code: str, name: str, noted: dict[str, None]
) -> Reading:
    agencies = _agencies(source)
    level, guessed = _level(source, agencies)
    subjects, others = _subjects(source)
    values: dict[str, Any] = {
        "field_of_law": _field(source),
        "issued_by": source.text("departmentPromulgateName"),
        "summary": source.text("description"),
        "methods": read_methods(source),
        "cases": read_cases(source),
        "papers": read_papers(source),
        "results": _things(source, "resultsDetails", "results"),
        "legal": _things(source, "legalBasisesDetails", "legalBasises"),
        "requirements": source.text("requirementsAndConditions", "requirements"),
        "steps": _steps(source),
        "keywords": _keywords(source),
        "full_process": source.flag("isFullProcess"),
        "offline_only": source.flag("isOfflineOnly"),
        "non_territorial": source.flag("isNonTerritorial"),
    }
    source.rest(*_SILENT)
    return Reading(
        code=code, given_code=given, name=name, agencies=agencies, level=level,
        level_guessed=guessed, subjects=subjects, other_subjects=others,
        not_understood=tuple(noted), **values,
    )  # fmt: skip


def _field(source: SourceObject) -> NamedThing:
    category = source.object("category")
    read = NamedThing(code=category.text("code"), name=category.text("name"))
    category.rest("id")
    return read


def _agencies(source: SourceObject) -> tuple[str, ...]:
    """The agencies that do it, from whichever of the three places names them."""
    named = [
        name
        for place in ("departmentsExecuting", "unitGroupsExecuting")
        for _, name in source.names(place)
    ]
    written = [one.strip(" ;,.") for one in source.text("executingAgencies").split(";")]
    return tuple(dict.fromkeys(named or [one for one in written if one]))


def _level(source: SourceObject, agencies: tuple[str, ...]) -> tuple[str, bool]:
    """The lowest level that does it, and whether that is a guess from the agencies' names."""
    said = [level for flag, level in _LEVELS.items() if source.flag(flag)]
    if said:
        return said[0], False
    guessed = [level for level in map(level_of, agencies) if level is not None]
    return (guessed[0].value if guessed else "", True)


def _subjects(source: SourceObject) -> tuple[tuple[str, ...], tuple[str, ...]]:
    names = [name for _, name in source.names("subjectTypesDetails", "subjectTypes")]
    known = [subject for subject in map(subject_of, names) if subject is not None]
    others = [name for name in names if subject_of(name) is None]
    return tuple(dict.fromkeys(one.value for one in known)), tuple(dict.fromkeys(others))


def _things(source: SourceObject, *names: str) -> tuple[NamedThing, ...]:
    found = [NamedThing(code=code, name=name) for code, name in source.names(*names)]
    return tuple(dict.fromkeys(found))


def _steps(source: SourceObject) -> tuple[str, ...]:
    found = []
    for one in source.objects("executionSteps", word="description"):
        said = "\n".join(filter(None, (one.text("name"), one.text("description"))))
        found += [said] if said else []
        one.rest("id")
    return tuple(found)


def _keywords(source: SourceObject) -> tuple[str, ...]:
    written = re.split(r"[;,\n]", source.text("keywords"))
    return tuple(dict.fromkeys(one.strip() for one in written if one.strip()))
