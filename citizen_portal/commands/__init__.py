"""What each command of ``portal`` does; ``cli`` only reads the command line."""

from __future__ import annotations


class CommandError(Exception):
    """A command cannot go on; the message is one sentence that says what to do.

    ``code`` is the exit code: 2 when what was typed or set is wrong, else 1.
    """

    def __init__(self, sentence: str, *, code: int = 2) -> None:
        super().__init__(sentence)
        self.code = code
