"""What a text requires of whom by when: tasks from tables and from running text, and the scores of indices."""
