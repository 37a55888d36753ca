"""Small drawing kit for the paper puppets: shapes become SVG text.

A drawing is a list of nodes. Every shape is a path, so that the same drawing can be written a second time as a
sticker edge (one colour, wider stroke) under itself. Angles are degrees, lengths pixels of the 1080-wide stage.
"""

import math

INK = "#2a1438"
PAPER = "#fff4da"
GOLD = "#ffd24a"
WOOD = "#c98a4a"


class Ember:
    """Colours of the Ember side."""

    name = "ember"
    main, light, deep, dark = "#e63a22", "#ff7440", "#a5182b", "#571033"
    glow, hot, iron, iron2 = "#ffc53a", "#fff0a8", "#5a3c52", "#93707c"
    edge = "#ffe3a6"


class Tide:
    """Colours of the Tide side."""

    name = "tide"
    main, light, deep, dark = "#46bff0", "#a8ecff", "#1c7bc9", "#134a8c"
    glow, pearl, pink, lilac = "#8dffe6", "#f2ffff", "#ff7f9c", "#cdbcff"
    edge = "#f0fdff"


def num(v):
    """A number in few digits."""
    t = f"{v:.1f}"
    return t[:-2] if t.endswith(".0") else t


def pt(cx, cy, r, deg):
    """A point on a circle; 0 is right, 90 is down."""
    a = math.radians(deg)
    return cx + r * math.cos(a), cy + r * math.sin(a)


def xy(p):
    """A point as path text."""
    return f"{num(p[0])},{num(p[1])}"


def P(d, fill="none", shade=None, w=4.5, ink=INK, off=(4, -4), edge=True):
    """An inked part; `shade` shows on the side that `off` points away from."""
    return ("p", d, fill, shade, w, ink, off, edge)


def D(d, fill, o=1.0):
    """An inner shape: no ink, no sticker edge."""
    return ("d", d, fill, o)


def S(d, colour, w=3.0, o=1.0):
    """An inner line: no sticker edge."""
    return ("s", d, colour, w, o)


def pole(d, colour, w=4.0, ink=3.0):
    """A stick with an ink outline."""
    return [P(d, "none", None, w + 2 * ink), S(d, colour, w)]


def G(nodes, move=(0, 0), turn=0, about=(0, 0), size=1, flip=False):
    """Nodes moved, turned (clockwise) and scaled about a point."""
    t = ""
    if move != (0, 0):
        t += f"translate({num(move[0])},{num(move[1])})"
    if turn:
        t += f"rotate({num(turn)},{num(about[0])},{num(about[1])})"
    if size != 1 or flip:
        sx = -size if flip else size
        t += (f"translate({num(about[0])},{num(about[1])})scale({sx:g},{size:g})"
              f"translate({num(-about[0])},{num(-about[1])})")
    return ("g", t, flat(nodes))


def circle(x, y, r):
    """Path text of a circle."""
    return oval(x, y, r, r)


def oval(x, y, rx, ry):
    """Path text of an ellipse."""
    return (f"M{num(x - rx)},{num(y)}a{num(rx)},{num(ry)} 0 1 1 {num(2 * rx)},0"
            f"a{num(rx)},{num(ry)} 0 1 1 {num(-2 * rx)},0Z")


def C(x, y, r, fill, shade=None, w=4.0, **k):
    """An inked disc."""
    return P(circle(x, y, r), fill, shade, w, **k)


def star(cx, cy, n, outer, inner, start=-90):
    """Path text of a spiked disc."""
    out = []
    for i in range(2 * n):
        out.append(xy(pt(cx, cy, outer if i % 2 == 0 else inner, start + 180 * i / n)))
    return "M" + " L".join(out) + "Z"


def lobes(points, bulge=0.56, close=True):
    """Path text of scallops over a chain of points (clockwise is outward)."""
    out = "M" + xy(points[0])
    chain = points[1:] + (points[:1] if close else [])
    last = points[0]
    for p in chain:
        r = math.dist(last, p) * bulge
        out += f"A{num(r)},{num(r)} 0 0 1 {xy(p)}"
        last = p
    return out + ("Z" if close else "")


