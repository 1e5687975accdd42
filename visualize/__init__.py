"""From an answer to a picture: networkx graphs, positions, offline pages, the explorer."""
