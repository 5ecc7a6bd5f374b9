"""Languages, words, values and sentences found in text, and the program's own sentences."""
