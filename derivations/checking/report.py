"""What a check found, in words, with the exit code that says it to a script."""

from derivations.checking.form import Form, ranges
from derivations.checking.forms import FORMS
from derivations.checking.function import NAME, called_with, check_function, loaded
from derivations.checking.parse import parse
from derivations.checking.verdict import Verdict, check

CODES = {"match": 0, "mismatch": 1, "unknown": 3}


def verdict_on(form: Form, text: str) -> Verdict:
    """The verdict on a formula, or on a function called module:function."""
    if NAME.fullmatch(text.strip()):
        return check_function(form, loaded(text.strip()))
    return check(form, parse(text, form.names))


def lines(form: Form, found: Verdict) -> list[str]:
    """The verdict as a reader sees it."""
    about = f"{form.slug}, {form.what}"
    if found.kind == "match":
        return [f"match: {found.how}", f"  {about}"]
    if found.kind == "unknown":
        return [f"unknown: {found.how}", f"  {about}"]
    says = ["mismatch" + (f": {found.mistake}" if found.mistake else ""), f"  {about}"]
    if seen := found.witness:
        at = ", ".join(f"{name} = {v}" for name, v in seen.point.items())
        says += [f"  at {at}", f"  right: {seen.right}", f"  yours: {seen.typed}"]
    return says


def help_on_names(slugs) -> str:
    """What each result is written in, and what a function for it is called with."""
    return "\n".join(
        f"{slug}: {FORMS[slug].what}\n    names: {ranges(FORMS[slug].names)}\n"
        f"    a function is called with ({', '.join(called_with(FORMS[slug]))})"
        for slug in slugs
    )
