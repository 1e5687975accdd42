"""How many files came to what: by format, by reason, in all; counts only, so that it stays small."""

import time
from collections import Counter
from typing import Any

from graph.errors import CancuError
from graph.messages import Language
from loaders.formats.detection import suffix_of
from loaders.isolation import peak_memory
from loaders.outcomes import Outcome, Result

RESULTS: tuple[Result, ...] = ("added", "replaced", "unchanged", "skipped", "failed")
MIB = 1 << 20
_MOST_LISTED = 1000


class Tally:
    """What has become of the files so far."""

    def __init__(self) -> None:
        self._start = time.monotonic()
        self.results: Counter[Result] = Counter()
        self.forms: Counter[tuple[str, Result]] = Counter()
        self.reasons: Counter[tuple[Result, str]] = Counter()
        self.size = self.read = self.reader_memory = 0
        self._failures: list[tuple[str, CancuError]] = []

    def count(self, outcome: Outcome) -> None:
        """One file more."""
        self.results[outcome.result] += 1
        self.forms[form_of(outcome), outcome.result] += 1
        self.size += outcome.size
        self.read += outcome.size if outcome.result != "unchanged" else 0
        if outcome.error is not None:
            self.reasons[outcome.result, outcome.error.code] += 1
            if outcome.result == "failed" and len(self._failures) < _MOST_LISTED:
                self._failures.append((str(outcome.path), outcome.error))

    @property
    def files(self) -> int:
        """All that have come to something."""
        return self.results.total()

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return time.monotonic() - self._start

    def view(self, language: Language) -> dict[str, Any]:
        """The report as JSON; failures are listed up to a thousand, `failed` counts them all."""
        return {
            **{result: self.results[result] for result in RESULTS},
            "formats": {
                form: {result: n for (f, result), n in sorted(self.forms.items()) if f == form}
                for form in sorted({form for form, _ in self.forms})
            },
            "reasons": {
                result: {code: n for (r, code), n in sorted(self.reasons.items()) if r == result}
                for result in ("skipped", "failed")
            },
            "failures": [
                {"path": path, "code": error.code, "message": error.explain(language)}
                for path, error in self._failures
            ],
            "seconds": round(self.seconds, 1),
            "files_per_second": round(self.files / self.seconds, 1),
            "mib_per_second": round(self.size / MIB / self.seconds, 2),
            "peak_memory_mib": {"writer": peak_memory(), "largest_reader": self.reader_memory},
        }


def form_of(outcome: Outcome) -> str:
    """The format as which a file was read, else the one that its name tells."""
    return outcome.form or suffix_of(outcome.path.name).removeprefix(".") or "?"
