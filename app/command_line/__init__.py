"""The command line, a full front end and the contract for scripts."""
