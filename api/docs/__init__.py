"""The page at /docs, which reads /openapi.json and shows it; `api.site` serves these files."""
