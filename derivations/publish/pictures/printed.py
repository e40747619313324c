"""A picture as pixels, in the colours of light paper, where no stylesheet reaches."""

from collections.abc import Iterable
from io import BytesIO

from derivations.publish.pictures.style import FAINT, INK, PAPER, P, Q, R

# As the stylesheet has them for light paper; a test holds them together.
LIGHT = {
    INK: "#3b4048",
    FAINT: "#b4b1aa",
    P: "#1f5f9e",
    Q: "#b3541e",
    R: "#2f7d4f",
    PAPER: "#fdfcfa",
}
HUES = 128  # are enough for flat colours and their edges, at a third of the size
FINE = 2  # pixels for each of the size that is asked for
SIDES = "color", "facecolor", "edgecolor", "markerfacecolor", "markeredgecolor"


def png(figures: Iterable) -> tuple[bytes, int, int]:
    """One image of figures side by side, with the width and height to show it at."""
    import numpy as np
    from PIL import Image  # which matplotlib brings

    panels = [pixels(figure) for figure in figures]
    tall = max(map(len, panels))
    paper = panels[0][0, 0]
    whole = np.concatenate([padded(panel, tall, paper) for panel in panels], axis=1)
    few = Image.fromarray(whole).quantize(HUES, dither=Image.Dither.NONE)
    few.save(file := BytesIO(), "png", optimize=True)
    return file.getvalue(), whole.shape[1] // FINE, whole.shape[0] // FINE


def pixels(figure):
    """Height × width × RGB."""
    import numpy as np
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas = FigureCanvasAgg(figure)
    figure.set(dpi=96 * FINE, facecolor=PAPER)
    canvas.draw()  # only now all its parts are there
    for part in figure.findobj():
        for side in SIDES:
            repaint(part, side)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())[..., :3]


def repaint(part, side: str) -> None:
    """Give a part the colour of light paper that its own stands for."""
    from matplotlib.colors import to_rgba_array

    if not (hasattr(part, f"get_{side}") and hasattr(part, f"set_{side}")):
        return
    found = getattr(part, f"get_{side}")()
    colours = to_rgba_array(found)
    meant = {tuple(to_rgba_array(name)[0, :3]): LIGHT[name] for name in LIGHT}
    painted = [meant.get(tuple(colour[:3])) for colour in colours]
    if any(painted):
        for colour, name in zip(colours, painted, strict=True):
            if name:
                colour[:3] = to_rgba_array(name)[0, :3]
        getattr(part, f"set_{side}")(colours if len(colours) > 1 else colours[0])


def padded(panel, tall: int, paper):
    """With paper below, as tall as its neighbours."""
    import numpy as np

    below = np.broadcast_to(paper, (tall - len(panel), *panel.shape[1:]))
    return np.concatenate([panel, below])
