"""The people of the demonstration. All of them, and all their numbers, are made up."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

HA_LONG, BAI_CHAY, BINH_LIEU = "06688", "06673", "06838"
COMMUNES = {
    HA_LONG: "phường Hạ Long",
    BAI_CHAY: "phường Bãi Cháy",
    BINH_LIEU: "xã Bình Liêu",
}
# Any fixed namespace will do: the subject only has to stay the same, and not be the number.
SUBJECTS = uuid.UUID("6f0b6f3e-5a0c-4d0e-9a55-0d1b6f1c2a11")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who can log in at the simulator, with the highest level they can reach."""

    number: str
    name: str
    birth_date: date
    gender: str
    role: str
    commune: str = HA_LONG
    level: int = 2

    @property
    def subject(self) -> str:
        """The identifier that clients know the person by: stable, and says nothing."""
        return str(uuid.uuid5(SUBJECTS, self.number))

    def claims(self, scopes: Collection[str]) -> dict[str, Any]:
        """The claims for userinfo: the standard ones, and those of the national account."""
        claims: dict[str, Any] = {"sub": self.subject}
        if "profile" in scopes:
            claims |= self._profile()
        if "email" in scopes:
            claims |= {"email": f"so-{self.number}@example.com", "email_verified": True}
        if "phone" in scopes:
            claims |= {
                "phone_number": f"+849000{self.number[-5:]}",
                "phone_number_verified": True,
            }
        if "address" in scopes:
            claims |= {
                "address": {"formatted": self._address(), "country": "VN"},
                "MaXa": self.commune,
            }
        return claims

    def _profile(self) -> dict[str, Any]:
        family, *middle, given = self.name.split()
        return {
            "name": self.name,
            "family_name": family,
            "middle_name": " ".join(middle),
            "given_name": given,
            "gender": self.gender,
            "birthdate": self.birth_date.isoformat(),
            "locale": "vi-VN",
            "zoneinfo": "Asia/Ho_Chi_Minh",
            "LoaiTaiKhoan": "1",
            "SoDinhDanh": self.number,
            "HoVaTen": self.name,
            "NgayThangNamSinh": f"{self.birth_date:%d/%m/%Y}",
        }

    def _address(self) -> str:
        return f"Số {int(self.number[-3:])}, phố Ví Dụ, {COMMUNES[self.commune]}, tỉnh Quảng Ninh"


