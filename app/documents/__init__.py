"""Reads and writes mail, Word, Excel, PDF, CSV and text."""
