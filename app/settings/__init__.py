"""The user's choices, and what the program remembers by itself."""
