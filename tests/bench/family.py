"""Three processes that each use 0.15 CPU-seconds, for the tests of watching processes.

Started as ``python -m tests.bench.family FILE``; makes FILE when one child has ended, the
other and itself only sleep.
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
    reading, writing = os.pipe()
    if os.fork() == 0:
        burn()
        os.write(writing, b".")
        time.sleep(60)
        os._exit(0)
    os.read(reading, 1)
    Path(sys.argv[1]).touch()
    time.sleep(60)


if __name__ == "__main__":
    main()
