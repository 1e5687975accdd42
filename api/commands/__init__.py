"""The commands of `cancu`, a module for each kind of work; `api.cli` registers them."""
