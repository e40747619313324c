"""Two positive definite matrices by triangular factors: Λ = R r Rᵀ and S = T t Tᵀ."""

from derivations.kernel.names import Named
from derivations.notation import D, R, T, a, i, j, over, r_pivot, t_pivot
from derivations.quantities.covariance import Sized


class PrecisionByFactors(Named):
    """Λ_ab = Σ_i r_i R_ai R_bi."""

    means = staticmethod(lambda a, b: over(r_pivot[i] * R[a, i] * R[b, i], (i, D)))

    def _latex(self, printer, **_):
        return rf"\Lambda_{{{''.join(map(printer._print, self.args))}}}"


class CovarianceByFactors(Named):
    """S_ab = Σ_j t_j T_aj T_bj."""

    means = staticmethod(lambda a, b: over(t_pivot[j] * T[a, j] * T[b, j], (j, D)))

    def _latex(self, printer, **_):
        return rf"S_{{{''.join(map(printer._print, self.args))}}}"


class FactorProduct(Named):
    """M_ij = Σ_a R_ai T_aj, the entries of RᵀT."""

    means = staticmethod(lambda i, j: over(R[a, i] * T[a, j], (a, D)))

    def _latex(self, printer, exp="", **_):
        power = f"^{{{exp}}}" if exp else ""
        return rf"M_{{{''.join(map(printer._print, self.args))}}}{power}"


class PrecisionByFactorsAt(Sized):
    """Λ_ab for one number of dimensions, with the ones and zeros of R put in."""

    nargs = 0

    def means(self):
        a, b = self.place  # a ≤ b; R_bb = 1, and R_bi = 0 for i < b
        first = r_pivot[b] * (R[a, b] if a < b else 1)
        return first + sum(
            r_pivot[i] * R[a, i] * R[b, i] for i in range(b + 1, self.size + 1)
        )

    def _latex(self, printer, exp="", **_):
        power = f"^{{{exp}}}" if exp else ""
        return rf"\Lambda_{{{''.join(map(str, self.place))}}}{power}"
