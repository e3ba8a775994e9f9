"""Segments: trees of criteria counted and asked for, saved segments, and who was in them when."""
