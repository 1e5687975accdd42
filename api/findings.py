"""What an examination found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One part, whether it is in order, and what is known of it."""

    part: str
    ok: bool
    detail: str
