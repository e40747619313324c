"""The whole text as one PDF: printed, bound, offered."""
