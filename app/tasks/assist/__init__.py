"""The quick assist: what can be done with a text at hand, one key away; small tools among it."""
