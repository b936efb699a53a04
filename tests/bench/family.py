"""Three processes that each use 0.15 CPU-seconds, for the tests of watching processes.

Started as ``python -m tests.bench.family FILE``; makes FILE when one child has ended and the
other only waits, as it does itself. The waiting child ends with its parent.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

BURNT = 0.15


def burn() -> None:
    begun = time.process_time()
    while time.process_time() - begun < BURNT:
        pass


def main() -> None:
    first = os.fork()
    burn()
    if first == 0:
        os._exit(0)
    os.waitpid(first, 0)
    burnt, tell_burnt = os.pipe()
    parent_lives, held_by_parent = os.pipe()
    if os.fork() == 0:
        os.close(held_by_parent)
        burn()
        os.write(tell_burnt, b".")
        os.read(parent_lives, 1)  # returns when the parent has ended
        os._exit(0)
    os.read(burnt, 1)
    Path(sys.argv[1]).touch()
    time.sleep(60)


if __name__ == "__main__":
    main()
