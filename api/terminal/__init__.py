"""The same answers for people: tables and sentences on the terminal, rows of a sheet."""
