"""All forms: which results can be checked against, and in which names."""

from derivations.checking.form import Form
from derivations.checking.forms import (
    ascents,
    divergence,
    evidence,
    information,
    missing,
    mixtures,
    priors,
    restricted,
    steps,
)

FORMS: dict[str, Form] = {
    form.slug: form
    for part in (
        information,
        divergence,
        evidence,
        steps,
        mixtures,
        restricted,
        missing,
        priors,
        ascents,
    )
    for form in part.FORMS
}
WITHOUT = {
    "kl.not-a-distance": (
        "it compares numbers and has no letter to vary; hold the divergence of two"
        " coins against kl.bernoulli"
    ),
}
