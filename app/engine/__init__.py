"""The language model in its own process: asking it, and surviving its death."""
