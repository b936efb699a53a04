"""A small sound pack to change in tests; everything in it is invented."""

from __future__ import annotations

from pathlib import Path

from citizen_portal.plugin_api import Procedure, Refused
from plugins.procedures.declared_packs.offering import read_pack

SMALL = """\
pack = 1
code = "3.980001"
version = "1"
in_force = { since = 2026-01-01 }
name = { vi = "Mượn sân", en = "Borrow the yard" }
summary = { vi = "Mượn sân để họp.", en = "Borrow the yard for a meeting." }
field_of_law = { name = { vi = "Ví dụ", en = "Example" } }
competent_level = "commune"
authority = "commune_peoples_committee"
subjects = ["citizen"]
service_level = "full"
channels = ["online", "counter"]
subject = ["requester_name"]

[law.rules]
document = "Nội quy ví dụ"
verified = true

[law.habit]
document = "Thói quen ví dụ"
verified = false

[[steps]]
name = "nguoi-muon"
title = { vi = "Người mượn", en = "The borrower" }
use = "requester"

[[steps]]
name = "viec"
title = { vi = "Việc", en = "The occasion" }

[[steps.questions]]
name = "occasion"
kind = "choice"
label = { vi = "Việc gì?", en = "Which occasion?" }
choices = [
  { value = "meeting", label = { vi = "Họp", en = "Meeting" } },
  { value = "feast", label = { vi = "Liên hoan", en = "Feast" } },
]

[[steps.questions]]
name = "hours"
kind = "number"
label = { vi = "Số giờ", en = "Hours" }
least = 1
most = 12

[[steps.questions]]
name = "music"
kind = "yes_no"
label = { vi = "Có loa?", en = "Loudspeakers?" }
shown_when = { question = "occasion", is = ["feast"] }

[[steps.questions]]
name = "day"
kind = "date"
label = { vi = "Ngày mượn", en = "Day" }

[[papers]]
name = "y-kien-hang-xom"
title = { vi = "Ý kiến hàng xóm", en = "The neighbours' consent" }
needed_when = { question = "music", is = [true] }

[[fee.lines]]
code = "SAN"
name = { vi = "Phí mượn sân", en = "Fee for the yard" }
kind = "fee"
per = { question = "hours", unit = { vi = "giờ", en = "hour" } }

[[fee.lines.rates]]
since = 2026-01-01
amount = 20_000
legal_basis = "rules"

[deadline]
unit = "working_day"
amount = 2
legal_basis = "rules"

[[desks]]
name = "xem-lich"
title = { vi = "Xem lịch", en = "Check the diary" }
hours = 4

[result]
name = { vi = "Giấy cho mượn sân", en = "Permit for the yard" }

[[result.questions]]
name = "lent_date"
kind = "date"
label = { vi = "Ngày cho mượn", en = "Day" }

[result.suggest]
lent_date = { answer = ["day"] }

[[result.lines]]
label = "Cho mượn"
text = "{requester_name}, ngày {lent_date}"

[retention]
years = 1
legal_basis = "habit"

[[cases]]
name = "feast"
papers = ["y-kien-hang-xom"]
fee = 60_000
[cases.answers]
requester_name = "Nguyễn Văn An"
requester_number = "022085000011"
requester_birth_date = 1985-03-31
requester_phone = "+84912345678"
requester_address = "Số 12, phường Hạ Long, tỉnh Quảng Ninh"
occasion = "feast"
hours = 3
music = true
day = 2027-01-09
"""


def changed(*pairs: tuple[str, str]) -> str:
    """The small pack with some of its text replaced; each must be there once."""
    text = SMALL
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def read(folder: Path, text: str | bytes) -> Procedure | Refused:
    """Read a text as a pack of its own folder."""
    place = folder / "small"
    place.mkdir(exist_ok=True)
    file = place / "pack.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_pack(file)


def sound(folder: Path, text: str) -> Procedure:
    """Read a text that is a sound pack."""
    found = read(folder, text)
    assert isinstance(found, Procedure), found.sentences
    return found


def refused(folder: Path, text: str | bytes) -> Refused:
    """Read a text that is no sound pack."""
    found = read(folder, text)
    assert isinstance(found, Refused)
    assert found.sentences
    return found
