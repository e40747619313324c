"""Entries of the Book of Statistical Proofs, by the sources that our results name."""

from derivations.crosswalk.book import proofs
from derivations.verification import results

SUBJECTS = {
    "D15": "Shannon entropy",
    "D16": "differential entropy",
    "D52": "KL divergence",
    "D115": "the bound, as a free energy",
    "P57": "entropy is not negative",
    "P92": "KL of two Gaussians in D dimensions",
    "P100": "differential entropy of a Gaussian in D dimensions",
    "P101": "differential entropy of a Gaussian",
    "P113": "KL by entropies",
    "P115": "KL under an affine change of variable",
    "P116": "KL adds over independent parts",
    "P117": "KL is not negative, by Gibbs",
    "P147": "KL is not symmetric",
    "P148": "KL is convex",
    "P165": "the log-sum inequality; here with its remainder",
    "P166": "KL is not negative, by the log-sum inequality",
    "P193": "KL of two Gaussians",
    "P200": "differential entropy under a change of units",
    "P250": "a Gaussian has the most entropy for its variance",
    "P515": "KL is not negative, by Jensen",
    "P516": "the bound in three forms; here two of them",
}
ALSO = {  # held, though no source says so
    "D115": ("elbo.decomposition",),
    "P115": ("entropy.differential",),
}
NOT_YET = ("P116", "P148")


def entries() -> dict[str, tuple[str, ...]]:
    """Each entry with the results that hold it."""
    return {entry: (*named(entry), *ALSO.get(entry, ())) for entry in SUBJECTS}


def named(entry: str) -> list[str]:
    """The results whose source names an entry."""
    return [slug for slug, d in results().items() if entry in proofs(d.source)]
