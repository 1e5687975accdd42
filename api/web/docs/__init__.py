"""The page at /docs, which reads /openapi.json and shows it; `api.web.site` serves these files."""
