"""From a draft to a body: canonical text, paragraphs and tables, zones, sections, and who the document is."""
