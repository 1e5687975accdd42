"""The knowledge graph: nouns, vocabulary, the port, the stores and the questions."""
