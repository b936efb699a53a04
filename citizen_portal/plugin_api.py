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
from citizen_portal.domain.service_level import (
    Channel,
    GovernmentLevel,
    ServiceLevel,
    Subject,
)
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.conditions import Answers, Condition, when
from citizen_portal.procedures.connectors import (
    ConnectorUnavailable,
    Identity,
    IdentityProvider,
    LoginRefused,
    LoginStart,
    NoticeRefused,
    PaymentFact,
    PaymentGateway,
    PaymentRequest,
    PaymentState,
    Signatory,
    Signer,
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
    "NO_FEE",
    "Answers",
    "BlankForm",
    "Case",
    "Channel",
    "ChoiceField",
    "Condition",
    "ConfirmField",
    "ConnectorUnavailable",
    "DateField",
    "Deadline",
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
    "LegalBasis",
    "LifeEvent",
    "LoginRefused",
    "LoginStart",
    "LongTextField",
    "MoneyField",
    "NameField",
    "NoFee",
    "NoticeRefused",
    "NumberField",
    "PayableWhen",
    "PaymentFact",
    "PaymentGateway",
    "PaymentRequest",
    "PaymentState",
    "PersonalNumberField",
    "PhoneField",
    "PluginHttp",
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
    "Signatory",
    "Signer",
    "Simulator",
    "Subject",
    "Text",
    "TextField",
    "YesNoField",
    "amount_in_words",
    "fold",
    "format_day",
    "format_vnd",
    "hookimpl",
    "in_vietnam",
    "rate_on",
    "refuse",
    "when",
    "words_agree",
]

__getattr__ = getattr_for(__name__, globals())
