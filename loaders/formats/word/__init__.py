"""Word's own binary files, as [MS-DOC] and the description of Word 6 tell: read by `loaders.formats.doc`."""
