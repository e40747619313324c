"""The pages of the index and of the graph, written before the site is built."""

from collections.abc import Iterator

from derivations.publish.navigation import parts
from derivations.publish.places import places

INDEX = """---
hide: [toc]
search:
  exclude: true
---

# All results

On this page you can find every result and every formula of the text, by a word, by the number of an equation in a book, or by a piece of LaTeX.
Type `9.19` to see where equation (9.19) of PRML is, or `\\gamma_{nk}`, `\\frac{N_k}{N}`, `ln det` or `sigma` to see each formula that has it; what you look for stays in the address, so you can send it to somebody.

```derive
from derivations.publish.finding.index import controls
controls()
```
"""  # noqa: E501
PART = """
## {name}

```derive
from derivations.publish.finding.index import results_of
results_of("{part}")
```
"""
ABOUT = """
## What the names stand for

A tag such as F33 names a result for ever, and F33.2 its second formula.
The [graph of results](graph.md) shows which of them rest on which, and [Verification](../verification.md) says what the marks mean.
PRML is Bishop's *Pattern Recognition and Machine Learning*, whose numbering varies by printing, and SPB is the Book of Statistical Proofs; [the crosswalk](../crosswalk/prml.md) lists both.
"""  # noqa: E501
GRAPH = """---
hide: [toc]
search:
  exclude: true
---

# What rests on what

On this page you can see which results of the text rest on which, from $\\ln t \\le t - 1$ on, and go to each of them.

There are two ways in which one result rests on another, and both are read off the derivations.
A step may **cite** a claim, and then the machine puts one side of that claim in the place of the other.
Or the remainder of an inequality **owes its sign** to a result, as $\\varphi$ and $\\psi$ do to $\\ln t \\le t - 1$.
Definitions that two results share are not counted.
Where a result does both, the list below says so.

## The graph

An arrow runs from what is used to what uses it: a full line where a step cites it, a dashed one where only a sign rests on it.
Each box has the colour of its strongest mark, and [the marks](../verification.md#what-the-marks-mean) stand in it as words; what is tested or decided was derived as well.

```derive
from derivations.publish.finding.graph import show
show()
```

## The same as a list

```derive
from derivations.publish.finding.listing import show
show()
```
"""  # noqa: E501


def files() -> Iterator[tuple[str, str]]:
    """Path below docs, and text, of each page."""
    folders = {where.split("/")[0] for where in places().values()}
    found = [(part, name) for part, name in parts().items() if part in folders]
    yield (
        "f/index.md",
        INDEX + "".join(PART.format(part=p, name=name) for p, name in found) + ABOUT,
    )
    yield "f/graph.md", GRAPH
