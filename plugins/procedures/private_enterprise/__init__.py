"""Registering a private enterprise (đăng ký thành lập doanh nghiệp tư nhân), code 2.001610."""

from __future__ import annotations

from collections.abc import Iterable

from citizen_portal.plugin_api import (
    Channel,
    FieldOfLaw,
    GovernmentLevel,
    LifeEvent,
    Procedure,
    ProcessingStep,
    Requires,
    ServiceLevel,
    Subject,
    Text,
    hookimpl,
)
from plugins.procedures.private_enterprise import law
from plugins.procedures.private_enterprise.activities import Activities
from plugins.procedures.private_enterprise.capital import Capital
from plugins.procedures.private_enterprise.cases import CASES
from plugins.procedures.private_enterprise.enterprise import Enterprise, full_name
from plugins.procedures.private_enterprise.fee import EnterpriseFee, read_charge
from plugins.procedures.private_enterprise.filing import Filing
from plugins.procedures.private_enterprise.founding import Founding
from plugins.procedures.private_enterprise.management import Management
from plugins.procedures.private_enterprise.owner import Owner
from plugins.procedures.private_enterprise.papers import DOCUMENTS
from plugins.procedures.private_enterprise.result import RESULT
from plugins.procedures.private_enterprise.tax import TaxRegistration

requires = Requires(hooks=("register_procedures",), registers=("identity",))

PROCEDURE = Procedure(
    code="2.001610",
    version="1",
    in_force=law.IN_FORCE,
    name=Text("Đăng ký thành lập doanh nghiệp tư nhân", "Register a private enterprise"),
    summary=Text(
        "Một cá nhân lập doanh nghiệp do mình làm chủ, mới hoặc chuyển đổi từ hộ kinh doanh; đăng "
        "ký thuế và bảo hiểm xã hội trong cùng một hồ sơ.",
        "One person founds an enterprise of their own, new or turned from a household business; "
        "tax and social insurance are part of the same dossier.",
    ),
    field_of_law=FieldOfLaw(
        code="G05-KD07",
        name=Text("Thành lập và hoạt động của doanh nghiệp", "Enterprises"),
    ),
    competent_level=GovernmentLevel.PROVINCE,
    authority="department_of_finance",
    subjects=(Subject.CITIZEN,),
    service_level=ServiceLevel.FULL,
    channels=(Channel.ONLINE, Channel.COUNTER, Channel.POST),
    form=(
        Owner,
        Founding,
        Enterprise,
        Activities,
        Capital,
        Management,
        TaxRegistration,
        Filing,
    ),
    documents=DOCUMENTS,
    fee=EnterpriseFee(read_charge()),
    deadline=law.DEADLINE,
    steps=(
        ProcessingStep(
            name="kiem-tra-noi-dung",
            title=Text("Kiểm tra tên, ngành, nghề, vốn", "Check name, activities and capital"),
            hours=8,
        ),
        ProcessingStep(
            name="doi-chieu-thue",
            title=Text("Đối chiếu thông tin thuế, nhận mã số", "Compare with tax data, get a code"),
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
        "thành lập doanh nghiệp",
        "lập doanh nghiệp",
        "mở doanh nghiệp",
        "mở công ty",
        "đăng ký doanh nghiệp",
        "đăng ký kinh doanh",
        "chuyển hộ kinh doanh thành doanh nghiệp",
        "doanh nghiệp xã hội",
        "dntn",
    ),
    life_events=(LifeEvent.BUSINESS,),
    requirements=(
        Text(
            "Mỗi cá nhân chỉ lập một doanh nghiệp tư nhân và không đồng thời là chủ hộ kinh doanh.",
            "One person founds one private enterprise and owns no household business beside it.",
        ),
        Text(
            "Nội dung đăng ký được công bố trên Cổng thông tin quốc gia về đăng ký doanh nghiệp.",
            "What is registered is published on the national portal of enterprise registration.",
        ),
    ),
    subject_of=full_name,
    cases=CASES,
)


@hookimpl
def register_procedures() -> Iterable[Procedure]:
    """Declare the procedure."""
    return (PROCEDURE,)
