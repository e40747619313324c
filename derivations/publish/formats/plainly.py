"""A claim in SymPy's own classes: names by their definitions, the rest as functions.

Four things stay as functions of which SymPy knows the name and the sign alone: a joint
and a prior, which are any smooth ones; a density, which is any; and two averages that
SymPy has no sign for, since the number of their variables is a symbol.
"""

from sympy import Eq, Expr, Function

from derivations.kernel.calc import Chain
from derivations.kernel.moves import everywhere
from derivations.kernel.names import Named
from derivations.quantities.densities import Density, OtherDensity
from derivations.quantities.evidence import Joint, Prior
from derivations.quantities.expectation import StandardMean
from derivations.quantities.labels import LabelSum


class NoCopy(Exception):
    """Says why a formula has no copy in some format."""


OPEN = {  # class: its function, and what a reader has to know of it
    Joint: (
        Function("joint", positive=True),
        "joint(z, theta): p(X, z|theta), any positive and smooth function;"
        " joint(n, z, theta): p(x_n, z|theta)",
    ),
    Prior: (
        Function("prior", positive=True),
        "prior(theta): p(theta), any positive and smooth function",
    ),
    Density: (
        Function("p", positive=True),
        "p(x): any density, positive from x_0 to x_0 + w and 0 elsewhere",
    ),
    OtherDensity: (
        Function("q", positive=True),
        "q(x): any other density with the same support",
    ),
    StandardMean: (
        Function("mean", real=True),
        "mean(f, y): the mean of f over y[1], y[2], ..., independent and standard"
        " normal; SymPy has no sign for it where their number is a symbol",
    ),
    LabelSum: (
        Function("label_sum", real=True),
        "label_sum(f, g, ...): the sum of f*g*... over all K**N values of z[1], ...,"
        " z[N] in 1, ..., K; SymPy has no sign for it",
    ),
}


@everywhere(*OPEN)
def as_functions(e: Expr) -> Expr:
    return OPEN[type(e)][0](*e.args)


def names(e: Expr) -> set[Named]:
    """Those that a reader need not leave open."""
    return {name for name in e.atoms(Named) if type(name) not in OPEN}


def defined(e: Expr) -> Expr:
    """Every name by its definition, but for the densities that are any."""
    while found := names(e):
        e = e.xreplace({name: name.unfold() for name in found})
    return e


def plainly(e: Expr) -> Expr:
    return as_functions(defined(e))


def plain_claim(chain: Chain) -> Eq:
    sides = (plainly(side) for side in chain.claim.args)
    return Eq(*sides, evaluate=False)
