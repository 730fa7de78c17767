"""Labelled cases as files, for clients in any language. Only `draws` loads Hypothesis, and only when asked."""
