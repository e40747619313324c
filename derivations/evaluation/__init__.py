"""Numbers for trees: balls, instances, germs and tails, exact quotients."""

from derivations.evaluation import integrals as integrals  # or no integral has a value
