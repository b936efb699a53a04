"""The guard before a plugin's calls: what it lets pass, ends, refuses and tries again."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from citizen_portal.procedures.containment.guard import (
    REFUSED_SECONDS,
    ROOM_SECONDS,
    Door,
    Guard,
    PluginFailed,
    WrongAnswer,
    origin_of,
)
from citizen_portal.procedures.containment.incident import MOST_WAITING, Incident, IncidentBook
from citizen_portal.procedures.containment.watch import WATCH
from citizen_portal.procedures.manifest import Requires

PROJECT = Path(__file__).resolve().parents[2]
FEE = Door("1.900001", "fee", tolerant=True)
CHECK = Door("1.900001", "check")


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class World:
    """A guard whose minute of refusal passes when the test says so."""

    def __init__(self, seconds: float = 0.2) -> None:
        self.clock = Clock()
        self.book = IncidentBook()
        requires = Requires(seconds=seconds)
        self.guard = Guard("sample", requires, self.book, clock=self.clock)

    def call(self, work: Callable[..., Any], *args: Any, door: Door = FEE) -> Any:
        return self.guard.call(door, lambda answer: answer, work, *args)

    def kinds(self) -> list[str]:
        return [incident.kind for incident, _ in self.book.take()]


@pytest.fixture
def world() -> World:
    return World()


def eventually(condition: Callable[[], bool], seconds: float = 20) -> bool:
    """Whether it comes true while we wait; how long that takes says nothing."""
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)
    return condition()


def loop_forever() -> None:
    while True:
        pass


def swallow_everything() -> str:
    """Ends late, and pretends that nothing happened."""
    end = time.thread_time() + 0.5
    while time.thread_time() < end:
        try:
            while time.thread_time() < end:
                pass
        except BaseException:  # noqa: S110 - that is what the sample is about
            pass
    return "fine"


def work_for(seconds: float) -> None:
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


def recurse() -> None:
    recurse()


def test_an_answer_passes(world: World) -> None:
    assert world.call(lambda a, b: a + b, 1, 2) == 3
    assert not world.book
    assert not world.guard.out_of_order


def test_an_ordinary_exception_passes_a_tolerant_door_as_it_is(world: World) -> None:
    with pytest.raises(KeyError) as caught:
        world.call(lambda: {}["missing"])
    assert not world.book
    assert not world.guard.out_of_order
    incident = origin_of(caught.value)
    assert incident is not None
    assert (incident.plugin, incident.what, incident.kind) == ("sample", "fee", "error")
    wrapped = ValueError()
    wrapped.__cause__ = caught.value
    assert origin_of(wrapped) == incident
    assert origin_of(ValueError()) is None


def test_elsewhere_it_is_told_and_the_plugin_goes_on(world: World) -> None:
    with pytest.raises(PluginFailed):
        world.call(lambda: {}["missing"], door=CHECK)
    assert world.kinds() == ["error"]
    assert world.call(lambda: 1) == 1


def test_what_a_person_answered_is_not_repeated(world: World) -> None:
    def careless() -> None:
        raise ValueError("Nguyễn Văn An, 022085000011")

    with pytest.raises(PluginFailed) as caught:
        world.call(careless, door=CHECK)
    ((incident, times),) = world.book.take()
    assert times == 1
    assert "An" not in str(incident) + str(caught.value)
    assert incident.sentence.startswith("ValueError (hostile_plugins/test_guard.py, line ")


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (SystemExit(3), "exit"),
        (KeyboardInterrupt(), "exit"),
        (GeneratorExit(), "exit"),
        (MemoryError(), "memory"),
        (WrongAnswer("returned int, not str"), "wrong_type"),
    ],
)
def test_what_no_plugin_may_do_puts_it_out_of_order(
    world: World, error: BaseException, kind: str
) -> None:
    def bad() -> None:
        raise error

    with pytest.raises(PluginFailed):
        world.call(bad)
    assert world.kinds() == [kind]
    assert world.guard.out_of_order
    with pytest.raises(PluginFailed, match="sample is out of order"):
        world.call(lambda: 1)
    assert not world.book, "a refusal is no new incident"


def test_endless_recursion_ends(world: World) -> None:
    with pytest.raises(PluginFailed):
        world.call(recurse)
    assert world.kinds() == ["recursion"]


def test_an_endless_loop_is_ended_when_its_time_is_up(world: World) -> None:
    begun = time.monotonic()
    with pytest.raises(PluginFailed) as caught:
        world.call(loop_forever)
    assert time.monotonic() - begun < 5
    assert caught.value.incident is not None
    assert "no answer within 0.2 s (hostile_plugins/test_guard.py" in caught.value.incident.sentence
    assert world.kinds() == ["timeout"]
    assert WATCH.lost(0) == 0, "the thread is free again"


def test_waiting_for_a_turn_is_not_the_fault_of_a_call(world: World) -> None:
    """On a busy machine seconds pass in which a rule did nothing; asleep it looks the same."""
    assert world.call(lambda: time.sleep(0.4) or "done") == "done"
    assert world.kinds() == []


def test_what_only_sleeps_is_ended_all_the_same(world: World) -> None:
    def doze() -> None:
        while True:
            time.sleep(0.02)

    with pytest.raises(PluginFailed):
        world.call(doze)
    assert world.kinds() == ["timeout"]


def test_a_connector_has_its_time_by_the_clock(world: World) -> None:
    door = Door("", "Gateway.query_payment", tolerant=True, waits=True)
    with pytest.raises(PluginFailed):
        world.call(lambda: [time.sleep(0.02) for _ in range(30)], door=door)
    assert world.kinds() == ["timeout"]


def test_what_swallows_the_end_is_told_when_it_comes_back(world: World) -> None:
    with pytest.raises(PluginFailed):
        world.call(swallow_everything)
    assert world.kinds() == ["timeout"]
    time.sleep(0.1)  # nothing is left over that would strike now


def test_nothing_strikes_a_thread_that_came_back_at_the_last_moment() -> None:
    world = World(seconds=0.05)
    ended = []
    for _ in range(40):
        try:
            ended.append(world.call(work_for, 0.05))
        except PluginFailed:
            world.clock.now += REFUSED_SECONDS + 1
    time.sleep(0.1)
    assert not WATCH.lost(0)


def test_lines_can_be_counted_while_a_plugin_sleeps_in_c(world: World) -> None:
    """CPython 3.11 spins for ever in a traced thread while something thrown has not hit."""
    stuck = threading.Thread(target=lambda: _ignored(world.call, time.sleep, 3), daemon=True)
    stuck.start()
    assert eventually(lambda: world.guard.out_of_order)
    counted: list[int] = []

    def count(_frame: Any, _event: str, _argument: Any) -> Any:
        counted.append(1)
        return count

    def traced() -> None:
        sys.settrace(count)
        try:
            for _ in range(50):
                _nothing()
                time.sleep(0.005)
        finally:
            sys.settrace(None)

    thread = threading.Thread(target=traced, daemon=True)
    thread.start()
    thread.join(10)
    assert not thread.is_alive()
    assert len(counted) > 100
    stuck.join(10)


def _nothing() -> None:
    return None


def _ignored(work: Callable[..., Any], *args: Any) -> None:
    with contextlib.suppress(PluginFailed):
        work(*args)


def test_a_traced_call_has_all_the_time_it_needs(world: World) -> None:
    """Somebody steps through it."""
    answers: list[Any] = []

    def stepped() -> None:
        sys.settrace(lambda *_: None)
        try:
            answers.append(world.call(lambda: time.sleep(0.4) or 7))
        finally:
            sys.settrace(None)

    thread = threading.Thread(target=stepped)
    thread.start()
    thread.join()
    assert answers == [7]
    assert world.kinds() == []


def test_after_a_minute_one_call_is_tried(world: World) -> None:
    with pytest.raises(PluginFailed):
        world.call(exit)
    world.clock.now += REFUSED_SECONDS - 1
    assert world.guard.out_of_order
    world.clock.now += 2
    assert not world.guard.out_of_order
    with pytest.raises(PluginFailed):
        world.call(exit)
    assert world.guard.out_of_order, "the trial failed: another minute"
    world.clock.now += REFUSED_SECONDS + 1
    assert world.call(lambda: "well again") == "well again"
    assert world.kinds() == ["exit"]


def test_sleeping_calls_cannot_take_more_than_two_threads(world: World) -> None:
    free = threading.Event()
    outcomes: list[str] = []

    def enter() -> None:
        try:
            world.call(free.wait)
        except PluginFailed:
            outcomes.append("refused")
        else:
            outcomes.append("came back")

    threads = [threading.Thread(target=enter) for _ in range(4)]
    for thread in threads:
        thread.start()
    try:
        begun = time.monotonic()
        while len(outcomes) < 2 and time.monotonic() - begun < 5:
            time.sleep(0.01)
        assert outcomes == ["refused", "refused"], "two stand outside, told so at once"
        assert eventually(lambda: world.guard.out_of_order)
        begun = time.monotonic()
        with pytest.raises(PluginFailed):
            world.call(lambda: 1)
        assert time.monotonic() - begun < ROOM_SECONDS, "nobody waits for what is out of order"
        assert eventually(lambda: WATCH.lost(0) == 2)
        world.clock.now += REFUSED_SECONDS + 1
        assert world.guard.out_of_order, "not before they come back"
    finally:
        free.set()
        for thread in threads:
            thread.join(5)
    assert not world.guard.out_of_order


def test_quick_calls_of_many_threads_wait_for_each_other(world: World) -> None:
    done: list[int] = []

    def enter() -> None:
        for _ in range(20):
            done.append(world.call(lambda: time.sleep(0.001) or 1))

    threads = [threading.Thread(target=enter) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert len(done) == 80


def test_a_call_within_a_call_is_the_same_call(world: World) -> None:
    assert world.call(lambda: world.call(lambda: "inner")) == "inner"
    with pytest.raises(PluginFailed):
        world.call(lambda: world.call(loop_forever))
    assert world.kinds() == ["timeout"]


def test_the_watch_goes_on_in_a_process_that_was_forked(world: World) -> None:
    program = """
import os, sys
from tests.hostile_plugins.test_guard import World, loop_forever, PluginFailed
def ends():
    try:
        World().call(loop_forever)
    except PluginFailed:
        return True
assert ends()
child = os.fork()
if child == 0:
    os._exit(0 if ends() else 1)
assert ends()
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, timeout=30, check=False)
    assert done.returncode == 0


def test_the_book_counts_and_has_an_end() -> None:
    book = IncidentBook()
    for number in range(MOST_WAITING + 50):
        book.note(_incident(f"part {number}"))
    book.note(_incident("part 0"))
    taken = book.take()
    assert len(taken) == MOST_WAITING
    assert taken[0][1] == 2
    assert not book


def _incident(what: str) -> Incident:
    return Incident(
        plugin="sample", procedure_code="", what=what, kind="error", sentence="ValueError"
    )
