"""The desktop around the program: keys, clipboard, the program in front, one instance, the start at login."""
