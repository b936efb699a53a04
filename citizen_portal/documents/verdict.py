"""What verifying a PDF found, in words for people; it knows nothing of how it is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from citizen_portal.documents.frozen import Frozen
from citizen_portal.domain.wording import Text

LARGEST_FILE = 20 * 1024 * 1024

TOO_LARGE = Text(
    "Tệp lớn hơn 20 MB nên không kiểm tra được; hãy tải lên đúng tệp đã nhận từ cổng.",
    "The file is larger than 20 MB and was not checked; upload the file you got from the portal.",
)
NOT_A_PDF = Text(
    "Không đọc được tệp này như một tệp PDF; hãy tải lên đúng tệp đã nhận từ cổng.",
    "This file cannot be read as a PDF; upload the file you got from the portal.",
)
UNSIGNED = Text(
    "Tệp này không có chữ ký số nên không phải giấy do cổng cấp.",
    "This file carries no digital signature, so it was not issued by the portal.",
)
ALTERED = Text(
    "Nội dung tệp đã bị thay đổi sau khi ký; không sử dụng tệp này.",
    "The file was altered after it was signed; do not rely on it.",
)
UNKNOWN_SIGNER = Text(
    "Chữ ký số không phải của cơ quan được cổng công nhận; không sử dụng tệp này.",
    "The signature is not of an authority that the portal recognises; do not rely on it.",
)
GENUINE = Text(
    "Giấy này là thật và còn nguyên vẹn từ khi ký.",
    "This paper is genuine and unchanged since it was signed.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureView(Frozen):
    """One signature: the name on its certificate, the time it states, whether we trust it."""

    name: str
    at: datetime | None
    trusted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict(Frozen):
    """What verifying found; ``reason`` is the sentence for people.

    ``altered`` means that a signature is there but does not cover the file as it is.
    """

    genuine: bool
    altered: bool
    signatures: tuple[SignatureView, ...]
    reason: Text
