"""The catalogue of models, fetching them, and what is installed."""
