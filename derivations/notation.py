"""Every symbol once, with its domain."""

from sympy import Expr, IndexedBase, Sum, Symbol, symbols

i, j, k, n, z, a, b, d = symbols("i j k n z a b d", integer=True, positive=True)
m = Symbol("m", integer=True, nonnegative=True)
s, u = symbols("s u", positive=True)
r = Symbol("r", nonnegative=True)  # probability that q puts where p has none
Delta_p, Delta_q = symbols("Delta_p Delta_q", positive=True)  # two bin widths
SIZES = N, K, D = symbols("N K D", integer=True, positive=True)
Delta, alpha, beta, t = symbols("Delta alpha beta t", positive=True)
p, q, gamma, pi_ = (IndexedBase(s, positive=True) for s in ("p", "q", "gamma", "pi"))
x_bar = IndexedBase("xbar", real=True)  # x_bar[k, a]: the weighted mean
x, mu, Lambda = (IndexedBase(s, real=True) for s in ("x", "mu", "Lambda"))
Sigma = IndexedBase("Sigma", real=True)  # entries; Lambda holds those of the inverse
det = IndexedBase("det", positive=True)  # det[k]: the determinant of Sigma_k
det_ = det.label  # the determinant of a covariance that all components share
L, V = (IndexedBase(s, real=True) for s in "LV")  # a factor of Λ = LᵀL; a direction
nu = IndexedBase("nu", real=True)  # eigenvalues of Σ^{1/2} V Σ^{1/2}
epsilon = Symbol("epsilon", real=True)
eigenvalue = IndexedBase("lambda", positive=True)  # of Σ_k^{-1/2} S_k Σ_k^{-1/2}
det_S = IndexedBase("det_S", positive=True)  # det_S[k]: the determinant of S_k
R, T = (IndexedBase(s, real=True) for s in "RT")  # triangular factors of Λ and S
r_pivot, t_pivot = (IndexedBase(s, positive=True) for s in "rt")  # their pivots
J = Symbol("J", integer=True, positive=True)  # how many values of z have q > 0
q_tilde = IndexedBase("qtilde", positive=True)  # q of a second observation
f = IndexedBase("f", positive=True)  # f[n, k]: the density of component k at x_n
sigma = IndexedBase("sigma", positive=True)
pi_new, f_new, gamma_new = (  # after one more step of EM
    IndexedBase(f"{s}__new", positive=True) for s in ("pi", "f", "gamma")
)
s_ = IndexedBase("s", positive=True)  # s_[k]²: the weighted variance, if D = 1
rest = IndexedBase("g", positive=True)  # rest[n]: what other components add to p(x_n)
alpha_post, beta_post = (  # a prior's alpha and beta, and what the data add
    IndexedBase(s, positive=True) for s in ("alpha", "beta")
)
concentration = alpha_post  # alpha[k] of a Dirichlet law on the weights
count_map = IndexedBase("Nhat", positive=True)  # N_k and what such a prior adds to it
kappa = Symbol("kappa", positive=True)  # points that the prior of a mean counts as
freedom = Symbol("nu", positive=True)  # degrees of freedom of an inverse Wishart law
centre_ = IndexedBase("m", real=True)  # where the prior has the means
scatter = IndexedBase("Psi", real=True)  # of an inverse Wishart law
mu_map = IndexedBase("muhat", real=True)  # the mean of points and prior together
sigma_map = IndexedBase("sigmahat", positive=True)  # of the most probable variance
det_map = IndexedBase("dethat", positive=True)  # of the most probable covariance
norm = Symbol("C", positive=True)  # what makes a density integrate to one
sigma_min = Symbol("sigma_min", positive=True)  # a floor under standard deviations
label = IndexedBase("z", integer=True, positive=True)  # the component of each point
lam = Symbol("lambda", real=True)
B = Symbol("B", positive=True)  # the base of a logarithm
rho = IndexedBase("rho", positive=True)  # rho[i, j]: the probability of a pair
v = IndexedBase("v", real=True)  # a direction in which probabilities move
# The letters without an index: one variable, its mean, its standard deviation.
x_, mu_, sigma_ = x.label, mu.label, sigma.label
y = Symbol("y", real=True)
c = Symbol("c", real=True, nonzero=True)  # a change of units is x → c x + tau
tau = Symbol("tau", real=True)
w = Symbol("w", positive=True)
x_start = Symbol("x_0", real=True)  # where a density begins; w further on it ends
ell = Symbol("ell", integer=True)  # numbers bins on the whole line
unit = IndexedBase("y", real=True)  # independent standard normal coordinates
A = IndexedBase("A", real=True)  # a factor: Σ = A Aᵀ
x_hat = IndexedBase("xhat", real=True)  # x_hat[n, k, a]: the mean, given the observed
C = IndexedBase("C", real=True)  # C[n, k, a, b]: the covariance, given the observed
p_, q_ = p.label, q.label  # the letters without an index: one probability each
cell = IndexedBase("x", integer=True, positive=True)  # the cell of each point
counts = IndexedBase("c", positive=True)  # the points on each cell
theta = IndexedBase("theta", real=True)
theta_ = theta.label  # all parameters, or one of them with the others held fixed
theta_old, theta_new = symbols("theta__old theta__new", real=True)
gain = Symbol("g", nonnegative=True)  # by how much an M-step raises Q
p_X = Symbol("p_X", positive=True)  # p(X), with the parameters integrated out


def over(summand: Expr, *limits: tuple) -> Sum:
    """Σ over 1..N, 1..K or 1..D: `over(f, (n, N))`."""
    return Sum(summand, *((index, 1, last) for index, last in limits))
