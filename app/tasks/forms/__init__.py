"""Fills forms from texts, mails and documents."""
