"""Figures: what the sales say of clients, goods and the shop; one module each, functions on frames, `as_of` given."""
