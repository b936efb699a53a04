"""The one module a plugin may import: everything here is promised, nothing else is."""

from __future__ import annotations

from citizen_portal.domain.deadline import Deadline, Duration, DurationUnit
from citizen_portal.domain.fees import (
    NO_FEE,
    FeeAssessment,
    FeeKind,
    FeeLine,
    FeeRate,
    PayableWhen,
    rate_on,
)
from citizen_portal.domain.folding import fold
from citizen_portal.domain.legal import InForce, LegalBasis
from citizen_portal.domain.life_event import LifeEvent
from citizen_portal.domain.moment import format_day, in_vietnam
from citizen_portal.domain.money import amount_in_words, format_vnd, words_agree
from citizen_portal.domain.post import ShipmentStep
from citizen_portal.domain.service_level import (
    Channel,
    GovernmentLevel,
    ServiceLevel,
    Subject,
)
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.blocks.age import full_years
from citizen_portal.procedures.blocks.business_name import BusinessName, address_line
from citizen_portal.procedures.blocks.copies import (
    copies_wanted,
    late_exemption,
    number_of_copies,
    true_statement,
)
from citizen_portal.procedures.blocks.day_words import day_in_words, says_day
from citizen_portal.procedures.blocks.economic_activities import (
    ActivityQuestions,
    activity_names,
)
from citizen_portal.procedures.blocks.fee_lines import (
    NOT_EXEMPT,
    CopiesFee,
    configured_charge,
    declared_exemption,
    set_by_province,
)
from citizen_portal.procedures.blocks.fee_rates import ChannelRates, read_amounts, read_rates
from citizen_portal.procedures.blocks.late_registration import LateRegistrationFee
from citizen_portal.procedures.blocks.measures import (
    MeasureField,
    format_measure,
    write_hundredths,
)
from citizen_portal.procedures.blocks.parents import parent_problems
from citizen_portal.procedures.blocks.person import GENDERS, PersonQuestions
from citizen_portal.procedures.conditions import Answers, Condition, when
from citizen_portal.procedures.connectors import (
    AddressRefused,
    Carrier,
    CarrierEvent,
    ConnectorUnavailable,
    DeliveryOutcome,
    DeliveryReport,
    Identity,
    IdentityProvider,
    LoginRefused,
    LoginStart,
    NoticeMessage,
    NoticeRefused,
    Notifier,
    PaymentFact,
    PaymentGateway,
    PaymentRequest,
    PaymentState,
    PostalAddress,
    ShipmentOrder,
    Signatory,
    Signer,
    Waybill,
)
from citizen_portal.procedures.deprecation import getattr_for
from citizen_portal.procedures.fields import (
    ChoiceField,
    ConfirmField,
    DateField,
    EmailField,
    LongTextField,
    MoneyField,
    NameField,
    NumberField,
    PersonalNumberField,
    PhoneField,
    SelectField,
    SeveralField,
    TextField,
    YesNoField,
)
from citizen_portal.procedures.foreign_json import read_json_object
from citizen_portal.procedures.form import Problem, ProcedureForm
from citizen_portal.procedures.group import GroupField
from citizen_portal.procedures.hookspecs import Simulator, hookimpl
from citizen_portal.procedures.manifest import Requires
from citizen_portal.procedures.plugin_http import HostNotDeclared, HttpAnswer, PluginHttp
from citizen_portal.procedures.procedure import (
    BlankForm,
    Case,
    DocumentRequirement,
    Elsewhere,
    FieldOfLaw,
    InterlinkedPart,
    NoFee,
    Procedure,
    ProcessingStep,
    ResultPaper,
    Retention,
)
from citizen_portal.procedures.questions import refuse
from citizen_portal.procedures.refused import Refused
from citizen_portal.procedures.requester import RequesterQuestions

CONTRACT_VERSION = "1.0"
"""The version of this contract: major.minor, see docs/explanation/plugin-contract.md."""

__all__ = [
    "CONTRACT_VERSION",
    "GENDERS",
    "NOT_EXEMPT",
    "NO_FEE",
    "ActivityQuestions",
    "AddressRefused",
    "Answers",
    "BlankForm",
    "BusinessName",
    "Carrier",
    "CarrierEvent",
    "Case",
    "Channel",
    "ChannelRates",
    "ChoiceField",
    "Condition",
    "ConfirmField",
    "ConnectorUnavailable",
    "CopiesFee",
    "DateField",
    "Deadline",
    "DeliveryOutcome",
    "DeliveryReport",
    "DocumentRequirement",
    "Duration",
    "DurationUnit",
    "Elsewhere",
    "EmailField",
    "FeeAssessment",
    "FeeKind",
    "FeeLine",
    "FeeRate",
    "FieldOfLaw",
    "GovernmentLevel",
    "GroupField",
    "HostNotDeclared",
    "HttpAnswer",
    "Identity",
    "IdentityProvider",
    "InForce",
    "InterlinkedPart",
    "LateRegistrationFee",
    "LegalBasis",
    "LifeEvent",
    "LoginRefused",
    "LoginStart",
    "LongTextField",
    "MeasureField",
    "MoneyField",
    "NameField",
    "NoFee",
    "NoticeMessage",
    "NoticeRefused",
    "Notifier",
    "NumberField",
    "PayableWhen",
    "PaymentFact",
    "PaymentGateway",
    "PaymentRequest",
    "PaymentState",
    "PersonQuestions",
    "PersonalNumberField",
    "PhoneField",
    "PluginHttp",
    "PostalAddress",
    "Problem",
    "Procedure",
    "ProcedureForm",
    "ProcessingStep",
    "Refused",
    "RequesterQuestions",
    "Requires",
    "ResultPaper",
    "Retention",
    "SelectField",
    "ServiceLevel",
    "SeveralField",
    "ShipmentOrder",
    "ShipmentStep",
    "Signatory",
    "Signer",
    "Simulator",
    "Subject",
    "Text",
    "TextField",
    "Waybill",
    "YesNoField",
    "activity_names",
    "address_line",
    "amount_in_words",
    "configured_charge",
    "copies_wanted",
    "day_in_words",
    "declared_exemption",
    "fold",
    "format_day",
    "format_measure",
    "format_vnd",
    "full_years",
    "hookimpl",
    "in_vietnam",
    "late_exemption",
    "number_of_copies",
    "parent_problems",
    "rate_on",
    "read_amounts",
    "read_json_object",
    "read_rates",
    "refuse",
    "says_day",
    "set_by_province",
    "true_statement",
    "when",
    "words_agree",
    "write_hundredths",
]

__getattr__ = getattr_for(__name__, globals())
