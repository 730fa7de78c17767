"""Characters with places: files, decoding, JSON, YAML, shell words, and the way back from a string to its file."""
