"""What Deskhand did before, kept in one SQLite file."""
