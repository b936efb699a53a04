"""Why a paper is not taken, in one sentence that says what to do next."""

from __future__ import annotations

from citizen_portal.domain.wording import Text

LARGEST_FILE = 10 * 1024 * 1024

MESSAGES = {
    "empty": Text(
        "Tệp này trống; hãy chọn lại tệp có nội dung.",
        "This file is empty; choose a file that has content.",
    ),
    "too_large": Text(
        "Tệp lớn hơn 10 MB; hãy quét hoặc chụp lại ở độ phân giải thấp hơn rồi tải lên.",
        "The file is larger than 10 MB; scan or photograph it again at a lower resolution.",
    ),
    "wrong_type": Text(
        "Chỉ nhận tệp PDF, JPEG hoặc PNG; hãy lưu hoặc chụp lại giấy tờ theo một trong ba loại.",
        "Only PDF, JPEG or PNG files are taken; save or photograph the paper as one of these.",
    ),
    "broken": Text(
        "Tệp bị hỏng hoặc tải lên chưa đủ; hãy lưu hoặc chụp lại giấy tờ rồi tải lên lần nữa.",
        "The file is damaged or incomplete; save or photograph the paper again and upload it.",
    ),
    "encrypted": Text(
        "Tệp PDF đang đặt mật khẩu hoặc bị khóa; hãy bỏ khóa rồi tải lên lại.",
        "The PDF has a password or is locked; remove the lock and upload it again.",
    ),
    "active_content": Text(
        "Tệp PDF có mã lệnh, tệp đính kèm hoặc thao tác tự chạy; hãy in lại thành PDF rồi tải lên.",
        "The PDF holds scripts, attached files or automatic actions; print it to a new PDF first.",
    ),
    "image_too_large": Text(
        "Ảnh có quá nhiều điểm ảnh; hãy giảm độ phân giải rồi tải lên lại.",
        "The picture has too many pixels; reduce its resolution and upload it again.",
    ),
    "foreign_data": Text(
        "Tệp có lẫn dữ liệu của loại tệp khác; hãy lưu lại thành PDF hoặc ảnh rồi tải lên.",
        "The file carries data of another kind; save it again as a PDF or picture and upload it.",
    ),
    "too_complex": Text(
        "Tệp quá phức tạp nên không đọc được; hãy in lại thành PDF hoặc chụp ảnh rồi tải lên.",
        "The file is too complex to be read; print it to a new PDF or photograph the paper.",
    ),
}


class FileRefused(Exception):
    """A paper that is not taken.

    ``reason_code`` is stable, one of ``MESSAGES``; ``message`` is for the person.
    """

    def __init__(self, reason_code: str, message: Text) -> None:
        super().__init__(reason_code)
        self.reason_code = reason_code
        self.message = message


def refused(reason_code: str) -> FileRefused:
    """Make the refusal for one of the codes of ``MESSAGES``."""
    return FileRefused(reason_code, MESSAGES[reason_code])
