"""Segments as a person builds and keeps them."""
