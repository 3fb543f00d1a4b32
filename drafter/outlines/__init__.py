"""A bureau's own outline: read from pasted headings, edited as a tree, kept as a YAML file beside the answers.

Pure: no screen, no file.  The screen is ``interview/outline_screen.py``, the files are ``sitting.py``'s.
"""
