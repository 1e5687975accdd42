"""How many words the full-text indexes hold, by which hits are ranked: kept on the store's own node."""

from graph.stores.neo4j.connections import Transaction, ask


def count_words(tx: Transaction, index: str, more: int) -> None:
    """Tell the store how many words its full-text index has more, or fewer."""
    if more:
        ask(tx, f"MATCH (s:Store {{id: 'cancu'}}) SET s.{index} = s.{index} + $more", more=more)
