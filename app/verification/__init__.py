"""May the user trust the answer?"""
