"""The explorer: a page of plain HTML, CSS and ES modules that asks the HTTP API; served as it stands."""
