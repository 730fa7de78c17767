"""What people read: messages, hints, labels, examples; and what of a document may be shown."""
