"""`new`: the three edits that a new result takes, each with its place, to paste.

They are printed and not written: a result that is not derived yet would stop every
build, and only its author knows what it is.
"""

import argparse
import builtins
import re
import sys
from difflib import get_close_matches
from keyword import iskeyword
from textwrap import fill

from derivations.publish.places import DOCS, places
from derivations.publish.tags.registry import entries
from derivations.verification import results, topic

SLUG = re.compile(r"[a-z]+(\.[a-z]+(-[a-z0-9]+)*)+")
NEW = """Print the three edits that a new result takes, each with its place.
Exit code: 0, or 2 if the slug is taken or has another form."""
WIDE = 80
EDITS = '''\
{function_in}
   Fill in what stands in CAPITALS: letters come from notation.py, named quantities
   from quantities/, shared rules from rules.py. A step more is a line more.

@cache
def {function}() -> Derivation:
    """WHAT HOLDS, IN ONE LINE: THE TITLE THAT READERS SEE."""
    return derivation(
        "{slug}",
        calc(
            "",
            START,
            ("FIRST-NAME", FIRST_RIGHT_SIDE, FIRST_RULE),
            ("LAST-NAME", LAST_RIGHT_SIDE, LAST_RULE),
        ),
    )

2. The line, in derivations/catalogue.py, in the tuple BEYOND; a new module is imported
   there too:

    {module}.{function},

3. The block, in {page}, where the text needs it:

```derive
from derivations.publish.card import show
show("{slug}")
```

`./dev verify {slug}` then says what is wrong or missing.
The first build gives it a tag: commit derivations/registry.json with it.
CONTRIBUTING.md takes one through all of this.'''


def add(commands) -> None:
    one = commands.add_parser("new", help="what a new result takes", description=NEW)
    one.add_argument("slug", type=free)
    one.set_defaults(run=new)


def free(text: str) -> str:
    """A slug that was never given, or what is wrong with it."""
    if not SLUG.fullmatch(text):
        raise argparse.ArgumentTypeError(
            f"{text!r} is no slug; one is a subject and a name: kl.both-directions"
        )
    if text in taken():
        raise argparse.ArgumentTypeError(f"{text} is taken; a slug stays what it was")
    return text


def taken() -> set[str]:
    """Every slug, with those of former times, and those that have no tag yet."""
    given = {slug for e in entries().values() for slug in (e.slug, *e.slugs)}
    return given | set(results())


def new(args) -> int:
    print(edits(args.slug))
    return 0


def edits(slug: str) -> str:
    """Each edit, filled in as far as a slug goes."""
    module, page, nearby = beside(slug) or alone(slug)
    return EDITS.format(
        slug=slug,
        function=function(slug, module),
        module=module,
        function_in=fill(
            f"1. The function, in derivations/{module}.py{nearby}.",
            WIDE,
            subsequent_indent="   ",
        ),
        page=page,
    )


def beside(slug: str) -> tuple[str, str, str] | None:
    """Module and page of the result with the nearest name, if the subject has any."""
    subject = slug.partition(".")[0]
    others = [known for known in results() if known.startswith(f"{subject}.")]
    if not others:
        return None
    near = get_close_matches(slug, others, n=1, cutoff=0)[0]
    files = ", ".join(sorted({f"{module_of(known)}.py" for known in others}))
    nearby = f", beside {near}, or where its argument is: {files}"
    return module_of(near), page_of(near), nearby


def alone(slug: str) -> tuple[str, str, str]:
    """A subject that is new: a module and a page of its own."""
    subject = slug.partition(".")[0]
    imports = "cache from functools, and calc, derivation, Derivation"
    nearby = f", a new module, with {imports} from kernel.calc"
    return subject, f"docs/{subject}.md, a new page in the nav of mkdocs.yml", nearby


def module_of(slug: str) -> str:
    return topic(slug).rpartition(".")[2]


def page_of(slug: str) -> str:
    place = DOCS / places()[slug].rstrip("/")
    file = place / "index.md" if place.is_dir() else place.with_suffix(".md")
    return f"docs/{file.relative_to(DOCS).as_posix()}"


def function(slug: str, module: str) -> str:
    """A name that Python takes, and that the module has not."""
    subject, _, name = slug.replace("-", "_").partition(".")
    name = name.replace(".", "_")
    known = vars(sys.modules.get(f"derivations.{module}", builtins))
    return f"{subject}_{name}" if iskeyword(name) or name in known else name
