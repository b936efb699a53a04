"""Very many dossiers in a province's agencies, as a year leaves them: written by COPY.

The same count and moment give the same dossiers. One agency has a tenth of all; most are
closed, some overdue; names and words repeat as they do in life.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, text

from citizen_portal.domain.dossier_code import DossierCode
from citizen_portal.domain.folding import sort_key
from citizen_portal.domain.moment import day_in_vietnam
from citizen_portal.procedures.form import answers_to_json
from citizen_portal.services.answer_lines import answered_steps
from citizen_portal.services.finding.words import agency_word, words_of
from citizen_portal.services.parts import Parts

UNITS = 149
BUSY = "06688"
"""The commune whose council has a tenth of all dossiers."""

FAMILY = ("Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Trần", "Lê", "Phạm", "Hoàng", "Vũ",
          "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Âu")  # fmt: skip
MIDDLE = ("Văn", "Thị", "Minh", "Thu", "Đức", "Ngọc", "Hữu", "Thanh", "Quang", "Kim")
GIVEN = ("An", "Bình", "Cường", "Dung", "Đạt", "Em", "Giang", "Hà", "Hải", "Hoa", "Hùng", "Khoa",
         "Lan", "Linh", "Long", "Mai", "Nam", "Nga", "Oanh", "Phúc", "Quân", "Sơn", "Tâm",
         "Thảo", "Tuấn", "Uyên", "Vinh", "Xuân", "Yến", "Ánh")  # fmt: skip
STREETS = ("Lê Thánh Tông", "Trần Hưng Đạo", "Nguyễn Văn Cừ", "Hạ Long", "Cái Dăm", "Giếng Đồn",
           "Kênh Liêm", "Hùng Thắng", "Tuần Châu", "Bạch Đằng", "Hậu Cần", "Vườn Đào")  # fmt: skip
# Status and how many of a thousand are in it.
SPREAD = {10: 680, 3: 50, 7: 40, 8: 30, 1: 35, 2: 10, 4: 85, 5: 20, 6: 10, 9: 40}
_CLOSED = (3, 7, 8, 10)
_OFFICERS = 4

COLUMNS = (
    "id", "code", "procedure_code", "procedure_version", "status", "asked_from", "revision",
    "person_id", "applicant_name", "name_key", "subject", "channel", "receiving_agency_id",
    "competent_agency_id", "handling_agency_id", "return_agency_id", "answers", "fee_total",
    "payment_state", "step", "officer_id", "supplements", "apologies", "created_at",
    "updated_at", "submitted_at", "acceptance_due_at", "accepted_at", "due_at", "completed_at",
    "returned_at",
)  # fmt: skip
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Form:
    """One procedure with an example of its answers, as stored and as words."""

    code: str
    version: str
    steps: tuple[str, ...]
    answers: str
    words: tuple[str, ...]


def write_dossiers(engine: Engine, parts: Parts, count: int) -> None:
    """Write so many dossiers of people of their own, with their words; then gather statistics."""
    chance = Random(count)
    _more_agencies(engine)
    with engine.connect() as connection:
        agencies = connection.execute(text(_AGENCIES), {"busy": BUSY}).all()
    people = list(_people(chance, max(count // 8, UNITS * _OFFICERS)))
    _copy(engine, "person", ("id", "issuer", "subject", "personal_number", "full_name", "gender",
                             "phone", "email", "address", "commune_code", "created_at"),
          ({**one, "created_at": parts.clock()} for one in people))  # fmt: skip
    officers = _posts(engine, parts, agencies, people)
    rows = list(_dossiers(chance, parts, agencies, people, officers, count))
    _copy(engine, "dossier", COLUMNS, rows)
    _copy(engine, "message", ("dossier_id", "from_office", "sender_id", "sender_name", "body",
                              "at", "read_at"), _messages(chance, rows))  # fmt: skip
    _copy(engine, "dossier_text", ("dossier_id", "words"), (
        {"dossier_id": row["id"], "words": row["words"]} for row in rows
    ))  # fmt: skip
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("SET statement_timeout = 0"))
        for table in ("dossier", "dossier_text", "message", "person", "officer_post"):
            connection.execute(text(f"VACUUM ANALYZE {table}"))


_AGENCIES = """
    SELECT id, code, commune_code = :busy AND kind = 'commune_peoples_committee' AS busy
    FROM agency ORDER BY busy DESC, id
