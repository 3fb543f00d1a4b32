"""Drafting assistant for the annual rule-of-law report of Chinese governments and their departments."""

__version__ = "0.1.0"
