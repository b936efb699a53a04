"""Registering a household business (đăng ký thành lập hộ kinh doanh), code 1.001612."""

from __future__ import annotations

from collections.abc import Iterable

from citizen_portal.plugin_api import (
    Channel,
    FieldOfLaw,
    GovernmentLevel,
    Procedure,
    ProcessingStep,
    Requires,
    ServiceLevel,
    Subject,
    Text,
    hookimpl,
    read_rates,
)
from plugins.procedures.household_business import law
from plugins.procedures.household_business.activities import Activities
from plugins.procedures.household_business.business import Business, full_name
from plugins.procedures.household_business.capital import Capital
from plugins.procedures.household_business.cases import CASES
from plugins.procedures.household_business.fee import FEES_FILE, RESOLUTION, RegistrationCharge
from plugins.procedures.household_business.filing import Filing
from plugins.procedures.household_business.founders import Founders
from plugins.procedures.household_business.owner import Owner
from plugins.procedures.household_business.papers import DOCUMENTS
from plugins.procedures.household_business.result import RESULT
from plugins.procedures.household_business.tax import TaxRegistration

requires = Requires(registers=("identity",))

PROCEDURE = Procedure(
    code="1.001612",
    version="1",
    in_force=law.IN_FORCE,
    name=Text("Đăng ký thành lập hộ kinh doanh", "Register a household business"),
    summary=Text(
        "Đăng ký để một người hoặc các thành viên hộ gia đình bắt đầu kinh doanh; đăng ký thuế "
        "trong cùng một hồ sơ.",
        "One person or the members of a household start a business; tax registration is "
        "part of the same dossier.",
    ),
    field_of_law=FieldOfLaw(
        code="", name=Text("Thành lập và hoạt động của hộ kinh doanh", "Household business")
    ),
    competent_level=GovernmentLevel.COMMUNE,
    authority="commune_peoples_committee",
    subjects=(Subject.CITIZEN,),
    service_level=ServiceLevel.FULL,
    channels=(Channel.ONLINE, Channel.COUNTER, Channel.POST),
    form=(Owner, Business, Activities, Capital, TaxRegistration, Founders, Filing),
    documents=DOCUMENTS,
    fee=RegistrationCharge(read_rates(FEES_FILE, RESOLUTION)),
    deadline=law.DEADLINE,
    steps=(
        ProcessingStep(
            name="kiem-tra-noi-dung",
            title=Text("Kiểm tra tên, ngành, nghề", "Check name and activities"),
            hours=8,
        ),
        ProcessingStep(
            name="doi-chieu-thue",
            title=Text("Đối chiếu thông tin thuế", "Compare with tax data"),
            hours=6,
        ),
        ProcessingStep(
            name="lap-giay-chung-nhan",
            title=Text("Lập giấy chứng nhận", "Draw up the certificate"),
            hours=4,
        ),
    ),
    result=RESULT,
    legal_bases=law.LEGAL_BASES,
    retention=law.RETENTION,
    keywords=(
        "mở quán",
        "mở cửa hàng",
        "buôn bán",
        "kinh doanh",
        "hkd",
        "hộ cá thể",
        "giấy phép kinh doanh",
        "đăng ký kinh doanh",
    ),
    requirements=(
        Text(
            "Mỗi người chỉ đứng tên một hộ kinh doanh trong phạm vi toàn quốc.",
            "One person owns one household business in the whole country.",
        ),
    ),
    subject_of=full_name,
    cases=CASES,
)


@hookimpl
def register_procedures() -> Iterable[Procedure]:
    """Declare the procedure."""
    return (PROCEDURE,)
