"""Paper-cutting helpers shared by the scripts that draw the stage and the HUD.

Everything returns SVG text. Shadows are stacks of translucent strokes, not filters, so that the
pictures rasterise fast.
"""

import math
import os
import random

INK = "#2a1438"
PAPER = "#fff4da"
GOLD = "#ffd24a"
NIGHT = "#1a0a30"
# Shade with a colour of its own keeps sand from turning to mud and meadow to grey.
WARM_SHADE = "#6a1238"
COOL_SHADE = "#062a5c"
ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))


def n(value):
    """A number as short as it can be at a tenth of a pixel."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def pt(x, y):
    return f"{n(x)},{n(y)}"


def rng(seed):
    """A dice of its own for each shape: a change in one never moves another."""
    return random.Random(seed)


def poly(points, close=True):
    return "M" + " ".join(pt(x, y) for x, y in points) + ("Z" if close else "")


def faint(opacity, filled, stroked):
    """Opacity as an attribute. One paint alone takes its own kind, which spares the renderer a layer."""
    if opacity is None:
        return ""
    kind = "opacity" if filled and stroked else "fill-opacity" if filled else "stroke-opacity"
    return f' {kind}="{opacity:g}"'


def path(d, fill="none", stroke=None, width=0, opacity=None, extra=""):
    out = f'<path d="{d}" fill="{fill}"'
    if stroke:
        out += f' stroke="{stroke}" stroke-width="{n(width)}" stroke-linejoin="round" stroke-linecap="round"'
    return out + faint(opacity, fill != "none", stroke) + (" " + extra if extra else "") + "/>"


def circle(x, y, r, fill, opacity=None, stroke=None, width=0):
    out = f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r)}" fill="{fill}"'
    if stroke:
        out += f' stroke="{stroke}" stroke-width="{n(width)}"'
    return out + faint(opacity, fill != "none", stroke) + "/>"


def ellipse(x, y, rx, ry, fill, opacity=None):
    out = f'<ellipse cx="{n(x)}" cy="{n(y)}" rx="{n(rx)}" ry="{n(ry)}" fill="{fill}"'
    return out + faint(opacity, True, False) + "/>"


def group(body, transform=None, opacity=None):
    attrs = (f' transform="{transform}"' if transform else "") + (f' opacity="{opacity:g}"' if opacity else "")
    return f"<g{attrs}>{body}</g>"


def shadow(edge, dy=-5, reach=1.0, dark=1.0, tone=NIGHT):
    """The soft shade that a sheet throws on the sheet behind it, along its cut edge."""
    out = ""
    for width, opacity in ((46, 0.05), (33, 0.06), (22, 0.08), (13, 0.1), (6, 0.13)):
        out += path(edge, stroke=tone, width=width * reach, opacity=round(opacity * dark, 3))
    return group(out, f"translate(0,{n(dy)})")


def sheet(closed, edge, fill, washes=(), rim=0.5, rim_colour="#fff", dy=-5, reach=1.0, dark=1.0, tone=NIGHT):
    """One sheet of paper: shade behind, fill, washes over it, and light along the cut edge."""
    out = (shadow(edge, dy, reach, dark, tone) if dark else "") + path(closed, fill)
    for colour, opacity in washes:
        out += path(closed, colour, opacity=opacity)
    side = 1.6 if dy < 0 else -1.6
    out += group(path(edge, stroke=NIGHT, width=2.5, opacity=0.13), f"translate(0,{n(side * 3.4)})")
    out += group(path(edge, stroke=rim_colour, width=3, opacity=rim), f"translate(0,{n(side * 0.5)})")
    return out


def spikes(x0, x1, y, pitch, depth, seed, wave=0.0):
    """A cut edge with points from x0 to x1 (either direction), as points."""
    dice = rng(seed)
    steps = max(2, round(abs(x1 - x0) / pitch))
    points = []
    for i in range(steps + 1):
        x = x0 + (x1 - x0) * i / steps
        lift = wave * math.sin(i * 1.1 + seed)
        points.append((x, y + lift + depth * dice.uniform(0.1, 0.5)))
        if i < steps:
            mid = x + (x1 - x0) / steps * dice.uniform(0.3, 0.7)
            points.append((mid, y + lift - depth * dice.uniform(0.35, 0.75)))
    return points


def scallops(x0, x1, y, pitch, seed, wave=0.0, up=True):
    """A cut edge with lobes from x0 to x1, as (first point, path text behind it)."""
    dice = rng(seed)
    steps = max(2, round(abs(x1 - x0) / pitch))
    xs = [x0 + (x1 - x0) * (i + (dice.uniform(-0.18, 0.18) if 0 < i < steps else 0)) / steps for i in range(steps + 1)]
    ys = [y + wave * math.sin(i * 1.25 + seed) for i in range(steps + 1)]
    flag = 1 if (x1 > x0) == up else 0
    text = ""
    for i in range(steps):
        r = math.hypot(xs[i + 1] - xs[i], ys[i + 1] - ys[i]) * 0.56
        text += f"A{n(r)} {n(r)} 0 0 {flag} {pt(xs[i + 1], ys[i + 1])}"
    return (xs[0], ys[0]), text


def star(x, y, r, inner=0.46, points=5, turn=0.0):
    out = []
    for i in range(points * 2):
        a = math.pi * i / points - math.pi / 2 + turn
        k = r if i % 2 == 0 else r * inner
        out.append((x + k * math.cos(a), y + k * math.sin(a)))
    return poly(out)


def lobes(x, y, r, count, turn=0.0, bulge=0.56):
    """A disc cut with scallops."""
    nodes = [(x + r * math.cos(turn + 2 * math.pi * i / count), y + r * math.sin(turn + 2 * math.pi * i / count)) for i in range(count)]
    arc = 2 * r * math.sin(math.pi / count) * bulge
    text = "M" + pt(*nodes[0])
    for i in range(count):
        text += f"A{n(arc)} {n(arc)} 0 0 1 {pt(*nodes[(i + 1) % count])}"
    return text + "Z"


def linear(name, stops, x1=0, y1=0, x2=0, y2=1, user=False):
    unit = ' gradientUnits="userSpaceOnUse"' if user else ""
    body = "".join(f'<stop offset="{o:g}" stop-color="{c}" stop-opacity="{a:g}"/>' for o, c, a in stops)
    return f'<linearGradient id="{name}" x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}"{unit}>{body}</linearGradient>'


def radial(name, stops, where=""):
    body = "".join(f'<stop offset="{o:g}" stop-color="{c}" stop-opacity="{a:g}"/>' for o, c, a in stops)
    return f'<radialGradient id="{name}" {where}>{body}</radialGradient>'


def write(folder, name, width, height, body, defs=""):
    """Writes one picture below assets/art."""
    target = os.path.join(ROOT, "assets", "art", folder)
    os.makedirs(target, exist_ok=True)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
    text = head + (f"<defs>{defs}</defs>" if defs else "") + body + "</svg>\n"
    with open(os.path.join(target, name + ".svg"), "w", encoding="utf-8") as out:
        out.write(text.replace("><", ">\n<"))
