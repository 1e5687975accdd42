"""The XML of word processors (ECMA-376, part 1, chapter 17): read by `loaders.formats.docx`."""
