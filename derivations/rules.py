"""Named rules that topics share: each does the one thing that it says."""

from functools import cache, lru_cache

from sympy import (
    Add,
    Derivative,
    Expr,
    Integral,
    Limit,
    Mul,
    Product,
    Range,
    S,
    Sum,
    Symbol,
    degree,
    exp,
    expand,
    expand_log,
    integrate,
    limit,
    log,
    oo,
)
from sympy import cancel as cancel_fraction

from derivations.kernel.calc import Rule, rule
from derivations.kernel.moves import everywhere, sums
from derivations.kernel.names import Kept, Named
from derivations.kernel.names import unfold as unfold_names


@lru_cache(1 << 14)  # mutants are mostly alike: what does not change is done once
def multiply_out(e: Expr) -> Expr:
    if e.is_Add:
        return Add(*map(multiply_out, e.args))
    # expand() splits logarithms by itself: that is another rule.
    return expand(e, log=False, power_base=False, power_exp=False)


@lru_cache(1 << 14)
def split_term(term: Expr, lim: tuple) -> Expr:
    """Σ c b = c Σ b, where c does not know the index."""
    i, first, last = lim
    outside, inside = term.as_independent(i, as_Add=False)
    return outside * (last - first + 1 if inside == 1 else Sum(inside, lim))


def split_terms(f: Expr, lim: tuple) -> Expr:
    """Σ (a + c b) = Σ a + c Σ b, where c does not know the index."""
    return Add(*(split_term(t, lim) for t in Add.make_args(multiply_out(f))))


split_sums = sums(split_terms)


def spread(e: Expr) -> Expr:
    return multiply_out(split_sums(e))


@everywhere(Integral)
def split_integrals(f: Integral) -> Expr:
    """∫ (a + c b) = ∫ a + c ∫ b, where c does not know the variable."""
    ((x, *_),) = f.limits
    parts = Add.make_args(
        expand(
            f.function, log=False, multinomial=False, power_base=False, power_exp=False
        )
    )
    pairs = (term.as_independent(x, as_Add=False) for term in parts)
    return Add(*(outside * Integral(g, *f.limits) for outside, g in pairs))


@everywhere(Sum)
def flatten(s: Sum) -> Expr:
    """Σ_n f Σ_a g = Σ_{n,a} f g, with the ranges in a fixed order."""
    factors = Mul.make_args(s.function)
    inner = [g for g in factors if isinstance(g, Sum)]
    limits = [*s.limits, *(lim for g in inner for lim in g.limits)]
    if len({i for i, *_ in limits}) < len(limits):
        raise ValueError(f"an index would be captured in {s}")
    body = Mul(*(g.function if g in inner else g for g in factors))
    return Sum(body, *sorted(limits, key=lambda lim: (str(lim[2]), str(lim[0]))))


def geometric_terms(f: Expr, lim: tuple) -> Expr:
    """Σ e^(cm) = 1/(1 - e^c) and Σ m e^(cm) = e^c/(1 - e^c)², m from 0, for c < 0."""
    m, first, last = lim
    if (first, last) != (0, oo):
        return Sum(f, lim)
    total = []
    for term in Add.make_args(multiply_out(f)):
        exponent = sum(g.exp for g in Mul.make_args(term) if isinstance(g, exp))
        r, rest = exp(exponent.expand().coeff(m)), term * exp(-exponent)
        series = {0: 1 / (1 - r), 1: r / (1 - r) ** 2}[degree(rest, m)]
        total.append(rest / m ** degree(rest, m) * exp(exponent).subs(m, 0) * series)
    return Add(*total)


@everywhere(Product)
def pick_factor(f: Product) -> Expr:
    """Π_k f_k^{z_k} = f_j for the z with its single one at place j: z_k = δ_jk."""
    ((k, *_),), (base, at_one) = f.limits, f.function.as_base_exp()
    (j,) = at_one.free_symbols - {k}
    return base.xreplace({k: j})


@everywhere(Sum)
def write_in_full(s: Sum) -> Expr:
    """A sum with a few terms, in full."""
    ((i, first, last),) = s.limits
    if not last.is_Integer:
        return s
    return Add(*(s.function.xreplace({i: c}) for c in Range(first, last + 1)))


