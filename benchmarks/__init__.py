"""Deskhand measured beside its peers."""
