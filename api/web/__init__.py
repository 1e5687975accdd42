"""The door of HTTP: routes, guards, problems, pages."""
