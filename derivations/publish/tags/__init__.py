"""Permanent tags: what each has meant, its page, and what changed."""
