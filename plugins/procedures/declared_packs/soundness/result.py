"""The result: what the officer enters, what is proposed, what is printed."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.procedures.declared_packs.flaws import Flaw, Place
from plugins.procedures.declared_packs.known import Known, with_result
from plugins.procedures.declared_packs.language.pack import Pack, PrintedLine, Suggestion
from plugins.procedures.declared_packs.making.shown import PLACE, places
from plugins.procedures.declared_packs.soundness.form import question_flaws

_TEXTS = frozenset({"text", "long_text", "name"})


def flaws(pack: Pack, known: Known) -> Iterator[Flaw]:
    """What is wrong with the result; an information pack has none of its own to print."""
    if pack.service_level != "information" and not pack.result.lines:
        yield Flaw(("result", "lines"), "it is missing; say what the paper prints")
    for name in pack.subject:
        yield from known.unfit(name, frozenset(known.kinds.values()), ("subject",))
    whole = with_result(pack)
    fresh = _copy(known)
    yield from question_flaws(pack.result.questions, pack, fresh, ("result", "questions"))
    for name, suggestion in pack.result.suggest.items():
        place = ("result", "suggest", name)
        if name not in {one.name for one in pack.result.questions}:
            yield Flaw(place, f"{name!r} is no question of the result")
        else:
            yield from _suggestion_flaws(suggestion, whole.kinds[name], known, place)
    for index, line in enumerate(pack.result.lines):
        yield from _line_flaws(line, whole, ("result", "lines", index))


def _copy(known: Known) -> Known:
    return Known(dict(known.kinds), dict(known.values), dict(known.rows))


def _suggestion_flaws(one: Suggestion, kind: str, known: Known, place: Place) -> Iterator[Flaw]:
    if one.today and kind != "date":
        yield Flaw(place, "today is proposed for a date only")
    if one.text is not None:
        if kind not in _TEXTS:
            yield Flaw(place, "a text is proposed for a text only")
        yield from _pattern_flaws(one.text, known, None, place)
    for name in one.answer:
        fit = _TEXTS if kind in _TEXTS else frozenset({kind})
        yield from known.unfit(name, fit, place)


def _line_flaws(line: PrintedLine, known: Known, place: Place) -> Iterator[Flaw]:
    if line.rows and line.rows not in known.rows:
        yield Flaw((*place, "rows"), f"{line.rows!r} is not a group; name one or take it away")
        return
    yield from _pattern_flaws(line.text, known, line.rows, (*place, "text"))


def _pattern_flaws(pattern: str, known: Known, group: str | None, place: Place) -> Iterator[Flaw]:
    inner = known.rows[group].kinds if group else {}
    for name in places(pattern):
        if name not in known.kinds and name not in inner:
            yield Flaw(place, f"no question {name!r} is asked; correct what stands in braces")
        elif name in known.rows:
            yield Flaw(place, f"{name!r} is a group; print it with rows")
    if "{" in PLACE.sub("", pattern) or "}" in PLACE.sub("", pattern):
        yield Flaw(place, "braces hold the name of a question and nothing else: {requester_name}")
