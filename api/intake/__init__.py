"""Files taken in, as people see it: paths as typed, progress, counts, a report."""