def flower(cx, cy, n, r, start=-90, bulge=0.56):
    """Path text of a scalloped disc."""
    return lobes([pt(cx, cy, r, start + 360 * i / n) for i in range(n)], bulge)


def crescent(cx, cy, r, a0, a1, thick=0.55):
    """Path text of a blow's sweep; thick is the share of the radius in its middle."""
    p0, p1 = pt(cx, cy, r, a0), pt(cx, cy, r, a1)
    big = 1 if abs(a1 - a0) > 180 else 0
    sweep = 1 if a1 > a0 else 0
    half = math.radians(abs(a1 - a0) / 2)
    chord = math.dist(p0, p1) / 2
    sag = max(r - r * math.cos(half) - r * thick, 1)
    inner = (chord * chord + sag * sag) / (2 * sag)
    return (f"M{xy(p0)}A{num(r)},{num(r)} 0 {big} {sweep} {xy(p1)}"
            f"A{num(inner)},{num(inner)} 0 0 {1 - sweep} {xy(p0)}Z")


def flat(nodes):
    """Nested lists as one list."""
    if isinstance(nodes, tuple):
        return [nodes]
    out = []
    for n in nodes:
        if isinstance(n, list):
            out.extend(flat(n))
        else:
            out.append(n)
    return out


class Writer:
    """Writes nodes as SVG text, counting clip paths."""

    def __init__(self):
        self.clips = 0

    def edge(self, nodes, colour, grow):
        """The sticker edge of the nodes."""
        out = []
        for n in nodes:
            if n[0] == "g":
                inner = self.edge(n[2], colour, grow)
                out.append(f'<g transform="{n[1]}">{inner}</g>' if n[1] else inner)
            elif n[0] == "p" and n[7]:
                fill = "none" if n[2] == "none" else colour
                out.append(f'<path d="{n[1]}" fill="{fill}" stroke="{colour}" stroke-width="{num(n[4] + grow)}" '
                           'stroke-linejoin="round" stroke-linecap="round"/>')
        return "".join(out)

    def shapes(self, nodes):
        """The nodes themselves."""
        out = []
        for n in nodes:
            if n[0] == "raw":
                out.append(n[1])
            elif n[0] == "g":
                inner = self.shapes(n[2])
                out.append(f'<g transform="{n[1]}">{inner}</g>' if n[1] else inner)
            elif n[0] == "d":
                o = f' opacity="{n[3]:g}"' if n[3] < 1 else ""
                out.append(f'<path d="{n[1]}" fill="{n[2]}"{o}/>')
            elif n[0] == "s":
                o = f' opacity="{n[4]:g}"' if n[4] < 1 else ""
                out.append(f'<path d="{n[1]}" fill="none" stroke="{n[2]}" stroke-width="{num(n[3])}" '
                           f'stroke-linejoin="round" stroke-linecap="round"{o}/>')
            else:
                out.append(self.part(n))
        return "".join(out)

    def part(self, n):
        """One inked part with its shade."""
        _, d, fill, shade, w, ink, off, _ = n
        line = (f'stroke="{ink}" stroke-width="{num(w)}" stroke-linejoin="round" stroke-linecap="round"'
                if w > 0 else "")
        if shade is None:
            return f'<path d="{d}" fill="{fill}" {line}/>'
        self.clips += 1
        k = f"c{self.clips}"
        return (f'<clipPath id="{k}"><path d="{d}"/></clipPath><path d="{d}" fill="{shade}"/>'
                f'<g clip-path="url(#{k})"><path d="{d}" fill="{fill}" transform="translate({off[0]},{off[1]})"/></g>'
                f'<path d="{d}" fill="none" {line}/>')


def svg(width, height, nodes, origin=(0, 0), edge=None, grow=10, edged=None):
    """A whole SVG file. `edged` are extra nodes that only the sticker edge shows."""
    w = Writer()
    nodes = flat(nodes)
    body = ""
    if edge:
        body += w.edge(flat(edged or []) + nodes, edge, grow)
    body += w.shapes(nodes)
    if origin != (0, 0):
        body = f'<g transform="translate({num(origin[0])},{num(origin[1])})">{body}</g>'
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}">{body}</svg>\n')
