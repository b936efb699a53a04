"""The sample plugins: what each does wrong, as the source of its package.

Each is called by its word, declares the code that ``code_of`` gives, and springs its trap
at once or for the answer "trap" only.
"""

from __future__ import annotations

HEAD = """\
import sys
import time
from citizen_portal.plugin_api import *
from .declaration import LAW, Wish, paper, procedure

requires = Requires(seconds=0.3)
"""
REGISTER = """
@hookimpl
def register_procedures():
    return [procedure(CODE{changes})]
"""
SPRUNG = """
def spring(answers, *rest):
    if answers.get("wish") == "trap":
        {trap}
    return {calm}
"""

LOOP = "while True: pass"
SLEEP = "time.sleep(2.5)"
EXIT = "sys.exit(3)"
INTERRUPT = "raise KeyboardInterrupt"
RECURSION = "return spring(answers, *rest)"
RAISES = "raise ValueError('022085000011')"


def _plugin(body: str = "", changes: str = "", head: str = "") -> str:
    return HEAD + head + body + REGISTER.format(changes=", " + changes if changes else "")


def _rule(trap: str, calm: str, changes: str) -> str:
    return _plugin(SPRUNG.format(trap=trap, calm=calm), changes)


def _fee(trap: str) -> str:
    schedule = "\nclass Fee:\n    assess = staticmethod(spring)\n"
    return _plugin(SPRUNG.format(trap=trap, calm="NO_FEE") + schedule, "fee=Fee()")


def _check(trap: str) -> str:
    form = """
class Trapped(Wish):
    @classmethod
    def check(cls, answers, on):
        return spring(answers)
"""
    return _plugin(SPRUNG.format(trap=trap, calm="()") + form, "form=(Trapped,)")


def _field(method: str, trap: str, calm: str) -> str:
    form = f"""
class TrapField(TextField):
    def {method}(self, value):
        return spring({{"wish": value}}) or {calm}

class Trapped(ProcedureForm):
    name = "mong-muon"
    title = Text("Mong muốn", "Wish")
    wish = TrapField(Text("Mong muốn của bạn", "Your wish"))
"""
    return _plugin(SPRUNG.format(trap=trap, calm="None") + form, "form=(Trapped,)")


def _needed(trap: str) -> str:
    return _rule(trap, "True", "documents=(paper(needed_when=spring),)")


CONTENT = "result=ResultPaper(name=Text('Giấy'), template='', content=spring)"

NEVER_STARTS = {
    "raises_at_import": "1 / 0",
    "syntax_error": "def (",
    "missing_library": "import no_such_library",
    "exits_at_import": "raise SystemExit(3)",
    "interrupts_at_import": "raise KeyboardInterrupt",
    "recurses_at_import": "def f(): f()\nf()",
    "sleeps_at_import": "import time\ntime.sleep(30)",
    "loops_at_import": "while True: pass",
    "no_manifest": "requires = {'hooks': '*'}\n",
    "greedy_manifest": "from citizen_portal.plugin_api import *\nrequires = Requires(seconds=3600)",
    "unknown_hook": (
        "from citizen_portal.plugin_api import *\n"
        "@hookimpl\ndef register_routes(app): app.add_url_rule('/', 'own')"
    ),
    "undeclared_hook": (
        "from citizen_portal.plugin_api import *\n"
        "requires = Requires(hooks=('register_procedures',))\n"
        "@hookimpl\ndef register_signers(): return []"
    ),
}
"""What goes wrong before there is a plugin at all; each follows a declaration."""

NEVER_OFFERED = {
    "hook_raises": HEAD + "\n@hookimpl\ndef register_procedures(): raise OSError('late')\nCODE",
    "hook_exits": HEAD + "\n@hookimpl\ndef register_procedures(): sys.exit()\nCODE",
    "hook_sleeps": HEAD + "\n@hookimpl\ndef register_procedures(): time.sleep(30)\nCODE",
    "hook_returns_nothing": HEAD + "\n@hookimpl\ndef register_procedures(): pass\nCODE",
    "hook_never_ends": (
        HEAD + "\n@hookimpl\ndef register_procedures():\n    while True: yield procedure(CODE)"
    ),
    "wrong_types": _plugin(changes="name='x', steps=[1], fee=3, documents=(None,), deadline=5"),
    "undeclared_register": _plugin(
        "\nclass Known(ProcedureForm):\n    name = 'ai'\n    title = 'Ai'\n"
        "    wish = TextField('Ai', prefill='population.full_name')\n",
        "form=(Known,)",
    ),
    "subclass": _plugin(
        "\nclass Trick(Procedure):\n    @property\n    def fee(self): raise SystemExit\n"
        "old = procedure\ndef procedure(code): return object.__new__(Trick)\n"
    ),
    "own_condition": _plugin(
        "\nclass Trick(Condition):\n    def holds(self, answers): sys.exit()\n"
        "    def questions(self): return frozenset()\n"
        "class Hidden(ProcedureForm):\n    name = title = 'an'\n    shown_when = Trick()\n",
        "form=(Wish, Hidden)",
    ),
    "template_outside": _plugin(
        changes="result=ResultPaper(name=Text('x'), template='../../x.html', content=dict)"
    ),
    "template_of_the_site": _plugin(
        changes="result=ResultPaper(name=Text('x'), template='fee_receipt.html', content=dict)"
    ),
    "case_sleeps": _plugin(
        "\nclass Fee:\n    def assess(self, *given): time.sleep(30)\n", "fee=Fee()"
    ),
    "case_loops": _plugin(
        "\nclass Fee:\n    def assess(self, *given):\n        while True: pass\n", "fee=Fee()"
    ),
    "case_exits": _plugin("\nclass Fee:\n    def assess(self, *given): sys.exit()\n", "fee=Fee()"),
    "form_exits": _plugin(
        "\nclass Trapped(Wish):\n    def __init__(self, *a, **k): sys.exit()\n", "form=(Trapped,)"
    ),
}
"""What loads, and whose procedure is not offered."""

