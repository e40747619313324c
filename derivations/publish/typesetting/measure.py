"""How wide a formula will stand, from KaTeX's own tables, without a browser.

Side by side widths add up, one above the other the widest counts, and indices are
smaller. Unit: the formula's own font size.
"""

from functools import cache

from derivations.publish.typesetting.katex import function

MEASURE = """tex => {
  const sizes = [.5, .6, .7, .8, .9, 1, 1.2, 1.44, 1.728, 2.074, 2.488];  // size1 to 11
  const em = text => parseFloat(text) || 0;
  const step = (all, head) =>
    (all.find(c => c.startsWith(head)) || "").slice(head.length);
  const width = node => {
    const {classes = [], style = {}, children = []} = node;
    if (node.text !== undefined)  // letters joined keep the width of the first
      return (node.width || 0) * node.text.length + (node.italic || 0);
    if (classes.includes("nulldelimiter")) return 0.12;
    const widths = children.map(width);
    const above = classes.some(c => c == "vlist" || c.startsWith("vlist-t"));
    const inner = above ? Math.max(0, ...widths) : widths.reduce((a, b) => a + b, 0);
    const scale = classes.some(c => c.startsWith("reset-size"))
      ? sizes[step(classes, "size") - 1] / sizes[step(classes, "reset-size") - 1] : 1;
    const beside = em(style.marginLeft) + em(style.marginRight) + em(style.paddingLeft);
    return Math.max(inner * scale, em(style.width), em(style.minWidth)) + beside;
  };
  return width(katex.__renderToHTMLTree(tex, {displayMode: true}));
}"""


@cache
def width(tex: str) -> float:
    """In letters m, roughly: one is the font size of the formula."""
    return function(MEASURE)(tex)
