"""Spreadsheets, CSV and vCard on disk: reading and writing them, without the base and without keys."""
