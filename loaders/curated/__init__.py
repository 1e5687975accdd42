"""Lists that are gathered by hand, with where each row was found: read by `loaders.curated.registers`."""