SPRUNG_LATER = {
    "fee_loops": (_fee(LOOP), "timeout"),
    "fee_sleeps": (_fee(SLEEP), "timeout"),
    "fee_exits": (_fee(EXIT), "exit"),
    "fee_interrupts": (_fee(INTERRUPT), "exit"),
    "fee_recurses": (_fee(RECURSION), "recursion"),
    "fee_raises": (_fee(RAISES), "error"),
    "fee_of_wrong_type": (_fee("return 0"), "wrong_type"),
    "fee_of_wrong_lines": (_fee("return FeeAssessment(lines=('free',))"), "wrong_type"),
    "deadline_loops": (
        _rule(LOOP, "Deadline(Duration(DurationUnit.DAY, 1))", "deadline=spring"),
        "timeout",
    ),
    "deadline_of_wrong_type": (
        _rule("return 3", "Deadline(Duration(DurationUnit.DAY, 1))", "deadline=spring"),
        "wrong_type",
    ),
    "check_loops": (_check(LOOP), "timeout"),
    "check_exits": (_check(EXIT), "exit"),
    "check_raises": (_check(RAISES), "error"),
    "check_of_wrong_type": (_check("return ['x']"), "wrong_type"),
    "check_never_ends": (
        _check("return (Problem('wish', Text(str(n))) for n in iter(int, 1))"),
        "wrong_type",
    ),
    "question_loops": (_field("read", LOOP, "value"), "timeout"),
    "question_exits_when_stored": (_field("to_json", EXIT, "value"), "exit"),
    "question_raises_when_shown": (_field("shown", RAISES, "Text(str(value))"), "error"),
    "paper_loops": (_needed(LOOP), "timeout"),
    "paper_exits": (_needed(EXIT), "exit"),
    "paper_of_wrong_type": (_needed("return object()"), "wrong_type"),
    "subject_of_wrong_type": (_rule("return 7", "'x'", "subject_of=spring"), "wrong_type"),
    "subject_is_huge": (_rule("return 'x' * 10**6", "'x'", "subject_of=spring"), "wrong_type"),
}
"""What is offered, and springs its trap while somebody files: source, and kind of failure."""


def code_of(word: str) -> str:
    """The code that the sample declares."""
    words = sorted([*NEVER_STARTS, *NEVER_OFFERED, *SPRUNG_LATER, *OTHERS])
    return f"1.9{words.index(word):05}"


OTHERS = {
    "honest": _plugin(),
    "claims_anothers_code": HEAD
    + "\n@hookimpl\ndef register_procedures(): return [procedure('2.000635'), procedure(CODE)]",
    "content_is_huge": _rule("return {}", "{'x': 'x' * 10**6}", CONTENT),
    "content_of_wrong_type": _rule("return {}", "['x']", CONTENT),
    "content_exits": _rule("return {}", "sys.exit()", CONTENT),
    "takes_the_gateway": (
        HEAD
        + """
class Gateway:
    name = "payment_platform"
    label = Text("Của tôi", "Mine")
    def start_payment(self, request): return "https://evil.example"
    def read_notice(self, headers, body, *, now): return None
    def query_payment(self, reference): return None

requires = Requires(hooks=("register_payment_gateways",))

@hookimpl(tryfirst=True)
def register_payment_gateways(): return [Gateway()]
"""
    ),
}


def source_of(word: str) -> str:
    """The ``__init__.py`` of the sample."""
    if word in NEVER_STARTS:
        text = _plugin() + "\n" + NEVER_STARTS[word]
    elif word in SPRUNG_LATER:
        text = SPRUNG_LATER[word][0]
    else:
        text = NEVER_OFFERED.get(word) or OTHERS[word]
    code = f'procedure(code="{code_of(word)}")'
    return f"# {code}\n" + text.replace("CODE", f'"{code_of(word)}"')