"""


def _more_agencies(engine: Engine) -> None:
    with engine.begin() as connection:
        there = connection.execute(text("SELECT count(*) FROM agency")).scalar_one()
        for number in range(there, UNITS):
            connection.execute(text(
                "INSERT INTO agency (code, code_new, name, superior, kind, level, parent_id,"
                " commune_code, place, address, phone, tax_code, since)"
                " SELECT :code, '', :name, '', 'department', 'tinh', min(id), '', '', '', '', '',"
                " '2025-07-01' FROM agency"
            ), {"code": f"000.{number % 100:02d}.03.H49", "name": f"Đơn vị {number}"})  # fmt: skip


def _people(chance: Random, count: int) -> Iterator[Row]:
    for number in range(count):
        name = " ".join(chance.choice(one) for one in (FAMILY, MIDDLE, GIVEN))
        yield {
            "id": UUID(int=chance.getrandbits(128)), "issuer": "bench", "subject": str(number),
            "personal_number": f"0220{number:08}", "full_name": name, "gender": "",
            "phone": f"+849{number:08}", "email": "", "commune_code": "",
            "address": f"Số {chance.randrange(300)}, đường {chance.choice(STREETS)}",
        }  # fmt: skip


def _posts(
    engine: Engine, parts: Parts, agencies: Sequence[Any], people: Sequence[Row]
) -> dict[int, list[UUID]]:
    """Case officers at each agency; at the busy one those who are there already as well."""
    with engine.connect() as connection:
        there = connection.execute(text(
            "SELECT agency_id, person_id FROM officer_post WHERE role = 'case_officer'"
        )).all()  # fmt: skip
    officers: dict[int, list[UUID]] = {agency.id: [] for agency in agencies}
    for agency_id, person_id in there:
        officers[agency_id].append(person_id)
    posts = []
    for place, agency in enumerate(agencies):
        for person in people[place * _OFFICERS : (place + 1) * _OFFICERS]:
            officers[agency.id].append(person["id"])
            posts.append({"person_id": person["id"], "agency_id": agency.id,
                          "role": "case_officer", "title": "Cán bộ thụ lý",
                          "since": parts.today() - timedelta(days=400)})  # fmt: skip
    _copy(engine, "officer_post", ("person_id", "agency_id", "role", "title", "since"), posts)
    return officers


def _forms(parts: Parts) -> list[_Form]:
    found = []
    for procedure in parts.catalogue.on_offer(parts.today()):
        if procedure.interlinked or not procedure.cases:
            continue
        answers = procedure.cases[0].answers
        told = [line.value.vi for step in answered_steps(procedure, answers) for line in step.lines]
        found.append(_Form(
            procedure.code, procedure.version, tuple(step.name for step in procedure.steps),
            json.dumps(answers_to_json(procedure.form, answers), ensure_ascii=False),
            tuple(words_of((procedure.code, procedure.name.vi, procedure.name.en, *told),
                           parts.search_key)),
        ))  # fmt: skip
    return found


def _dossiers(
    chance: Random, parts: Parts, agencies: Sequence[Any], people: Sequence[Row],
    officers: Mapping[int, list[UUID]], count: int,
) -> Iterator[dict[str, Any]]:  # fmt: skip
    forms, now = _forms(parts), parts.clock()
    weights = [len(agencies) / 9, *(1 + chance.random() for _ in agencies[1:])]
    weights[0] = sum(weights[1:]) / 9
    sequence: Counter[tuple[str, Any]] = Counter()
    for _ in range(count):
        handling = chance.choices(agencies, weights)[0]
        receiving = handling if chance.random() < 0.85 else chance.choice(agencies)
        status = chance.choices(list(SPREAD), list(SPREAD.values()))[0]
        age = chance.uniform(15, 365) if status in _CLOSED else chance.uniform(0, 30) ** 1.1
        submitted = now - timedelta(days=age)
        day = day_in_vietnam(submitted)
        sequence[receiving.code, day] += 1
        code = DossierCode.format(receiving.code, day, sequence[receiving.code, day])
        row = _dossier(chance, chance.choice(forms), chance.choice(people), status, submitted)
        taken = status not in (1, 3) and chance.random() < 0.8
        seats = {"receiving_agency_id": receiving.id, "competent_agency_id": handling.id,
                 "handling_agency_id": handling.id, "return_agency_id": receiving.id}  # fmt: skip
        row |= {"code": code, **seats,
                "officer_id": chance.choice(officers[handling.id]) if taken else None}  # fmt: skip
        person = row.pop("person")
        own = words_of((code, person["full_name"], person["personal_number"], person["phone"],
                        person["address"]), parts.search_key)  # fmt: skip
        words = {*row.pop("words"), *own, *map(agency_word, {receiving.id, handling.id})}
        yield row | {"words": " ".join(f"'{word}'" for word in sorted(words))}


def _messages(chance: Random, rows: Sequence[Row]) -> Iterator[Row]:
    """A hundredth of the open dossiers has a message that nobody has read yet; more have been."""
    for row in rows:
        if row["status"] not in _CLOSED and chance.random() < 0.04:
            at = row["submitted_at"] + timedelta(days=1)
            yield {"dossier_id": row["id"], "from_office": False, "sender_id": row["person_id"],
                   "sender_name": row["applicant_name"], "body": "Bao giờ có kết quả?", "at": at,
                   "read_at": None if chance.random() < 0.25 else at}  # fmt: skip


def _dossier(
    chance: Random, form: _Form, person: Row, status: int, submitted: datetime
) -> dict[str, Any]:
    accepted = submitted + timedelta(hours=chance.uniform(1, 12))
    due = accepted + timedelta(days=chance.choice((3, 5, 10, 15, 30)))
    closed = accepted + timedelta(days=chance.uniform(1, 10))
    step = chance.choice((*form.steps, *form.steps, "phe-duyet", "ban-hanh"))
    decided = status not in (1, 3)
    return {
        "id": UUID(int=chance.getrandbits(128)), "procedure_code": form.code,
        "procedure_version": form.version, "status": status, "person": person,
        "asked_from": 4 if status in (5, 6) else None, "revision": 5, "person_id": person["id"],
        "applicant_name": person["full_name"], "name_key": sort_key(person["full_name"]),
        "subject": person["full_name"], "channel": chance.choices((1, 2, 3), (30, 60, 10))[0],
        "answers": form.answers, "words": form.words, "fee_total": 8000,
        "payment_state": "due" if status == 6 else chance.choice(("none", "paid", "paid", "due")),
        "step": step if status in (2, 4) else "", "supplements": 0, "apologies": 0,
        "created_at": submitted, "updated_at": closed if status in _CLOSED else accepted,
        "submitted_at": submitted, "acceptance_due_at": submitted + timedelta(hours=30),
        "accepted_at": accepted if decided else None, "due_at": due if decided else None,
        "completed_at": closed if status in (9, 10) else None,
        "returned_at": closed if status == 10 else None,
    }  # fmt: skip


def _copy(
    engine: Engine, table: str, columns: Sequence[str], rows: Iterator[Row] | list[Any]
) -> None:
    raw = engine.raw_connection()
    try:
        statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
        with raw.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")
            with cursor.copy(statement) as copy:
                for row in rows:
                    copy.write_row([row[name] for name in columns])
        raw.commit()
    finally:
        raw.close()