@everywhere(Sum)
def rename_indices(s: Sum) -> Expr:
    """Bound indices named by nesting depth, so that Σ_a f(a) and Σ_b f(b) are one."""
    f, limits = s.function, list[tuple]()
    # Only what is bound inside counts: replace() may come by a second time.
    below = [i.name[1:] for g in f.atoms(Sum) for i, *_ in g.limits]
    depth = max(map(int, below), default=0)
    for i, *ends in s.limits:
        depth += 1
        fresh = Symbol(f"_{depth}", integer=True, positive=True)
        f, limits = f.xreplace({i: fresh}), [*limits, (fresh, *ends)]
    return Sum(f, *limits)


@everywhere(Derivative)
def each_derivative(dv: Derivative) -> Expr:
    f = dv.expr
    for v, order in dv.variable_count:
        for _ in range(order):
            f = pass_sums(f, v)
    return f


def pass_sums(f: Expr, v: Expr) -> Expr:
    """∂ passes through a finite sum; its indices must differ from those of v."""
    if not f.free_symbols & v.free_symbols:
        return S.Zero
    if isinstance(f, Sum):
        bound = {i for i, *_ in f.limits}
        if bound & v.free_symbols:
            raise ValueError(f"{v} would be captured by {f.limits}")
        return Sum(pass_sums(f.function, v), *f.limits)
    if f.is_Add:
        return Add(*(pass_sums(g, v) for g in f.args))
    if f.is_Mul and any(g.has(Sum) for g in f.args):
        return Add(
            *(
                Mul(*f.args[:i], pass_sums(g, v), *f.args[i + 1 :])
                for i, g in enumerate(f.args)
            )
        )
    if isinstance(f, log | exp) and f.has(Sum):  # the chain rule
        (inner,) = f.args
        return pass_sums(inner, v) * (f if isinstance(f, exp) else 1 / inner)
    if f.has(Sum):
        raise ValueError(f"no rule for the derivative of {f}")
    letter = v.base.label if v.is_Indexed else v
    if any(letter in name.free_symbols for name in f.atoms(Named)):
        raise ValueError(f"{f} hides {v} behind a name, and would be a constant")
    return f.diff(v)


# Up to a second each, and a step is carried several times.
limit_once, integrate_once = cache(limit), cache(integrate)


def definition_of(*names: type) -> Rule:
    """Unfold these names, and leave the others standing."""

    def unfolded(e: Expr) -> Expr:
        while found := e.atoms(*names):
            e = e.xreplace({t: t.unfold() for t in found})
        return e

    return rule("by definition", unfolded)


by_definition = rule("by definition", unfold_names)
split_logs = rule("the logarithm of a product is a sum", expand_log)
pick_one = rule("only the factor at the single one is not 1", pick_factor)
write_out = rule("write the terms out", write_in_full)
linear = rule("a finite sum is linear", spread)
linear_integral = rule("an integral is linear", split_integrals)
multiply = rule("multiply out", multiply_out)
exchange = rule("finite sums may be exchanged", flatten)
differentiate = rule("differentiate term by term", each_derivative)
relabel = rule("the name of a bound index is free", rename_indices)
cancel = rule("equal terms of opposite sign cancel", everywhere(Kept)(Kept.unfold))
split_positive = rule(
    "the logarithm of a product of positive factors is a sum",
    lambda e: multiply_out(expand_log(e, force=True)),
)
geometric = rule("geometric series", sums(geometric_terms))
reduce_fraction = rule(
    "collect over a common denominator", lambda e: multiply_out(cancel_fraction(e))
)
take_limit = rule(
    "the limit, by SymPy",
    everywhere(Limit)(lambda s: limit_once(*s.args[:3])),
)
integrate_all = everywhere(Integral)(lambda s: integrate_once(*s.args))
integrate_ = rule(
    "the logarithm split, the integral by SymPy",
    # One move: left unsplit, SymPy's integrate thinks for a minute.
    lambda e: integrate_all(split_positive(unfold_names(e))),
)


@everywhere(Integral)
def over_whole_line(s: Integral) -> Expr:
    # Logarithms must have been opened before: that is another rule.
    if s.limits[0][1:] != (-oo, oo) or s.has(log):
        return s
    return integrate_once(unfold_names(s.function), *s.limits)


integrate_whole = rule("the integrals over the whole line, by SymPy", over_whole_line)
