"""The contract of a procedure: what the portal expects, each sentence a test."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

import pytest

from citizen_portal.procedures.declaration import overlaps_of, problems_of
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.testing import (
    asked_papers,
    both_languages,
    explained,
    kept_answers,
    never_fails,
    plugin_imports,
    printed_papers,
    reach,
    run_through,
    summary,
    upgraded_answers,
    valid_answers,
)
from citizen_portal.testing.examined import Examined, examine


class ProcedureContract:
    """Subclass it in a test, name the ``procedure``, and pytest proves the rest.

    ``procedure`` is a national code, or the procedure itself; ``version`` picks one when
    there are several (else the newest, or the one in force on day ``on``). ``plugin`` is the
    package that declares it, needed when the portal does not find it by itself. ``on`` is the
    day of all checks, by default the first day in force: never today. ``answers`` are valid
    answers to use instead of the procedure's own cases. ``examples`` is how many sets of
    answers are generated. ``measured = False`` leaves out what the cases reach: it is quicker.
    """

    procedure: ClassVar[str | Procedure]
    version: ClassVar[str] = ""
    plugin: ClassVar[str] = ""
    on: ClassVar[date | None] = None
    answers: ClassVar[Sequence[Mapping[str, Any]]] = ()
    examples: ClassVar[int] = 25
    measured: ClassVar[bool] = True

    _examined: ClassVar[Examined]

    @classmethod
    def examined(cls) -> Examined:
        """What is examined; found once for the whole class."""
        if "_examined" not in vars(cls):
            try:
                cls._examined = examine(
                    cls.procedure,
                    version=cls.version,
                    plugin=cls.plugin,
                    on=cls.on,
                    answers=cls.answers,
                    examples=cls.examples,
                    measured=cls.measured,
                )
            except (ImportError, LookupError) as error:
                pytest.fail(str(error), pytrace=False)
        return cls._examined

    def test_the_declaration_has_no_problem(self) -> None:
        _no(_contradictions, self.examined())

    def test_valid_answers_pass(self) -> None:
        _no(valid_answers.refused_cases, self.examined())

    def test_each_case_has_the_papers_and_the_fee_it_says(self) -> None:
        _no(valid_answers.unexpected_outcomes, self.examined())

    def test_each_required_question_is_required(self) -> None:
        _no(valid_answers.questions_not_required, self.examined())

    def test_each_optional_question_may_stay_empty(self) -> None:
        _no(valid_answers.questions_not_optional, self.examined())

    def test_hidden_questions_are_neither_asked_nor_kept(self) -> None:
        _no(valid_answers.hidden_questions, self.examined())

    def test_answers_survive_storage_with_their_types(self) -> None:
        _no(kept_answers.lost_in_storage, self.examined())

    def test_pages_give_back_the_answers_they_show(self) -> None:
        _no(kept_answers.lost_on_pages, self.examined())

    def test_each_line_of_the_fee_is_explained(self) -> None:
        _no(explained.unexplained_fees, self.examined())

    def test_each_step_of_the_deadline_is_explained(self) -> None:
        _no(explained.unexplained_deadlines, self.examined())

    def test_conditional_papers_react(self) -> None:
        _no(asked_papers.unconditional_papers, self.examined())

    def test_answers_of_every_earlier_version_upgrade(self) -> None:
        _no(upgraded_answers.failing_upgrades, self.examined())

    def test_papers_print(self) -> None:
        _no(printed_papers.misprints, self.examined())

    def test_words_are_there_in_both_languages(self) -> None:
        _no(both_languages.missing_words, self.examined())

    def test_nothing_but_the_plugin_api_is_imported(self) -> None:
        _no(plugin_imports.forbidden_imports, self.examined())

    def test_steps_opened_out_of_order_do_not_fail(self) -> None:
        _no(run_through.out_of_order, self.examined())

    def test_generated_answers_never_fail(self) -> None:
        never_fails.run_everything(self.examined())

    def test_what_the_cases_reach_is_shown(
        self, request: pytest.FixtureRequest, record_property: Callable[[str, object], None]
    ) -> None:
        """It asks for nothing: the end of the run shows what the author's cases leave out."""
        if self.measured:
            summary.show(request.config)
            record_property(summary.REACH, "\n".join(reach.told(self.examined())))


def _contradictions(examined: Examined) -> list[str]:
    return [*problems_of(examined.procedure), *overlaps_of(examined.versions)]


def _no(check: Callable[[Examined], Iterable[str]], examined: Examined) -> None:
    """Fail with a sentence for each problem."""
    found = list(dict.fromkeys(check(examined)))
    if found:
        procedure = examined.procedure
        lines = "".join(f"\n- {one}" for one in found)
        pytest.fail(f"{procedure.code} version {procedure.version}:{lines}", pytrace=False)
