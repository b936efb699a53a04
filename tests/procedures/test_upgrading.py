"""Answers come along from one version to another: kept, renamed, dropped, never crashing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wtforms import Form

from citizen_portal.plugin_api import (
    ChoiceField,
    ConfirmField,
    DateField,
    GroupField,
    InForce,
    MoneyField,
    NameField,
    NumberField,
    PhoneField,
    Procedure,
    ProcedureForm,
    SeveralField,
    Text,
    TextField,
    YesNoField,
)
from citizen_portal.procedures.form import answers_from_json, answers_to_json
from citizen_portal.procedures.upgrading import carry_over, chain, upgrade
from tests.procedures.conftest import SOUND, Make

LAW = settings(deadline=None, derandomize=True, database=None)


class Member(Form):  # type: ignore[misc]
    full_name = NameField("Họ tên")
    born = DateField("Ngày sinh", required=False)


class First(ProcedureForm):
    name = "mot"
    title = Text("Một")
    wish = TextField("Mong muốn")
    size = ChoiceField("Cỡ", [("s", "Nhỏ"), ("m", "Vừa"), ("l", "Lớn")])
    day = DateField("Ngày")
    copies = NumberField("Số bản", most=9)
    price = MoneyField("Giá", required=False)
    extras = SeveralField("Kèm theo", [("a", "A"), ("b", "B")], required=False)
    agreed = ConfirmField("Đồng ý", required=False)
    married = YesNoField("Đã kết hôn")
    phone = PhoneField("Điện thoại", required=False)
    members = GroupField("Thành viên", Member, row_label="Người", required=False)


ANSWERS: dict[str, Any] = {
    "wish": "một điều",
    "size": "m",
    "day": date(2026, 3, 1),
    "copies": 2,
    "price": 100_000,
    "extras": ["a"],
    "agreed": False,
    "married": True,
    "phone": "+84912345678",
    "members": [{"full_name": "Lê Văn Một", "born": date(2000, 1, 2)}],
}


def _version(version: str, follows: str = "", **changes: Any) -> Procedure:
    from dataclasses import replace

    since = InForce(since=date(2020 + int(version), 1, 1), until=date(2020 + int(version), 12, 31))
    values: dict[str, Any] = {"form": (First,), "cases": (), "in_force": since, **changes}
    return replace(SOUND, version=version, follows=follows, **values)


def _with(**questions: Any) -> tuple[type[ProcedureForm], ...]:
    """The first step with questions added, replaced, or left out (None)."""
    return (type("Second", (First,), questions),)


def test_the_same_form_keeps_every_answer() -> None:
    found = upgrade([_version("1"), _version("2", "1")], ANSWERS, "1", "2")
    assert (found.answers, found.dropped, found.failures) == (ANSWERS, (), ())


def test_the_same_version_changes_nothing() -> None:
    found = upgrade([_version("1", changes=(Text("Không kể"),))], ANSWERS, "1", "1")
    assert found.answers == ANSWERS
    assert found.changes == ()


def test_versions_are_gone_through_one_by_one_with_the_changes_of_each() -> None:
    def renamed(answers: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**answers, "wish": answers["wish"] + "!"}

    versions = [
        _version("3", "2", upgrade_answers=renamed, changes=(Text("Ba"),)),
        _version("1", changes=(Text("Một"),)),
        _version("2", "1", upgrade_answers=renamed, changes=(Text("Hai"), Text("Hai nữa"))),
    ]
    found = upgrade(versions, ANSWERS, "1", "3")
    assert found.answers["wish"] == "một điều!!"
    assert [one.vi for one in found.changes] == ["Hai", "Hai nữa", "Ba"]


@pytest.mark.parametrize(
    ("old", "new"),
    [("1", "9"), ("9", "2"), ("2", "1"), ("1", "4")],
)
def test_without_a_way_there_is_no_upgrade(old: str, new: str) -> None:
    versions = [_version("1"), _version("2", "1"), _version("4", "4")]
    with pytest.raises(LookupError):
        upgrade(versions, ANSWERS, old, new)


def test_a_chain_is_oldest_first() -> None:
    versions = [_version("1"), _version("2", "1"), _version("3", "2")]
    assert [one.version for one in chain(versions, "1", "3")] == ["2", "3"]


def test_a_question_that_went_away_is_named() -> None:
    found = upgrade([_version("1"), _version("2", "1", form=_with(wish=None))], ANSWERS, "1", "2")
    assert found.dropped == ("wish",)
    assert "wish" not in found.answers


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("size", ChoiceField("Cỡ", [("s", "Nhỏ"), ("l", "Lớn")])),
        ("wish", TextField("Mong muốn", max_length=3)),
        ("copies", NumberField("Số bản", most=1)),
        ("copies", TextField("Số bản")),
        ("day", TextField("Ngày")),
        ("day", DateField("Ngày", earliest=date(2026, 3, 2))),
        ("wish", NumberField("Mong muốn")),
        ("price", MoneyField("Giá", most=99_999)),
        ("extras", SeveralField("Kèm theo", [("b", "B")])),
        ("extras", TextField("Kèm theo")),
        ("married", TextField("Đã kết hôn")),
        ("wish", GroupField("Mong muốn", Member, row_label="Người")),
        ("members", TextField("Thành viên")),
        ("phone", NameField("Điện thoại")),
    ],
)
def test_an_answer_that_the_new_question_could_not_have_read_is_dropped(
    name: str, question: Any
) -> None:
    versions = [_version("1"), _version("2", "1", form=_with(**{name: question}))]
    found = upgrade(versions, ANSWERS, "1", "2")
    assert found.dropped == (name,)
    assert found.answers == {key: value for key, value in ANSWERS.items() if key != name}


def test_rows_keep_what_their_questions_can_read() -> None:
    class Shorter(Form):  # type: ignore[misc]
        full_name = NameField("Họ tên", max_length=5)
        born = DateField("Ngày sinh", required=False)

    group = GroupField("Thành viên", Shorter, row_label="Người", required=False)
    versions = [_version("1"), _version("2", "1", form=_with(members=group))]
    found = upgrade(versions, ANSWERS, "1", "2")
    assert found.answers["members"] == [{"full_name": None, "born": date(2000, 1, 2)}]
    assert found.dropped == ("members",)


def test_rows_beyond_the_new_limit_are_named() -> None:
    group = GroupField("Thành viên", Member, row_label="Người", required=False, most=1)
    versions = [_version("1"), _version("2", "1", form=_with(members=group))]
    many = {**ANSWERS, "members": ANSWERS["members"] * 2}
    found = upgrade(versions, many, "1", "2")
    assert found.answers["members"] == ANSWERS["members"]
    assert found.dropped == ("members",)


@pytest.mark.parametrize(
    ("returned", "dropped"),
    [
        ({"day": "hôm qua"}, "day"),
        ({"price": "nhiều"}, "price"),
        ({"members": "không ai"}, "members"),
        ({"members": [3]}, "members"),
        ({"copies": "2"}, "copies"),
        ({"married": 1}, "married"),
        ({"agreed": "yes"}, "agreed"),
        ({"extras": "a"}, "extras"),
        ({"extras": [object()]}, "extras"),
        ({"no_such_question": 1}, "no_such_question"),
        ({"wish": None}, "wish"),
    ],
)
def test_what_an_upgrade_returns_wrongly_is_dropped(returned: dict[str, Any], dropped: str) -> None:
    versions = [_version("1"), _version("2", "1", upgrade_answers=lambda old: {**old, **returned})]
    found = upgrade(versions, ANSWERS, "1", "2")
    assert found.dropped == (dropped,)
    assert found.failures == ()
    assert not found.answers.get(dropped)


def test_an_answer_that_the_upgrade_forgets_is_named() -> None:
    def forgetful(old: Mapping[str, Any]) -> Mapping[str, Any]:
        return {name: value for name, value in old.items() if name != "copies"}

    found = upgrade([_version("1"), _version("2", "1", upgrade_answers=forgetful)], ANSWERS,
                    "1", "2")  # fmt: skip
    assert found.dropped == ("copies",)


def test_a_renamed_question_is_not_lost() -> None:
    def renamed(old: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**{k: v for k, v in old.items() if k != "wish"}, "hope": old["wish"]}

    form = _with(wish=None, hope=TextField("Hy vọng"))
    found = upgrade([_version("1"), _version("2", "1", form=form, upgrade_answers=renamed)],
                    ANSWERS, "1", "2")  # fmt: skip
    assert found.answers["hope"] == "một điều"
    assert found.dropped == ()


@pytest.mark.parametrize("broken", [lambda old: old["not there"], lambda old: 3])
def test_an_upgrade_that_fails_leaves_answers_of_the_same_name(broken: Any) -> None:
    found = upgrade([_version("1"), _version("2", "1", upgrade_answers=broken)], ANSWERS, "1", "2")
    assert found.answers == ANSWERS
    assert found.failures in (("2: KeyError",), ("2: TypeError",))


def test_an_upgrade_cannot_change_the_old_answers() -> None:
    def meddling(old: Mapping[str, Any]) -> Mapping[str, Any]:
        old["members"].clear()
        return old

    before = answers_to_json((First,), ANSWERS)
    upgrade([_version("1"), _version("2", "1", upgrade_answers=meddling)], ANSWERS, "1", "2")
    assert answers_to_json((First,), ANSWERS) == before


def test_left_empty_on_purpose_stays_left_empty(make: Make) -> None:
    partly = {"wish": "một", "price": None, "extras": [], "members": []}
    assert upgrade([_version("1"), _version("2", "1")], partly, "1", "2").answers == partly


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.dates() | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)


@LAW
@given(st.dictionaries(st.sampled_from(sorted(ANSWERS)), _VALUES))
def test_whatever_was_kept_survives_storage_and_a_second_time(answers: dict[str, Any]) -> None:
    """A value is kept or named, what is kept can be stored, and is kept whole the next time."""
    once = carry_over(_version("2"), answers)
    assert {*once.answers, *once.dropped} >= answers.keys() - {
        name for name, value in answers.items() if value in (None, "", [])
    }
    stored = answers_to_json((First,), once.answers)
    again = carry_over(_version("2"), answers_from_json((First,), stored))
    assert again.dropped == ()
