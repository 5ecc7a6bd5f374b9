"""Quick assist: small tools that the user's words may ask for, each call shown before it counts."""
