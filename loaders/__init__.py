"""From the bytes of a file to what its documents say, and into a store."""
