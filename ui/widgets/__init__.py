"""Reusable widgets: they know no feature and no service."""
