"""The forms that people keep messages in: one module for each, from a text to its messages."""