PEOPLE = (
    Person(
        number="022085000011",
        name="Nguyễn Văn An",
        birth_date=date(1985, 3, 12),
        gender="male",
        role="Công dân, phường Hạ Long",
    ),
    Person(
        number="022190000022",
        name="Trần Thị Bình",
        birth_date=date(1990, 7, 25),
        gender="female",
        role="Công dân, phường Bãi Cháy",
        commune=BAI_CHAY,
    ),
    Person(
        number="022205000033",
        name="Lý A Sáng",
        birth_date=date(2005, 11, 2),
        gender="male",
        role="Công dân, chỉ có định danh mức 1",
        commune=BINH_LIEU,
        level=1,
    ),
    Person(
        number="022080000044",
        name="Lê Minh Cường",
        birth_date=date(1980, 1, 30),
        gender="male",
        role="Người đại diện theo pháp luật của một công ty",
    ),
    Person(
        number="022188000055",
        name="Phạm Thị Dung",
        birth_date=date(1988, 5, 9),
        gender="female",
        role="Cán bộ một cửa, UBND phường Hạ Long",
    ),
    Person(
        number="022083000066",
        name="Hoàng Văn Em",
        birth_date=date(1983, 9, 17),
        gender="male",
        role="Cán bộ thụ lý, UBND phường Hạ Long",
    ),
    Person(
        number="022175000077",
        name="Vũ Thị Giang",
        birth_date=date(1975, 12, 4),
        gender="female",
        role="Lãnh đạo phê duyệt, UBND phường Hạ Long",
    ),
    Person(
        number="022182000088",
        name="Đỗ Thị Hải",
        birth_date=date(1982, 6, 21),
        gender="female",
        role="Cán bộ một cửa, UBND phường Bãi Cháy",
        commune=BAI_CHAY,
    ),
    Person(
        number="022081000111",
        name="Trịnh Văn Lâm",
        birth_date=date(1981, 4, 8),
        gender="male",
        role="Cán bộ một cửa và thụ lý, Công an phường Hạ Long",
    ),
    Person(
        number="022178000122",
        name="Đinh Thị Mai",
        birth_date=date(1978, 10, 15),
        gender="female",
        role="Lãnh đạo phê duyệt, Công an phường Hạ Long",
    ),
    Person(
        number="022186000099",
        name="Ngô Thị Hoa",
        birth_date=date(1986, 2, 19),
        gender="female",
        role="Cán bộ thụ lý, Sở Tài chính",
    ),
    Person(
        number="022184000133",
        name="Tạ Thị Ngân",
        birth_date=date(1984, 3, 6),
        gender="female",
        role="Cán bộ một cửa và thụ lý, Bảo hiểm xã hội cơ sở Hạ Long",
    ),
    Person(
        number="022077000144",
        name="Đặng Văn Phúc",
        birth_date=date(1977, 5, 30),
        gender="male",
        role="Lãnh đạo phê duyệt, Bảo hiểm xã hội cơ sở Hạ Long",
    ),
    Person(
        number="022087000155",
        name="Cao Văn Quý",
        birth_date=date(1987, 9, 14),
        gender="male",
        role="Cán bộ một cửa và thụ lý, Công an tỉnh Quảng Ninh",
    ),
    Person(
        number="022176000166",
        name="Mạc Thị Sen",
        birth_date=date(1976, 7, 3),
        gender="female",
        role="Lãnh đạo phê duyệt, Công an tỉnh Quảng Ninh",
    ),
    Person(
        number="022174000177",
        name="Lương Thị Sinh",
        birth_date=date(1974, 1, 3),
        gender="female",
        role="Lãnh đạo phê duyệt, UBND phường Bãi Cháy",
        commune=BAI_CHAY,
    ),
    Person(
        number="022089000188",
        name="Kiều Văn Thành",
        birth_date=date(1989, 2, 4),
        gender="male",
        role="Cán bộ thụ lý, UBND phường Bãi Cháy",
        commune=BAI_CHAY,
    ),
    Person(
        number="022190000199",
        name="Tống Thị Uyên",
        birth_date=date(1990, 3, 5),
        gender="female",
        role="Cán bộ một cửa, Sở Tài chính",
    ),
    Person(
        number="022088000200",
        name="Hà Văn Vinh",
        birth_date=date(1988, 4, 6),
        gender="male",
        role="Cán bộ thu phí, Sở Tài chính",
    ),
    Person(
        number="022181000211",
        name="Quách Thị Xuân",
        birth_date=date(1981, 5, 7),
        gender="female",
        role="Lãnh đạo phòng, Sở Tài chính",
    ),
    Person(
        number="022072000222",
        name="Chu Văn Yên",
        birth_date=date(1972, 6, 8),
        gender="male",
        role="Lãnh đạo phê duyệt, Sở Tài chính",
    ),
    Person(
        number="022191000233",
        name="Âu Thị Ánh",
        birth_date=date(1991, 7, 9),
        gender="female",
        role="Văn thư, Sở Tài chính",
    ),
    Person(
        number="022186000244",
        name="Vi Thị Én",
        birth_date=date(1986, 8, 10),
        gender="female",
        role="Quản trị đơn vị, UBND phường Hạ Long",
    ),
    Person(
        number="022083000255",
        name="Phan Văn Đạo",
        birth_date=date(1983, 9, 11),
        gender="male",
        role="Quản trị đơn vị, UBND phường Hạ Long",
    ),
    Person(
        number="022192000266",
        name="Lã Thị Bích",
        birth_date=date(1992, 10, 12),
        gender="female",
        role="Cán bộ một cửa, Trung tâm Phục vụ hành chính công",
    ),
    Person(
        number="022093000277",
        name="Mai Văn Cảnh",
        birth_date=date(1993, 11, 13),
        gender="male",
        role="Cán bộ thu phí, Trung tâm Phục vụ hành chính công",
    ),
    Person(
        number="022194000288",
        name="Nghiêm Thị Duyên",
        birth_date=date(1994, 12, 14),
        gender="female",
        role="Cán bộ trả kết quả, Trung tâm Phục vụ hành chính công",
    ),
    Person(
        number="022070000299",
        name="Kim Văn Định",
        birth_date=date(1970, 1, 15),
        gender="male",
        role="Kiểm tra viên",
    ),
    Person(
        number="022079000100",
        name="Bùi Văn Khoa",
        birth_date=date(1979, 8, 27),
        gender="male",
        role="Quản trị viên",
    ),
    Person(
        number="022184000300",
        name="Trương Thị Gấm",
        birth_date=date(1984, 11, 2),
        gender="female",
        role="Quản trị viên",
    ),
)
BY_NUMBER = {person.number: person for person in PEOPLE}


def in_order(login_hint: str) -> tuple[Person, ...]:
    """Return everybody, the person that ``login_hint`` names first."""
    hinted = BY_NUMBER.get(login_hint)
    return PEOPLE if hinted is None else (hinted, *(one for one in PEOPLE if one != hinted))
