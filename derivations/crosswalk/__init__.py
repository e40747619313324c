"""Other people's formulas, held against ours by evaluation."""
