"""All forms: which results can be checked against, and in which names."""

from derivations.checking.form import Form
from derivations.checking.forms import divergence, evidence, information, mixtures

FORMS: dict[str, Form] = {
    form.slug: form
    for part in (information, divergence, evidence, mixtures)
    for form in part.FORMS
}
