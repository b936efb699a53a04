"""Every piece of a page: well formed, labelled, told apart, nothing let through unescaped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from citizen_portal.domain.fees import NO_FEE, FeeAssessment
from citizen_portal.procedures.description import FieldView, SectionView

Render = Callable[..., str]

VOID = {"br", "hr", "img", "input", "link", "meta"}
FIELD = '{% from "components/fields.html" import field %}{{ field(view) }}'
SCRIPT = "<script>alert('1')</script>\"'&"


class Page(HTMLParser):
    """What a page says about itself; refuses tags that do not close in order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: Counter[str] = Counter()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()
        assert not self.open, f"never closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> repeats an attribute: {names}"
        found = dict(attrs)
        self.tags.append((tag, found))
        if found.get("id"):
            self.ids[str(found["id"])] += 1
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag in tags]


def test_the_gallery_is_well_formed(gallery: Render) -> None:
    page = Page(gallery())
    repeated = [name for name, count in page.ids.items() if count > 1]
    assert repeated == []


def test_every_control_has_a_label_and_every_reference_a_target(gallery: Render) -> None:
    page = Page(gallery())
    labelled = {attributes.get("for") for attributes in page.all("label")}
    for control in page.all("input", "select", "textarea"):
        if control.get("type") != "hidden":
            assert control["id"] in labelled, control
            assert control["name"], control
    for _, attributes in page.tags:
        for name in ("aria-describedby", "aria-labelledby"):
            for target in (attributes.get(name) or "").split():
                assert page.ids[target] == 1, (name, target)
    for link in page.all("a"):
        href = str(link["href"])
        if href.startswith("#"):
            assert page.ids[href[1:]] == 1, href


def test_one_primary_button_in_a_form(gallery: Render) -> None:
    form = gallery().split('id="to-khai"')[1].split("</form>")[0]
    assert form.count('type="submit"') == 1


def test_no_inline_code_or_style(gallery: Render) -> None:
    page = Page(gallery())
    for tag, attributes in page.tags:
        assert tag != "style"
        assert tag != "script" or attributes.get("src")
        assert not [name for name in attributes if name.startswith("on") or name == "style"]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("text", ['type="text"']),
        ("phone", ['type="tel"']),
        ("email", ['inputmode="email"', 'type="text"']),
        ("number", ['inputmode="numeric"']),
        ("money", ['inputmode="numeric"', ">đồng<"]),
        ("date", ["data-date", "ví dụ 31/01/1990", 'aria-describedby="q-hint"']),
        ("longtext", ["<textarea"]),
        ("select", ["<select", '<option value="">']),
        ("confirm", ['type="checkbox"', 'value="yes"']),
    ],
)
def test_each_kind_of_question(render: Render, kind: str, expected: list[str]) -> None:
    html = render(FIELD, view=FieldView(name="q", kind=kind, label="Câu hỏi", required=False))
    Page(html)
    for piece in (*expected, 'name="q"', 'id="q"', "Câu hỏi", "(không bắt buộc)"):
        assert piece in html
    assert " required" not in html.replace("data-", "")


def test_an_error_is_said_in_words_and_tied_to_its_control(render: Render) -> None:
    view = FieldView(
        name="q", kind="text", label="Câu", hint="Gợi ý", source="Thẻ", error="Sai rồi"
    )
    html = render(FIELD, view=view)
    assert 'aria-describedby="q-hint q-source q-error"' in html
    assert 'aria-invalid="true"' in html
    assert '<span class="govuk-visually-hidden">Lỗi:</span> Sai rồi' in html
    assert "Lấy từ: Thẻ" in html


def test_what_was_typed_stays(render: Render) -> None:
    text = FieldView(name="q", kind="longtext", label="Câu", value="\nmột\nhai")
    assert "\n\nmột\nhai</textarea>" in render(FIELD, view=text)
    options = (("a", "A"), ("ab", "AB"))
    for kind in ("select", "radios"):
        html = render(
            FIELD, view=FieldView(name="q", kind=kind, label="C", options=options, value="ab")
        )
        assert re.findall(r'value="(\w+)" (?:selected|checked)', html) == ["ab"]
    several = FieldView(name="q", kind="checkboxes", label="C", options=options, value=("a", "ab"))
    assert render(FIELD, view=several).count(" checked") == 2
    one = FieldView(name="q", kind="checkboxes", label="C", options=options, value="ab")
    assert render(FIELD, view=one).count(" checked") == 1


