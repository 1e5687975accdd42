"""What a picture shows: the neighbourhood of a document or task as a network, of all kinds of nodes or of some."""

from collections.abc import Collection

from graph.messages import Language
from graph.port import GraphReader
from graph.questions.neighbourhood import neighbourhood
from graph.questions.resolve import resolve_either
from visualize.network import Network, to_network


def picture(
    store: GraphReader,
    typed: str,
    *,
    depth: int = 2,
    kinds: Collection[str] | None = None,
    language: Language = "vi",
) -> Network:
    """The network around a document or task. Raises UnknownDocument, UnknownTask or AmbiguousDocument."""
    focus = resolve_either(store, typed)
    with_tasks = kinds is None or bool({"task", "agency"} & set(kinds))
    network = to_network(neighbourhood(store, focus, depth=depth, with_tasks=with_tasks), language=language)
    if kinds:
        hidden = [name for name in network if network.nodes[name]["kind"] not in kinds and name != focus]
        network.remove_nodes_from(hidden)
    return network
