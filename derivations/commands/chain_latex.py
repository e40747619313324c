"""The steps of a result in LaTeX, to paste: one align* a formula, reasons as comments.

It needs amsmath and amssymb, and cancel where terms are struck out.
"""

from collections.abc import Iterator

from derivations.kernel.calc import Chain
from derivations.publish.formats.tex import side
from derivations.publish.tags.registry import formula_of
from derivations.verification import results, title


def in_latex(slug: str, tag: str = "") -> str:
    found = ((formula_of(slug, c.name).tag, c) for c in results()[slug].chains)
    wanted = [(name, chain) for name, chain in found if tag in ("", name)]
    return "\n\n".join("\n".join(align(slug, *one)) for one in wanted)


def align(slug: str, tag: str, chain: Chain) -> Iterator[str]:
    """Every line of a calculation, each below its reason."""
    yield f"% {tag}: {chain.name or title(slug)}"
    yield r"\begin{align*}"
    yield rf"  & {side(chain.claim.lhs)} \\"
    for n, step in enumerate(chain.steps, start=1):
        yield f"  % {step.by.says}"
        end = r" \\" if n < len(chain.steps) else ""
        yield f"  &= {side(step.rhs, chain.nonnegative)}{end}"
    yield r"\end{align*}"
