"""Which models there are, how they come to this computer, and which are here."""
