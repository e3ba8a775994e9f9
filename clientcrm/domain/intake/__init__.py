"""What the rows of a file say: reading them into drafts, the keys they are matched by, merging them into clients."""
