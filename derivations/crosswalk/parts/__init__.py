"""The source notes, part by part: rows of data."""
