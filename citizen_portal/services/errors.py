"""What can go wrong in a use case, each with what the page needs to say so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from citizen_portal.domain.wording import Text
from citizen_portal.procedures.form import Problem


class PortalError(Exception):
    """A use case ended without effect; ``sentence`` says what to do next."""

    sentence = Text("Có lỗi xảy ra. Hãy thử lại.", "Something went wrong. Please try again.")

    def __init__(self, sentence: Text | None = None) -> None:
        if sentence is not None:
            self.sentence = sentence
        super().__init__(self.sentence.vi)


class NotFound(PortalError):
    """There is no such thing, or it is not this person's: the two look the same."""

    sentence = Text(
        "Không tìm thấy nội dung bạn yêu cầu. Hãy kiểm tra lại mã hoặc đường dẫn.",
        "What you asked for was not found. Check the code or the address.",
    )


class LoginNeeded(PortalError):
    """Nobody is logged in."""

    sentence = Text("Hãy đăng nhập để tiếp tục.", "Log in to continue.")


class StepUpNeeded(PortalError):
    """The login is of too low a level for this."""

    sentence = Text(
        "Việc này cần tài khoản định danh mức 2. Hãy đăng nhập lại bằng tài khoản mức 2; "
        "nếu chưa có, hãy đến công an xã, phường để được cấp.",
        "This needs a level 2 identity. Log in again with a level 2 account; "
        "if you have none, your commune police can issue it.",
    )


class Forbidden(PortalError):
    """The person may see this but not do that."""

    sentence = Text(
        "Bạn không được giao việc này. Hãy liên hệ người quản trị của cơ quan.",
        "This task is not assigned to you. Ask your agency's administrator.",
    )


class NotPossibleNow(PortalError):
    """The thing is not in a state that allows this."""


class NotInTable(NotPossibleNow):
    """The status allows this to nobody of the role; the sentence says what is possible now."""


class AgencyNeeded(PortalError):
    """Several agencies take this, and nothing tells which one is meant."""

    sentence = Text(
        "Hãy chọn cơ quan nhận hồ sơ trong danh sách.",
        "Choose the agency that receives the dossier from the list.",
    )


class Stale(PortalError):
    """Somebody, or another tab, changed the thing in the meantime."""

    sentence = Text(
        "Hồ sơ đã thay đổi từ khi bạn mở trang này. Hãy xem lại rồi lưu lần nữa; "
        "những gì bạn đã nhập vẫn còn.",
        "The dossier has changed since you opened this page. Check it and save again; "
        "what you typed is still here.",
    )


class InvalidAnswers(PortalError):
    """Answers are missing or contradict each other; all problems at once.

    ``problems`` are by step; of one step when one step was saved.
    """

    sentence = Text("Hãy sửa các mục sau.", "Please correct the following.")

    def __init__(self, problems: Mapping[str, tuple[Problem, ...]]) -> None:
        self.problems = problems
        super().__init__()


class PapersMissing(PortalError):
    """Required papers are not there; ``titles`` are their names by requirement."""

    sentence = Text("Hãy bổ sung các giấy tờ còn thiếu.", "Please add the missing papers.")

    def __init__(self, titles: Mapping[str, Text]) -> None:
        self.titles = titles
        super().__init__()


class TooManyTries(PortalError):
    """Too often in too short a time; ``until`` says when to try again."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        super().__init__(
            Text(
                "Bạn đã thử quá nhiều lần. Hãy đợi vài phút rồi thử lại.",
                "You have tried too often. Wait a few minutes, then try again.",
            )
        )


class WrongInput(PortalError):
    """A form of officers or administrators cannot be carried out; by field, all at once."""

    sentence = Text("Hãy sửa các mục sau.", "Please correct the following.")

    def __init__(self, problems: Mapping[str, Text]) -> None:
        self.problems = problems
        super().__init__()


class OutOfOrder(PortalError):
    """A part of the portal does not work for now."""

    sentence = Text(
        "Dịch vụ tạm thời gián đoạn. Dữ liệu của bạn vẫn được giữ; hãy thử lại sau ít phút.",
        "The service is interrupted for a while. Your data is kept; try again in a few minutes.",
    )
