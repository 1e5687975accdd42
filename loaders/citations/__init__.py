"""Which documents a text mentions, what it says of them, and which documents they are."""
