"""Numbers for trees: balls, instances, germs and tails, exact quotients."""
