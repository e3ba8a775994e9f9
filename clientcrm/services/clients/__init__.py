"""Clients as the program shows and changes them: list, card, form, talk, portfolios."""
