"""Who has a duty now, in a line for people."""

from collections.abc import Iterable, Sequence

from api.answers import task_shapes
from api.terminal.desk import Desk
from api.wording import say


def heirs_in_words(heirs: Sequence[task_shapes.Heir], desk: Desk, parting: str = "; ") -> str:
    """All who have it, each with its field where there are several."""
    several = len(heirs) > 1
    return parting.join(heir_in_words(one, desk, with_field=several) for one in heirs)


def heir_in_words(heir: task_shapes.Heir, desk: Desk, *, with_field: bool) -> str:
    """One who has it, or that nobody alone does."""
    told = heir["name"] or say("agency.nobody", desk.language)
    return f"{told} ({heir['field']})" if with_field and heir["field"] else told


def instruments(leads: Iterable[task_shapes.Lead]) -> list[str]:
    """The documents by which duties went to other bodies, each once."""
    acts = (act["name"] for lead in leads for heir in lead["now"] for act in heir["instrument"])
    return list(dict.fromkeys(acts))


def lead_in_words(lead: task_shapes.Lead, desk: Desk) -> str:
    """A lead as written, and under it who has the duty now, where that changed."""
    if not lead["now"]:
        return lead["raw"]
    return f"{lead['raw']}\n({say('lead.now', desk.language, names=heirs_in_words(lead['now'], desk))})"
