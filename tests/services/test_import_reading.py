"""What is understood of an entry, and what is said of the rest."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citizen_portal.services.imports.entry import NotUnderstood
from citizen_portal.services.imports.papers import is_guidance
from citizen_portal.services.imports.reading import Reading
from citizen_portal.services.imports.source import plain_text
from tests.services.national_entries import entry, read, sample


def test_a_whole_entry() -> None:
    permit = read(sample()[0])
    assert (permit.code, permit.given_code) == ("1.013225", "1.013225")
    assert permit.field_of_law.code == "G17-XD11"
    assert permit.issued_by == "Bộ Xây dựng"
    assert permit.agencies == ("Ủy ban nhân dân cấp xã",)
    assert (permit.level, permit.level_guessed) == ("xa", False)
    assert permit.subjects == ("cong_dan", "doanh_nghiep_nuoc_ngoai")
    assert permit.other_subjects == ("Cộng đồng dân cư",)
    assert [(one.channel, one.amount, one.unit) for one in permit.methods] == [
        ("ONLINE", 10, "WORKING_DAY"), ("DIRECT", 10, "WORKING_DAY"),
    ]  # fmt: skip
    assert permit.steps == ("- Chủ đầu tư nộp hồ sơ.\n- Cơ quan kiểm tra & trả kết quả.",)
    assert permit.not_understood == ("futureField",)


def test_papers_and_guidance_are_told_apart_and_stand_once() -> None:
    permit = read(sample()[0])
    form, design, guidance = permit.papers
    assert form.title == "Đơn đề nghị cấp giấy phép xây dựng"
    assert form.cases == ("(1) Nhà ở riêng lẻ", "(2) Công trình khác")
    assert form.forms == ("mau-01.doc",)
    assert (design.originals, design.copies, design.is_note) == (2, 2, False)
    assert guidance.is_note


@pytest.mark.parametrize(
    ("title", "quantity", "guidance"),
    [
        ("Tờ khai", 1, False),
        ("Tờ khai", 0, True),
        ("*Lưu ý: văn bản không bắt buộc phải công chứng", 1, True),
        ("- Ví dụ: giấy chứng nhận", 1, True),
        ("Trường hợp đã có dữ liệu thì không phải nộp.", 1, True),
        ("Đối với Quân đội nhân dân: Giấy giới thiệu", 1, False),
        ("Trường hợp uỷ quyền: văn bản uỷ quyền, trừ khi được miễn", 1, False),
    ],
)
def test_what_counts_as_guidance(title: str, quantity: int, guidance: bool) -> None:
    assert is_guidance(title, quantity, 0) is guidance


def test_the_older_names_of_fields_are_read_too() -> None:
    company = read(sample()[1])
    assert (company.code, company.given_code) == ("2.001610", "2.001610.000.00.00.H49")
    assert company.subjects == ("cong_dan", "doanh_nghiep")
    assert company.results[0].name == "Giấy chứng nhận đăng ký doanh nghiệp"
    assert (company.cases[0].amount, company.cases[0].unit) == (4, "DAY")
    assert (company.level, company.level_guessed) == ("tinh", True)


@pytest.mark.parametrize(
    ("subject", "word"),
    [
        ("Công dân Việt Nam", "cong_dan"),
        ("Người Việt Nam định cư ở nước ngoài", "nguoi_viet_nuoc_ngoai"),
        ("Người nước ngoài", "nguoi_nuoc_ngoai"),
        ("Doanh nghiệp", "doanh_nghiep"),
        ("Doanh nghiệp có vốn đầu tư nước ngoài", "doanh_nghiep_nuoc_ngoai"),
        ("Hợp tác xã", "hop_tac_xa"),
        ("Tổ chức (không bao gồm doanh nghiệp, HTX)", "to_chuc"),
    ],
)
def test_every_subject_of_the_national_catalogue_is_known(subject: str, word: str) -> None:
    assert read(entry(subjectTypesDetails=[{"name": subject}])).subjects == (word,)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("text", "procedures[0]: this is no object"),
        ({"name": "x"}, "procedures[0].code: there is no procedure code"),
        ({"code": 7, "name": "x"}, "procedures[0].code: there is no procedure code"),
        ({"code": "a/b", "name": "x"}, "procedures[0].code: 'a/b' is no code"),
        ({"code": "1.000001", "name": " "}, "procedures[0].name: the procedure 1.000001 has no"),
        ({"code": "1.000001", "name": "x" * 2001}, "procedures[0].name: it is longer than 2000"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_place(value: Any, said: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read(value)
    assert str(refused.value).startswith(said)


def test_values_of_another_kind_are_noted_and_left_out() -> None:
    odd = entry(
        category="no object", isWard="yes", subjectTypesDetails="Công dân",
        executionMethods=[{"submissionMethod": "FAX", "processingTime": "three", "fees": [
            {"type": "FEE", "value": -5, "description": None}, "free"]}, 7],
    )  # fmt: skip
    reading = read(odd)
    assert reading.methods[0].channel == "FAX"
    assert reading.methods[0].fees[0].value is None
    assert set(reading.not_understood) == {
        "category", "isWard", "subjectTypesDetails", "executionMethods[].processingTime",
        "executionMethods[].fees[].value", "executionMethods[].fees[]", "executionMethods[]",
    }  # fmt: skip


def test_invisible_signs_and_mark_up_do_not_reach_a_reader() -> None:
    assert plain_text("a\u202eb\u200b <b onclick=x>c</b><br/>d&lt;\t e\x07") == "ab c\nd< e"


def test_a_reading_survives_storage() -> None:
    for value in sample():
        reading = read(value)
        assert Reading.from_json(json.loads(json.dumps(reading.to_json()))) == reading


odd_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["code", "name", "fees", "value", "qty", "profileComponents",
                         "processingDay", "originalQty", "submissionMethod", "x"]),
        inner, max_size=3,
    ),
    max_leaves=8,
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(sorted({*sample()[0], "keywords"})), odd_values))
@settings(max_examples=150, deadline=None)
def test_no_entry_makes_the_reader_fail(changes: dict[str, Any]) -> None:
    changed = {**sample()[0], **changes}
    with suppress(NotUnderstood):
        reading = read(changed)
        assert Reading.from_json(json.loads(json.dumps(reading.to_json()))) == reading