def test_the_first_choice_has_the_id_of_the_question(render: Render) -> None:
    options = (("a", "A"), ("b", "B"))
    page = Page(render(FIELD, view=FieldView(name="q", kind="radios", label="C", options=options)))
    assert [tag["id"] for tag in page.all("input")] == ["q", "q-2"]


@pytest.mark.parametrize("kind", ["text", "longtext", "select", "radios", "checkboxes", "confirm"])
def test_nothing_typed_becomes_markup(render: Render, kind: str) -> None:
    view = FieldView(
        name="q",
        kind=kind,
        label=SCRIPT,
        hint=SCRIPT,
        value=SCRIPT,
        error=SCRIPT,
        options=((SCRIPT, SCRIPT),),
        source=SCRIPT,
        condition=SCRIPT,
    )
    html = render(FIELD, view=view)
    Page(html)
    assert "<script" not in html


@pytest.mark.parametrize(
    ("characters", "expected"),
    [(0, ""), (3, "5"), (5, "5"), (6, "10"), (12, "20"), (25, "30"), (80, "")],
)
def test_a_width_is_never_less_than_the_answer(
    render: Render, characters: int, expected: str
) -> None:
    html = render(FIELD, view=FieldView(name="q", kind="text", label="C", width=characters))
    assert re.findall(r"govuk-input--width-(\d+)", html) == ([expected] if expected else [])


def test_a_group_adds_and_drops_rows_without_script(render: Render, members: FieldView) -> None:
    page = Page(render(FIELD, view=members))
    buttons = page.all("button")
    assert [(b.get("name"), b.get("value")) for b in buttons] == [
        (None, None),
        ("bo", "members-0"),
        ("bo", "members-1"),
        ("them", "members"),
    ]
    assert all("formnovalidate" in button for button in buttons[1:])
    assert {"members", "members-0", "members-1"} <= page.ids.keys()
    assert "Thành viên 1" in render(FIELD, view=members)


def test_enter_goes_on_instead_of_dropping_a_row(render: Render, members: FieldView) -> None:
    first = Page(render(FIELD, view=members)).all("button")[0]
    assert "name" not in first
    assert first["tabindex"] == "-1"
    assert first["aria-hidden"] == "true"


def test_a_full_group_has_no_add_button_and_the_last_needed_row_stays(render: Render) -> None:
    row = (FieldView(name="g-0-a", kind="text", label="A"),)
    view = FieldView(name="g", kind="group", label="Nhóm", rows=(row,), most_rows=1)
    html = render(FIELD, view=view)
    assert 'name="them"' not in html
    assert 'name="bo"' not in html


def test_a_section_without_title_has_no_heading(render: Render) -> None:
    text = '{% from "components/fields.html" import sections %}{{ sections(views) }}'
    view = SectionView(title="", fields=(FieldView(name="q", kind="text", label="Câu"),))
    assert "<h2" not in render(text, views=[view])


def test_an_error_summary_without_errors_is_nothing(render: Render) -> None:
    text = '{% from "components/error_summary.html" import error_summary %}{{ error_summary([]) }}'
    assert render(text) == ""


def test_the_bill_shows_each_reason_and_the_total(render: Render, bill: FeeAssessment) -> None:
    text = '{% from "components/fee.html" import fee %}{{ fee(bill) }}'
    html = render(text, bill=bill)
    assert "2 bản × 8.000 đồng." in html
    assert "Miễn" in html
    assert html.count("16.000 đồng") == 2
    assert "không thu phí" in render(text, bill=NO_FEE)


@pytest.mark.parametrize(
    ("size", "words"),
    [(1, "1 KB"), (80_001, "79 KB"), (1_048_576, "1,0 MB"), (2_411_724, "2,3 MB")],
)
def test_a_size_is_written_as_people_read_it(render: Render, size: int, words: str) -> None:
    text = '{% from "components/attachments.html" import file_size %}{{ file_size(size) }}'
    assert render(text, size=size).strip() == words
