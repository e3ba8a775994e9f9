"""Segments in the window: the second room of the section of clients, for which it is made."""
