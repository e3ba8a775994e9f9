"""Phones, e-mails, money, dates, names: parse, normal form, mask."""
