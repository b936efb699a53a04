"""The kinds of questions a form may ask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

import phonenumbers

from citizen_portal.domain import folding, money, personal_number
from citizen_portal.domain.wording import Text, Words, as_text
from citizen_portal.procedures.conditions import typed_choice
from citizen_portal.procedures.questions import Question, refuse

Choice = tuple[Any, Words]

_DAY = re.compile(r"(\d{1,2})[/\-. ](\d{1,2})[/\-. ](\d{4})", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_NUMBER = re.compile(r"\d{1,12}|\d{1,3}(?:[. ]\d{3}){1,3}", re.ASCII)
_EMAIL = re.compile(
    r"[^@\s,;<>\"\x00-\x1f\x7f]{1,64}@[^@\s,;<>\"\x00-\x1f\x7f]+\.[^@\s.,;<>\"\x00-\x1f\x7f]{2,}"
)


class TextField(Question):
    """A short text, at most ``max_length`` characters."""

    def __init__(self, label: Words, *args: Any, max_length: int = 200, **options: Any) -> None:
        self.max_length = max_length
        super().__init__(label, *args, **options)

    def read(self, typed: str) -> str:
        text = folding.normalise_name(typed)
        if len(text) > self.max_length:
            raise ValueError(
                Text(
                    f"Nhiều nhất {self.max_length} ký tự; bạn đã nhập {len(text)}.",
                    f"At most {self.max_length} characters; you have typed {len(text)}.",
                )
            )
        return text


class LongTextField(TextField):
    """A text of several lines."""

    kind = "longtext"

    def __init__(self, label: Words, *args: Any, max_length: int = 2000, **options: Any) -> None:
        super().__init__(label, *args, max_length=max_length, **options)

    def read(self, typed: str) -> str:
        lines = typed.replace("\r\n", "\n").split("\n")
        return super().read(typed) if len(lines) == 1 else self._read_lines(lines)

    def _read_lines(self, lines: list[str]) -> str:
        text = "\n".join(folding.normalise_name(line) for line in lines)
        if len(text) > self.max_length:
            super().read(text)
        return text


class NameField(TextField):
    """A person's name, diacritics kept, spaces tidied."""

    def read(self, typed: str) -> str:
        name = super().read(typed)
        if any(sign.isdigit() for sign in name):
            raise ValueError(Text("Họ tên không có chữ số.", "A name has no digits."))
        return name


class PersonalNumberField(Question):
    """The 12-digit personal identification number."""

    def __init__(self, label: Words, *args: Any, **options: Any) -> None:
        options.setdefault("width", 20)
        super().__init__(label, *args, **options)

    def read(self, typed: str) -> str:
        return personal_number.read_personal_number(typed).digits


class PhoneField(Question):
    """A Vietnamese telephone number, kept in the international form."""

    kind = "phone"

    def read(self, typed: str) -> str:
        try:
            number = phonenumbers.parse(typed, "VN")
        except phonenumbers.NumberParseException:
            number = None
        if number is None or not phonenumbers.is_valid_number(number):
            raise ValueError(
                Text(
                    "Số điện thoại chưa đúng; ví dụ: 0912 345 678.",
                    "This is not a telephone number; for example: 0912 345 678.",
                )
            )
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    def typed(self, value: Any) -> str:
        if not value:
            return ""
        text = str(value)
        return "0" + text[3:] if text.startswith("+84") else text


class EmailField(Question):
    """An e-mail address."""

    kind = "email"

    def read(self, typed: str) -> str:
        if not _EMAIL.fullmatch(typed) or len(typed) > 254:
            raise ValueError(
                Text(
                    "Địa chỉ thư điện tử chưa đúng; ví dụ: ten@example.vn.",
                    "This is not an e-mail address; for example: name@example.vn.",
                )
            )
        return typed


class NumberField(Question):
    """A whole number between ``least`` and ``most``."""

    kind = "number"

    def __init__(
        self, label: Words, *args: Any, least: int = 0, most: int = 10**9, **options: Any
    ) -> None:
        self.least, self.most = least, most
        options.setdefault("width", 5)
        super().__init__(label, *args, **options)

    def read(self, typed: str) -> int:
        fits = _NUMBER.fullmatch(typed)
        value = int(typed.replace(".", "").replace(" ", "")) if fits else None
        if value is None or not self.least <= value <= self.most:
            raise ValueError(
                Text(
                    f"Hãy nhập một số nguyên từ {self.least} đến {self.most}.",
                    f"Enter a whole number from {self.least} to {self.most}.",
                )
            )
        return value


