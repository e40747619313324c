"""Densities of one variable, by name."""

from sympy import Abs, Expr, Integral, Symbol, exp, oo, pi, sqrt

from derivations.kernel.names import Named
from derivations.notation import Delta, c, mu_, sigma_, tau, w, x_start


class Law:
    """A density at a point, which is its first argument; 0 outside its support."""

    args: tuple[Expr, ...]
    support = (-oo, oo)

    def integral(self, f: Expr) -> Expr:
        """∫ f over the support."""
        return Integral(f, (self.args[0], *self.support))


class Exponential(Law, Named):
    """α exp(-α u), the density of a waiting time with rate α."""

    support = (0, oo)
    means = staticmethod(lambda u, rate: rate * exp(-rate * u))

    def law(self, printer):
        return rf"\operatorname{{Exp}}({{\textstyle {printer._print(self.args[1])}}})"

    def _latex(self, printer, **_):
        u, rate = map(printer._print, self.args)
        return rf"\operatorname{{Exp}}({u} \mid {rate})"


class ExponentialBin(Named):
    """P_m, what an exponential law puts into its bin m, which begins at m Δ."""

    means = staticmethod(
        lambda m, rate: exp(-rate * m * Delta) * (1 - exp(-rate * Delta))
    )

    def _latex(self, printer, **_):
        return f"P_{{{printer._print(self.args[0])}}}"


class OtherExponentialBin(ExponentialBin):
    """Q_m, the same for another exponential law."""

    def _latex(self, printer, **_):
        return f"Q_{{{printer._print(self.args[0])}}}"


class Normal(Law, Named):
    """N(x|μ, σ²), the Gaussian density of one variable."""

    called = True
    means = staticmethod(
        lambda x, m, s: exp(-((x - m) ** 2) / (2 * s**2)) / (sqrt(2 * pi) * s)
    )

    def law(self, printer):
        _, m, s = self.args
        return rf"\mathcal{{N}}({printer._print(m)}, {printer._print(s**2)})"

    def _latex(self, printer, **_):
        x, m, s = self.args
        x, m, variance = map(printer._print, (x, m, s**2))
        return rf"\mathcal{{N}}({x} \mid {m}, {variance})"


class Bell(Law, Named):
    """N(x|μ, σ²) once more, with the mean and the deviation without an index."""

    means = staticmethod(lambda x: Normal(x, mu_, sigma_))

    def law(self, printer):
        return self.unfold().law(printer)

    def _latex(self, printer, **_):
        return printer._print(self.unfold())


class Flat(Law, Named):
    """1/w on the interval from 0 to w."""

    support = property(lambda self: (0, self.args[1]))
    means = staticmethod(lambda u, w: 1 / w)

    def law(self, printer):
        return rf"\operatorname{{U}}(0, {{\textstyle {printer._print(self.args[1])}}})"

    def _latex(self, printer, **_):
        u, w = map(printer._print, self.args)
        return rf"\operatorname{{U}}({u} \mid 0, {w})"


class Density(Law, Named):
    """p(x), any density that is positive from x₀ to x₀ + w, and 0 elsewhere.

    No derivation looks inside. Only where numbers are needed is it an exponential
    function, and its mass is one because an assumption says so, not by this form.
    """

    letter = "p"
    mass, tilt = Symbol("mass_p", positive=True), Symbol("tilt_p", real=True)
    support = (x_start, x_start + w)

    @classmethod
    def means(cls, x):
        return cls.mass * exp(cls.tilt * x)

    def law(self, printer):
        return self.letter

    def _latex(self, printer, **_):
        return f"{self.letter}({printer._print(self.args[0])})"


class OtherDensity(Density):
    """q(x), another density with the same support."""

    letter = "q"
    mass, tilt = Symbol("mass_q", positive=True), Symbol("tilt_q", real=True)


class Rescaled(Law, Named):
    """The density of c X + τ, where X has the density p."""

    of = Density
    support = tuple(c * end + tau for end in Density.support)

    def integral(self, f):
        # For c < 0 the ends change places.
        return Abs(c) / c * super().integral(f)

    @classmethod
    def means(cls, y):
        return cls.of((y - tau) / c) / Abs(c)

    def law(self, printer):
        return rf"{self.of.letter}_{{c X + \tau}}"

    def _latex(self, printer, **_):
        return f"{self.law(printer)}({printer._print(self.args[0])})"


class OtherRescaled(Rescaled):
    """The density of c X + τ, where X has the density q."""

    of = OtherDensity
