"""Why a command cannot go on, where the fault is neither in a file nor in the graph."""


class Stopped(Exception):
    """`code` is one of `problem.` in the labels; the facts fill its sentence."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
