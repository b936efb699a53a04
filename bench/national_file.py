"""A national catalogue file of any size: the real shape, invented procedures, always the same.

Names are put together from things that Vietnamese procedures are about; codes lie where no
real procedure was found (``3.1…``). Some entries carry the mistakes seen in the real data.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path
from typing import Any

COUNT = 6_000

_VERBS = (
    "Cấp", "Cấp lại", "Cấp đổi", "Gia hạn", "Điều chỉnh", "Thu hồi", "Đăng ký", "Xác nhận",
    "Phê duyệt", "Thẩm định", "Công nhận", "Thông báo", "Chấm dứt", "Chuyển nhượng",
)  # fmt: skip
_CASES = (
    "", "đối với tổ chức trong nước", "đối với cá nhân nước ngoài", "trong trường hợp bị mất",
    "trong trường hợp bị hư hỏng", "theo yêu cầu của cơ quan nhà nước",
)  # fmt: skip
_SUBJECTS = (
    ("ĐT1", "Công dân Việt Nam"), ("ĐT2", "Doanh nghiệp"), ("DT11", "Hợp tác xã"),
    ("ĐT9", "Tổ chức (không bao gồm doanh nghiệp, HTX)"), ("ĐT5", "Người nước ngoài"),
    ("ĐT4", "Người Việt Nam định cư ở nước ngoài"),
    ("ĐT10", "Doanh nghiệp có vốn đầu tư nước ngoài"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Field:
    code: str
    name: str
    ministry: str
    agency: str
    level: str
    things: tuple[str, ...]


def _fields() -> tuple[_Field, ...]:
    read = tomllib.loads((Path(__file__).parent / "national_fields.toml").read_text("utf-8"))
    return tuple(_Field(**{**one, "things": tuple(one["things"])}) for one in read["field"])


_FIELDS = _fields()


def national_procedures(count: int = COUNT) -> Iterator[dict[str, Any]]:
    """Yield so many entries of the national form; the first ones never depend on ``count``."""
    for number, (name, field) in enumerate(islice(_names(), count)):
        yield _entry(number, name, field)


def write_national_file(path: Path, count: int = COUNT) -> Path:
    """Write ``{"procedures": […]}`` with so many entries; return the path."""
    with path.open("w", encoding="utf-8") as file:
        file.write('{"procedures": [')
        for number, entry in enumerate(national_procedures(count)):
            file.write(",\n" if number else "\n")
            json.dump(entry, file, ensure_ascii=False)
        file.write("\n]}\n")
    return path


def _names() -> Iterator[tuple[str, _Field]]:
    """All names, spread over the fields of law; round after round with another place."""
    combined = tuple(product(_CASES, _VERBS, range(max(len(one.things) for one in _FIELDS))))
    for part in range(1, 1000):
        place = f" tại khu vực {part}" if part > 1 else ""
        for case, verb, thing in combined:
            for field in _FIELDS:
                if thing < len(field.things):
                    words = (verb, field.things[thing], case)
                    yield " ".join(filter(None, words)) + place, field


def _entry(number: int, name: str, field: _Field) -> dict[str, Any]:
    code = f"3.{100_000 + number:06d}"
    return {
        "id": f"00000000-0000-4000-8000-{number:012d}",
        "code": code,
        "name": name,
        "category": {"code": field.code, "name": field.name},
        "departmentPromulgateName": field.ministry,
        "departmentsExecuting": [{"name": field.agency, "code": ""}],
        "unitGroupsExecuting": [],
        "subjectTypesDetails": [
            {"code": word, "name": text}
            for place, (word, text) in enumerate(_SUBJECTS)
            if place == number % 7 or place == number % 3
        ],
        "resultsDetails": [{"name": f"Kết quả: {name.lower()}", "code": f"KQ.{number:06d}"}],
        **_work(number, code, name, field),
        "legalBasisesDetails": [
            {"code": f"{number % 90}/VÍ-DỤ", "name": f"Văn bản ví dụ về {field.name.lower()}"},
            {"code": f"{number % 70}/VD-HD", "name": f"Hướng dẫn ví dụ của {field.ministry}"},
        ],
        "isWard": field.level == "Ward",
        "isProvince": field.level == "Province",
        "isMinistry": field.level == "Ministry",
        "isFullProcess": number % 3 == 0,
        "isNonTerritorial": number % 5 == 0,
        "isOfflineOnly": number % 40 == 0,
        "keywords": "",
        "type": "STANDARD",
    }  # fmt: skip


def _work(number: int, code: str, name: str, field: _Field) -> dict[str, Any]:
    """How it is filed, what it takes, and what must be brought."""
    days = 3 + number % 28
    return {
        "requirementsAndConditions": _conditions(number),
        "executionMethods": [_method(number, channel, days) for channel in _channels(number)],
        "cases": [_case(number, code, name, days)],
        "executionCases": _papers(number, field),
        "executionSteps": [{"name": "", "description": _steps(field, days)}],
    }


def _channels(number: int) -> tuple[str, ...]:
    return ("DIRECT",) if number % 40 == 0 else ("ONLINE", "POSTAL", "DIRECT")


def _method(number: int, channel: str, days: int) -> dict[str, Any]:
    value = (number % 9) * 50_000
    if number % 97 == 13 and channel == "ONLINE":
        value = 100  # as the real catalogue says of 2.001610, instead of 100,000
    return {
        "submissionMethod": channel,
        "processingTime": days,
        "processingTimeUnit": "DAY" if number % 11 == 0 else "WORKING_DAY",
        "description": f"{days} ngày kể từ ngày nhận đủ hồ sơ hợp lệ.",
        "fees": [{"type": "FEE", "value": value, "description": "Theo quy định về phí và lệ phí."}],
    }


def _case(number: int, code: str, name: str, days: int) -> dict[str, Any]:
    contradicts = number % 151 == 20  # as 1.013225 does
    return {
        "code": f"{code}.01",
        "name": name,
        "processingDay": {"qty": days * 2 if contradicts else days,
                          "type": "DAY" if number % 11 == 0 or contradicts else "WORKING_DAY"},
    }  # fmt: skip


def _papers(number: int, field: _Field) -> list[dict[str, Any]]:
    titles = (
        f"Đơn đề nghị theo mẫu do {field.ministry} ban hành, có chữ ký của người đề nghị hoặc "
        "người đại diện theo pháp luật của tổ chức đề nghị",
        "Bản thuyết minh về cơ sở vật chất, trang thiết bị và nhân sự bảo đảm cho hoạt động",
        "Bản sao văn bằng, chứng chỉ chuyên môn của người chịu trách nhiệm",
        "Văn bản uỷ quyền trong trường hợp nộp hồ sơ thay",
        "Sổ hộ khẩu của người đề nghị" if number % 211 == 5 else "Sơ đồ địa điểm hoạt động",
    )
    components = [
        {"name": title, "originalQty": 1, "copyQty": place % 2, "code": f"KQ{number:06d}{place}",
         "attachments": [{"fileName": "mau-don.doc"}] if place == 0 else []}
        for place, title in enumerate(titles[: 2 + number % 4])
    ]  # fmt: skip
    components.append({
        "name": "Lưu ý: Giấy tờ đã có trong cơ sở dữ liệu quốc gia thì người nộp không phải "
                "xuất trình; cơ quan tiếp nhận tự khai thác dữ liệu.",
        "originalQty": 0, "copyQty": 0, "code": "", "attachments": [],
    })  # fmt: skip
    return [{"name": "", "profileComponents": components}]


def _conditions(number: int) -> str:
    if number % 4:
        return ""
    return "Cơ sở vật chất và nhân sự đáp ứng quy chuẩn kỹ thuật trong lĩnh vực đề nghị."


def _steps(field: _Field, days: int) -> str:
    return (
        f"Bước 1: Người đề nghị nộp hồ sơ đến {field.agency}.\n"
        f"Bước 2: {field.agency} kiểm tra hồ sơ, viết giấy tiếp nhận và hẹn trả kết quả.\n"
        f"Bước 3: Trong {days} ngày, {field.agency} thẩm định, lấy ý kiến các đơn vị liên quan.\n"
        "Bước 4: Người đề nghị nhận kết quả tại nơi nộp hoặc qua dịch vụ bưu chính."
    )


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "national.json")
    write_national_file(target, int(sys.argv[2]) if len(sys.argv) > 2 else COUNT)
    print(f"{target}: {target.stat().st_size / 1e6:.0f} MB")
