"""Figures: what the sales say of clients, goods and the shop; a module per figure, functions on frames, `as_of` given."""
