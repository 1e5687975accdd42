"""Reads all tables and holds them against each other; every contradiction is told in one error."""

from graph.errors import InvalidVocabulary
from graph.vocabulary import (
    HERE,
    Acronym,
    AgencyType,
    Indicator,
    Issuer,
    Kind,
    KnownDocument,
    LocalIssuer,
    Province,
    Relation,
)
from graph.vocabulary.rules import find_faults
from graph.vocabulary.rules.lines import Tables
from graph.vocabulary.tables import Row, read_table


def check() -> None:
    """Read every table and hold it against the others; InvalidVocabulary tells all faults at once."""
    tables, unreadable = read_all()
    faults = [*unreadable, *find_faults(tables)]
    if faults:
        raise InvalidVocabulary(faults)


def read_all() -> tuple[Tables, list[str]]:
    """The tables, and what could not be read of them; a table with such a fault has no rows."""
    faults: list[str] = []

    def rows(name: str, row_type: type[Row]) -> tuple[Row, ...]:
        try:
            return read_table(HERE, name, row_type)
        except InvalidVocabulary as fault:
            faults.extend(fault.faults)
            return ()

    tables = Tables(
        kinds=rows("kinds.tsv", Kind),
        relations=rows("relations.tsv", Relation),
        issuers=rows("issuers.tsv", Issuer),
        local_issuers=rows("local-issuers.tsv", LocalIssuer),
        provinces=rows("provinces.tsv", Province),
        agencies=rows("agencies.tsv", AgencyType),
        acronyms=rows("acronyms.tsv", Acronym),
        indicators=rows("indicators.tsv", Indicator),
        known_documents=rows("known-documents.tsv", KnownDocument),
    )
    return tables, faults
