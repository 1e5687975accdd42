"""A national graph made up from a seed: readings as a loader gives them, some cited by thousands, most by nobody.

Documents are issued one after the other; each rests on six older ones, the old and general ones far more often than
the others (in-degrees have a heavy tail). Half of them set tasks, of which some are on the subject of what the
document rests on, and a few cite it themselves. All words come from the vocabulary.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from hashlib import sha256

from graph.identity import document_id, slug
from graph.model import (
    Agency,
    Assignment,
    Citation,
    Deadline,
    Document,
    Reading,
    Section,
    Source,
    Span,
    Task,
)
from graph.vocabulary import acronyms, agency_types, kinds, known_documents, provinces

SEED = 20181
FIRST_DAY = date(2004, 1, 1)
DAYS = 7500
CITED_EACH = 6
STEEPNESS = 3.0
"""How much likelier old documents are cited: with 3 a document's chance falls with its place to the power -2/3."""
TASKS_EACH = 4
SECTION = "I"


@dataclass(frozen=True, slots=True)
class _Named:
    """What later documents know of an earlier one."""

    id: str
    number: str
    kind: str
    issuer: str
    issued_on: date
    title: str
    subject: tuple[str, ...]


def generated(count: int, seed: int = SEED) -> Iterator[Reading]:
    """So many readings, the same for the same seed, in order of issue."""
    chance = random.Random(seed)  # repeatable, not secret
    issued: list[_Named] = []
    for place in range(count):
        named = _named(place, count, chance)
        yield _reading(named, _cited(issued, chance), chance)
        issued.append(named)


def _named(place: int, count: int, chance: random.Random) -> _Named:
    general = place < count // 50
    issuer = "cp" if general else f"ubnd-t.{chance.choice(sorted(provinces()))}"
    kind = kinds()["NĐ" if general else chance.choice(("KH", "QĐ"))]
    day = FIRST_DAY + timedelta(days=place * DAYS // count)
    number = f"{place + 1}/{day.year}/NĐ-CP" if general else f"{place + 1}/{kind.code}-UBND"
    subject = tuple(chance.sample(_phrases(), 2))
    identifier = document_id(issuer=issuer, kind=kind.slug, number=str(place + 1), year=day.year)
    return _Named(identifier, number, kind.code, issuer, day, " ".join((kind.name, *subject)), subject)


def _cited(issued: list[_Named], chance: random.Random) -> list[_Named]:
    places = {int(len(issued) * chance.random() ** STEEPNESS) for _ in range(CITED_EACH)} if issued else ()
    return [issued[place] for place in sorted(places)]


def _reading(named: _Named, cited: list[_Named], chance: random.Random) -> Reading:
    text = _Text(named.title)
    for basis in cited:
        text.cite(basis, section=None)
    body = text.length
    tasks = _tasks(named, cited, text, chance) if named.issuer != "cp" and chance.random() < 0.5 else ()
    document = Document(
        named.id,
        named.number,
        named.kind,
        named.issuer,
        issued_on=named.issued_on,
        title=named.title,
        genre="directive",
    )
    written = text.written
    section = Section(SECTION, f"{SECTION}.", "", 1, body, len(written))
    source = Source(
        sha256(written.encode()).hexdigest(), f"{named.id.replace(':', '-')}.txt", "txt", genre="directive"
    )
    return Reading(source, document, written, (section,), tuple(text.citations), tuple(tasks))


def _tasks(named: _Named, cited: list[_Named], text: "_Text", chance: random.Random) -> list[Task]:
    return [
        _task(named, chance.choice(cited) if cited else named, text, chance)
        for _ in range(1 + int(chance.expovariate(1 / (TASKS_EACH - 1))))
    ]


def _task(named: _Named, basis: _Named, text: "_Text", chance: random.Random) -> Task:
    """One task in three is on its basis's subject, one in twenty cites it in its own words."""
    start = text.length
    lead, other = chance.sample(_bodies(), 2)
    said = list(chance.sample(_phrases(), 3))
    if chance.random() < 1 / 3:
        said.append(basis.subject[0])
    text.write(f"{lead.name} {' '.join(said)} ")
    if chance.random() < 1 / 20:
        text.cite(basis, section=SECTION)
    end = text.length
    text.write(f" {other.name}\n")
    due = named.issued_on + timedelta(days=chance.randrange(30, 400))
    body = text.written[start:end]
    at = Span(start, start + len(lead.name), lead.name)
    return Task(
        "?:t0",
        " ".join(body.split()),
        start,
        end,
        "prose",
        section=SECTION,
        assignments=(
            Assignment("lead", at, lead),
            Assignment("coordinating", Span(end + 1, end + 1 + len(other.name), other.name), other),
        ),
        deadline=Deadline(at, "day", due, due),
    )


class _Text:
    """A text as it is written, and what it cites."""

    def __init__(self, title: str) -> None:
        self._parts = [f"{title}\n"]
        self.length = len(self._parts[0])
        self.citations: list[Citation] = []

    @property
    def written(self) -> str:
        return "".join(self._parts)

    def write(self, words: str) -> None:
        self._parts.append(words)
        self.length += len(words)

    def cite(self, basis: _Named, section: str | None) -> None:
        """Name a document in a sentence of its own."""
        kind = kinds()[basis.kind]
        quote = Span(
            self.length, self.length + len(kind.name) + len(basis.number) + 1, f"{kind.name} {basis.number}"
        )
        sentence = f"{quote.text} {basis.title};\n"
        self.citations.append(
            Citation(
                quote,
                "numbered",
                Span(self.length, self.length + len(sentence), sentence),
                number=basis.number,
                kind=basis.kind,
                issuer=basis.issuer,
                dated=basis.issued_on,
                target=basis.id,
                status="resolved",
                relation="legal_basis" if section is None else "implements",
                section=section,
                title=basis.title if len(self.citations) % 2 else None,
                rule="numbered",
            )
        )
        self.write(sentence)


@cache
def _phrases() -> tuple[str, ...]:
    """Some hundred subjects: what abbreviations stand for, and the titles of well-known documents, in parts."""
    titles = (document.title.split() for document in known_documents().values() if document.title)
    parts = (" ".join(title[at : at + 4]) for title in titles for at in range(0, len(title) - 3, 4))
    long = (acronym.expansion for acronym in acronyms().values() if not acronym.ambiguous)
    return tuple(sorted({*parts, *long}))


@cache
def _bodies() -> tuple[Agency, ...]:
    """A department of each kind in each of a dozen provinces."""
    named = [(code, kind) for code, kind in sorted(agency_types().items())][:20]
    places = sorted(provinces().values(), key=lambda province: province.slug)[:12]
    return tuple(
        Agency(f"{slug(code)}.{place.slug}", f"{kind.name} {place.name}", place=place.slug)
        for code, kind in named
        for place in places
    )
