"""Drafts standard e-mails from templates, facts and notes."""
