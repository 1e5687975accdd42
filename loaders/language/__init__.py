"""The words by which texts are read, as tables: one line a word, read by the module that the table is named for."""
