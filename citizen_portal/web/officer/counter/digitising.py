"""Digitisation of the papers that came to the counter: the list, and one paper at a time."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from flask import redirect, request

from citizen_portal.domain.digitisation import CopyKind
from citizen_portal.domain.side_states import words_of
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.describing import describe_step
from citizen_portal.procedures.fields import ChoiceField, ConfirmField, DateField, TextField
from citizen_portal.procedures.form import Problem, ProcedureForm, read_step
from citizen_portal.services.errors import NotFound, NotPossibleNow, WrongInput
from citizen_portal.services.vault.digitising import (
    DigitisationPage,
    PaperDetails,
    ScannedPaper,
    digitise,
    open_digitisation,
)
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.language import language, words
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.pages import page
from citizen_portal.web.typed import Typed, typed_form

PAPERS = "/can-bo/ho-so/<uuid:dossier_id>/so-hoa"
ONE = f"{PAPERS}/<uuid:attachment_id>"
CHECK_FIRST = Text(
    "Hãy đối chiếu bản quét với giấy tờ rồi đánh dấu vào ô này.",
    "Compare the scan with the paper, then tick this box.",
)


class PaperDescription(ProcedureForm):
    """What the paper itself says."""

    name = "giay-to"
    title: ClassVar[Text] = Text("Thông tin trên giấy tờ", "What the paper says")

    so_ky_hieu = TextField(Text("Số, ký hiệu", "Number"), required=False, max_length=100, width=20)
    ngay_cap = DateField(Text("Ngày cấp", "Date of issue"), required=False)
    nguoi_ky = TextField(Text("Người ký", "Signed by"), required=False)
    co_quan_cap = TextField(Text("Cơ quan cấp", "Issued by"), required=False)
    het_han = DateField(
        Text("Có giá trị đến ngày", "Valid until"),
        required=False,
        hint=Text("Bỏ trống nếu giấy tờ không có thời hạn.", "Leave empty if it does not expire."),
    )
    loai_ban = ChoiceField(
        Text("Bản đã nhận", "What was handed in"),
        tuple((kind.value, kind.label) for kind in (CopyKind.ORIGINAL, CopyKind.COPY)),
    )
    doi_chieu = ConfirmField(
        Text(
            "Tôi đã đối chiếu bản quét với giấy tờ, nội dung khớp nhau",
            "I have compared the scan with the paper, and they match",
        ),
        required=CHECK_FIRST,
    )


_ASKED = {"number": "so_ky_hieu", "signer": "nguoi_ky", "issuer": "co_quan_cap",
          "issued_on": "ngay_cap", "valid_until": "het_han"}  # fmt: skip


@officer_pages.get(PAPERS)
@officer
def digitisation(dossier_id: UUID) -> Any:
    """The papers of the dossier, each with how far it is."""
    seen = open_digitisation(context.db(), context.parts(), context.actor(), dossier_id)
    return page("officer/counter/digitisation.html", seen=seen, state=words_of(seen.state))


@officer_pages.get(ONE)
@officer
def describe_paper(dossier_id: UUID, attachment_id: UUID) -> Any:
    """One scan: what it says."""
    return _page(dossier_id, attachment_id)


@officer_pages.post(ONE)
@officer
def store_paper(dossier_id: UUID, attachment_id: UUID) -> Any:
    """Keep what it says; or check, sign and store it."""
    typed = typed_form()
    only_kept = "chi_luu" in request.form
    reading = read_step(PaperDescription, typed, {}, context.parts().today())
    problems = reading.problems
    if only_kept:  # what was typed is kept before the paper is compared
        problems = tuple(one for one in problems if one.question != "doi_chieu")
    if problems:
        return _page(dossier_id, attachment_id, 422, typed, problems)
    given = reading.answers
    try:
        digitise(
            context.db(), context.parts(), context.actor(), dossier_id, attachment_id,
            PaperDetails(**{name: given[asked] for name, asked in _ASKED.items() if given[asked]}),
            CopyKind(given["loai_ban"]), checked=not only_kept,
        )  # fmt: skip
    except WrongInput as error:
        found = tuple(Problem(_ASKED[name], said) for name, said in error.problems.items())
        return _page(dossier_id, attachment_id, 422, typed, found)
    except NotPossibleNow as error:
        context.db().rollback()
        return _page(dossier_id, attachment_id, 409, typed, (Problem("", error.sentence),))
    return redirect(f"/can-bo/ho-so/{dossier_id}/so-hoa", 303)


store_paper.comes_back_to = "/can-bo/ho-so/{dossier_id}/so-hoa"  # type: ignore[attr-defined]


def _page(
    dossier_id: UUID,
    attachment_id: UUID,
    status: int = 200,
    typed: Typed | None = None,
    problems: tuple[Problem, ...] = (),
) -> Any:
    seen = open_digitisation(context.db(), context.parts(), context.actor(), dossier_id)
    paper = _one_of(seen, attachment_id)
    return page(
        "officer/counter/digitise.html", status, seen=seen, paper=paper,
        sections=describe_step(PaperDescription, _known(paper), language(), typed=typed,
                               problems=problems),
        errors=[(one.question, words(one.sentence)) for one in problems],
    )  # fmt: skip


def _one_of(seen: DigitisationPage, attachment_id: UUID) -> ScannedPaper:
    for one in seen.papers:
        if one.file.id == attachment_id:
            return one
    raise NotFound()


def _known(paper: ScannedPaper) -> dict[str, Any]:
    details = PaperDetails.from_json(paper.details)
    known = {asked: getattr(details, name) for name, asked in _ASKED.items()}
    return {**known, "loai_ban": paper.file.copy_kind}
