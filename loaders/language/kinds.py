"""What kinds of documents are called in running text: `Nghị định`, `nghị định`, `NGHỊ ĐỊNH`, `NĐ`."""

from functools import cache

from graph.vocabulary import kinds
from loaders.language.patterns import any_of


@cache
def kind_names() -> str:
    """An expression for every name of a kind: in small letters, as a title, with capital words, or in capitals."""
    names = {spelling for kind in kinds().values() for name in kind.names for spelling in _cases(name)}
    return any_of(names)


def _cases(name: str) -> set[str]:
    if name.isupper() or (not name[1:].islower() and " " not in name):
        return {name}
    return {name, name[0].lower() + name[1:], name.upper(), name.title()}


@cache
def kinds_by_name() -> dict[str, str]:
    """The code of the kind that a name means, by lower-case name; the first kind that bears it."""
    named = [(name.lower(), kind.code) for kind in kinds().values() for name in kind.names]
    return dict(reversed(named))


def kind_of(word: str) -> str | None:
    """The kind that a written name means."""
    return kinds_by_name().get(" ".join(word.lower().split()))
