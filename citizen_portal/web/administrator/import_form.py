"""The form with the corrections of one imported procedure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from citizen_portal.domain.life_event import LifeEvent
from citizen_portal.domain.money import format_vnd
from citizen_portal.domain.service_level import GovernmentLevel
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.description import FieldView, SectionView
from citizen_portal.services.imports.lines import channel_name
from citizen_portal.services.imports.reviewing import ImportedPage
from citizen_portal.services.imports.typed_corrections import (
    LONGEST,
    fee_fields,
    paper_fields,
    time_fields,
)
from citizen_portal.services.imports.vocabulary import TIME_UNITS
from citizen_portal.web.language import words

Typed = Mapping[str, list[str]]
SHORT = 90

NAME = Text("Tên thủ tục", "Name of the procedure")
SUMMARY = Text("Tóm tắt", "Summary")
LEVEL = Text("Cấp thực hiện", "Level of government")
KEYWORDS = Text("Từ khoá", "Keywords")
KEYWORDS_HINT = Text(
    "Cách người dân hay gọi, cách nhau bằng dấu phẩy, ví dụ: sổ đỏ, bằng lái.",
    "What people call it, separated by commas.",
)
LIFE_EVENTS = Text("Sự kiện trong đời", "Life events")
PLACE = Text("Tên nơi nộp, nếu nộp ở nơi khác", "Name of the place, if it is filed elsewhere")
ADDRESS = Text("Địa chỉ của nơi nộp", "Address of that place")
ADDRESS_HINT = Text("Bắt đầu bằng https://.", "It begins with https://.")
READ = Text("Nguồn ghi: {value}", "The source says: {value}")
PAPER_KINDS = (("giay", Text("Giấy tờ", "Paper")), ("ghi-chu", Text("Ghi chú", "Guidance")))


def correction_sections(
    view: ImportedPage, typed: Typed | None, errors: Mapping[str, Text]
) -> tuple[SectionView, ...]:
    """The questions, filled with what was typed or else with what counts now."""
    form = _Form(view, typed, errors)
    return (
        SectionView(title=words(Text("Chung", "General")), fields=tuple(form.general())),
        SectionView(title=words(Text("Phí, lệ phí", "Fees")), fields=tuple(form.fees())),
        SectionView(title=words(Text("Thời hạn", "Times")), fields=tuple(form.times())),
        SectionView(
            title=words(Text("Thành phần hồ sơ", "Components")), fields=tuple(form.papers())
        ),
    )


class _Form:
    def __init__(self, view: ImportedPage, typed: Typed | None, errors: Mapping[str, Text]) -> None:
        self._view = view
        self._typed = typed
        self._errors = errors

    def _field(
        self, name: str, label: str, value: str, *, kind: str = "text", read: str = "",
        hint: str = "", options: tuple[tuple[str, str], ...] = (), width: int = 0,
    ) -> FieldView:  # fmt: skip
        typed = self._typed.get(name) if self._typed is not None else None
        said = words(READ.format(value=read.replace("{", "(").replace("}", ")"))) if read else hint
        error = self._errors.get(name)
        return FieldView(
            name=name, kind=kind, label=label, hint=said, options=options, width=width,
            value=typed[0] if typed else value, error=words(error) if error else "",
        )  # fmt: skip

    def general(self) -> Iterator[FieldView]:
        """Name, summary, level, and what the source cannot know."""
        shown, raw, own = self._view.shown, self._view.reading, self._view.corrections
        yield self._field("ten", words(NAME), shown.name, read=_other(raw.name, shown.name),
                          kind="longtext" if len(shown.name) > SHORT else "text")  # fmt: skip
        yield self._field("tom_tat", words(SUMMARY), shown.summary[: LONGEST["tom_tat"]],
                          kind="longtext")  # fmt: skip
        levels = (("", "–"), *((one.value, words(one.label)) for one in GovernmentLevel))
        yield self._field("cap", words(LEVEL), shown.level, kind="select", options=levels)
        yield self._field("tu_khoa", words(KEYWORDS), ", ".join(own.keywords),
                          hint=words(KEYWORDS_HINT))  # fmt: skip
        yield self._life_events()
        yield self._field("noi_nop", words(PLACE), own.elsewhere_name)
        yield self._field("dia_chi", words(ADDRESS), own.elsewhere_address,
                          hint=words(ADDRESS_HINT))  # fmt: skip

    def _life_events(self) -> FieldView:
        typed, error = self._typed, self._errors.get("su_kien")
        kept = self._view.corrections.life_events
        return FieldView(
            name="su_kien", kind="checkboxes", label=words(LIFE_EVENTS), required=False,
            options=tuple((one.value, words(one.label)) for one in LifeEvent),
            value=kept if typed is None else tuple(typed.get("su_kien", [])),
            error=words(error) if error else "",
        )  # fmt: skip

    def fees(self) -> Iterator[FieldView]:
        """Each fee, with the words beside it as its hint."""
        own = self._view.corrections.fees
        for name, method, fee in fee_fields(self._view.reading):
            value = own.get(fee.key, fee.value)
            read = "–" if fee.value is None else format_vnd(fee.value)
            yield self._field(
                name, words(channel_name(method.channel)),
                "" if value is None else f"{value:,}".replace(",", "."),
                kind="money", read=f"{read}. {fee.note}".strip(), width=12,
            )  # fmt: skip

    def times(self) -> Iterator[FieldView]:
        """The time of each channel: a number and a unit."""
        units = (("", "–"), *((unit, words(text)) for unit, text in TIME_UNITS.items()))
        own = self._view.corrections.times
        for name, method in time_fields(self._view.reading):
            time = own.get(method.channel)
            amount = time.amount if time else method.amount
            channel = words(channel_name(method.channel))
            yield self._field(f"{name}-so", channel, "" if amount is None else f"{amount:g}",
                              kind="number", read=method.note, width=5)  # fmt: skip
            unit = words(Text("đơn vị", "unit"))
            yield self._field(f"{name}-don-vi", f"{channel}: {unit}",
                              time.unit if time else method.unit, kind="select",
                              options=units)  # fmt: skip

    def papers(self) -> Iterator[FieldView]:
        """Each component: its title, and whether it is a paper."""
        kinds = tuple((value, words(text)) for value, text in PAPER_KINDS)
        shown = {paper.key: paper for paper in self._view.shown.papers}
        for number, (name, read) in enumerate(paper_fields(self._view.reading), start=1):
            paper = shown[read.key]
            label = f"{words(Text('Thành phần', 'Component'))} {number}"
            yield self._field(f"{name}-ten", label, paper.title,
                              read=_other(read.title, paper.title),
                              kind="longtext" if len(paper.title) > SHORT else "text")  # fmt: skip
            kind = words(Text("loại", "kind"))
            yield self._field(f"{name}-loai", f"{label}: {kind}",
                              "ghi-chu" if paper.is_note else "giay", kind="select",
                              options=kinds)  # fmt: skip


def _other(read: str, shown: str) -> str:
    return "" if read == shown else read
