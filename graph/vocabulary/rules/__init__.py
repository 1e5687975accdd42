"""What the tables promise each other: a rule yields a sentence for each contradiction that it finds.

Rules ask for properties of rows, so that a new row needs no new rule.
"""

from collections.abc import Callable, Iterator

from graph.vocabulary.rules import bodies, documents, lines, words
from graph.vocabulary.rules.lines import Tables

RULES: tuple[Callable[[Tables], Iterator[str]], ...] = (
    lines.keys_are_unique,
    lines.every_row_has_a_source,
    lines.successions_hold,
    words.kinds_can_be_told_apart,
    words.kinds_are_well_formed,
    words.relations_are_clear,
    words.acronyms_are_honest,
    words.indicators_are_told_by_name,
    bodies.issuers_are_told_by_name,
    bodies.local_issuers_have_places,
    bodies.provinces_agree,
    bodies.agencies_are_told_by_name,
    bodies.parts_have_wholes,
    bodies.fields_pass_to_bodies,
    bodies.instruments_are_known,
    bodies.agencies_end_with_their_issuers,
    documents.known_documents_have_ids,
    documents.known_documents_have_their_days,
    documents.known_documents_can_be_chosen,
)


def find_faults(tables: Tables) -> list[str]:
    """Every contradiction in `tables`, a sentence each, in the order of the rules."""
    return [fault for rule in RULES for fault in rule(tables)]
