"""Figures of the whole base: read into frames, reckoned by domain/analytics, kept with each client."""
