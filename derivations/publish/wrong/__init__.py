"""What is refused: published mistakes, wrong versions, assumptions dropped."""