class MoneyField(Question):
    """An amount in whole đồng."""

    kind = "money"

    def __init__(
        self, label: Words, *args: Any, least: int = 0, most: int = 10**15, **options: Any
    ) -> None:
        self.least, self.most = least, most
        options.setdefault("width", 20)
        super().__init__(label, *args, **options)

    def read(self, typed: str) -> int:
        try:
            amount = money.parse_amount(typed)
        except ValueError:
            amount = -1
        if not self.least <= amount <= self.most:
            raise ValueError(
                Text(
                    "Hãy nhập số tiền bằng số, ví dụ 100.000.000, "
                    f"từ {money.format_vnd(self.least)} đến {money.format_vnd(self.most)}.",
                    "Enter the amount in figures, for example 100.000.000, "
                    f"from {money.format_vnd(self.least)} to {money.format_vnd(self.most)}.",
                )
            )
        return amount

    def typed(self, value: Any) -> str:
        return "" if value is None else f"{value:,}".replace(",", ".")

    def shown(self, value: Any) -> Text:
        return Text("" if value is None else money.format_vnd(value))


class DateField(Question):
    """A day, typed dd/mm/yyyy."""

    kind = "date"

    def __init__(
        self,
        label: Words,
        *args: Any,
        earliest: date = date(1900, 1, 1),
        latest: date = date(2100, 12, 31),
        **options: Any,
    ) -> None:
        self.earliest, self.latest = earliest, latest
        options.setdefault("width", 10)
        super().__init__(label, *args, **options)

    def read(self, typed: str) -> date:
        day = self._day(typed)
        if day is None or not self.earliest <= day <= self.latest:
            raise ValueError(
                Text(
                    "Hãy nhập ngày có thật theo dạng ngày/tháng/năm, ví dụ 31/03/1985.",
                    "Enter a real date as day/month/year, for example 31/03/1985.",
                )
            )
        return day

    @staticmethod
    def _day(typed: str) -> date | None:
        by_day, by_year = _DAY.fullmatch(typed), _ISO_DAY.fullmatch(typed)
        parts = by_day.groups()[::-1] if by_day else by_year.groups() if by_year else None
        if parts is None:
            return None
        try:
            return date(int(parts[0]), int(parts[1]), int(parts[2]))
        except ValueError:
            return None

    def typed(self, value: Any) -> str:
        return value.strftime("%d/%m/%Y") if value else ""

    def to_json(self, value: Any) -> Any:
        return value.isoformat() if value else None

    def from_json(self, stored: Any) -> Any:
        return date.fromisoformat(stored) if stored else None


class ChoiceField(Question):
    """One of a few choices, each a value and its words."""

    kind = "radios"

    def __init__(self, label: Words, choices: Sequence[Choice], *args: Any, **options: Any) -> None:
        self.choices = tuple((value, as_text(words)) for value, words in choices)
        super().__init__(label, *args, **options)

    def read(self, typed: str) -> Any:
        for value, _ in self.choices:
            if typed_choice(value) == typed:
                return value
        raise ValueError(Text("Hãy chọn một trong các mục.", "Choose one of the options."))

    def typed(self, value: Any) -> str:
        return "" if value is None else typed_choice(value)

    def shown(self, value: Any) -> Text:
        return next((words for known, words in self.choices if known == value), Text(""))


class SelectField(ChoiceField):
    """One of many choices, drawn as a list."""

    kind = "select"


class YesNoField(ChoiceField):
    """Yes or no, kept as a bool."""

    def __init__(self, label: Words, *args: Any, **options: Any) -> None:
        choices = ((True, Text("Có", "Yes")), (False, Text("Không", "No")))
        super().__init__(label, choices, *args, **options)


class SeveralField(ChoiceField):
    """Any number of the choices, kept as a list."""

    kind = "checkboxes"

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = [self.read(typed) for typed in dict.fromkeys(valuelist) if typed]

    def shown(self, value: Any) -> Text:
        chosen = [words for known, words in self.choices if known in (value or ())]
        return Text(
            "; ".join(words.vi for words in chosen), "; ".join(words.en for words in chosen)
        )


class ConfirmField(Question):
    """One box to tick, such as a commitment; ticked is True."""

    kind = "confirm"
    yes: ClassVar[Text] = Text("Có", "Yes")

    def __init__(self, label: Words, *args: Any, **options: Any) -> None:
        options.setdefault(
            "required",
            Text("Hãy đánh dấu để xác nhận.", "Tick the box to confirm."),
        )
        super().__init__(label, *args, **options)

    def empty(self) -> bool:
        return not self.data

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = any(typed == "yes" for typed in valuelist)

    def typed(self, value: Any) -> str:
        return "yes" if value else ""

    def shown(self, value: Any) -> Text:
        return self.yes if value else Text("Không", "No")


__all__ = [
    "Choice",
    "ChoiceField",
    "ConfirmField",
    "DateField",
    "EmailField",
    "LongTextField",
    "MoneyField",
    "NameField",
    "NumberField",
    "PersonalNumberField",
    "PhoneField",
    "SelectField",
    "SeveralField",
    "TextField",
    "YesNoField",
    "refuse",
]
