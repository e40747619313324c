"""Someone else's formula, held against a derived one: match, mismatch or unknown."""
