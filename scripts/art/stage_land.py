"""The land: hills, the four strips on which the armies stand, and the torn line between them."""

import math

from stage_kit import *

TOPS = (540, 668, 806, 950)
MIDS = (478, 500, 484, 498)
BOTTOM = 1130


def hills():
    out = ""
    left = [
        (392, [(-20, 420), (40, 372), (96, 430), (168, 352), (236, 436), (284, 398), (336, 474), (366, 458), (420, 540)], "{ember1}", 0.62),
        (452, [(-20, 470), (52, 444), (104, 492), (190, 430), (252, 506), (302, 478), (372, 540)], "{ember2}", 0.42),
    ]
    for _, tops, fill, haze in left:
        edge = poly(tops, False)
        closed = edge + "L420,640 -20,640Z"
        out += sheet(closed, edge, fill, (("{sky1}", haze),), rim=0.75, reach=0.6, dark=0.7, tone=WARM_SHADE)
        for (x0, y0), (x1, y1), (x2, y2) in zip(tops, tops[1:], tops[2:]):
            if y1 < y0 and y1 < y2:
                d = y2 - y1
                out += path(poly([(x1, y1), (x2, y2), (x1 + 14, y1 + d * 0.9), (x1 + 4, y1 + d * 0.55)]), NIGHT, opacity=0.1)
                out += path(poly([(x1, y1 + 2), (x1 + 16, y1 + 24), (x1 + 3, y1 + 19), (x1 - 6, y1 + 29), (x1 - 15, y1 + 22)]), "#fff", opacity=0.55)
    for start, arcs, fill, haze in (
        ((560, 540), [(618, 466), (690, 428), (766, 400), (862, 372), (960, 396), (1100, 380)], "{tide0}", 0.55),
        ((600, 540), [(684, 490), (776, 458), (868, 470), (970, 440), (1100, 452)], "{tide1}", 0.38),
    ):
        text = "M" + pt(*start)
        x0, y0 = start
        for x1, y1 in arcs:
            r = math.hypot(x1 - x0, y1 - y0) * 0.57
            text += f"A{n(r)} {n(r)} 0 0 1 {pt(x1, y1)}"
            x0, y0 = x1, y1
        out += sheet(text + f"V640H{start[0]}Z", text, fill, (("{sky1}", haze),), rim=0.75, reach=0.6, dark=0.7, tone=COOL_SHADE)
        for i, (x, y) in enumerate(arcs[:-1]):
            out += path(f"M{n(x - 44)},{n(y + 30)}q22,-20 44,0M{n(x - 12)},{n(y + 54)}q18,-16 36,0", stroke="#fff", width=3, opacity=0.3)
    return out


def hedge():
    """A low wood behind the farthest strip: thorns left, round bushes right."""
    out = ""
    tops = spikes(-20, 392, 520, 34, 34, 3, 5)
    edge = poly(tops, False)
    out += sheet(edge + "L392,600 -20,600Z", edge, "{ember3}", (("{sky2}", 0.3),), rim=0.5, reach=0.5, tone=WARM_SHADE)
    first, arcs = scallops(596, 1100, 528, 46, 5, 8)
    edge = "M" + pt(*first) + arcs
    return out + sheet(edge + "V600H596Z", edge, "{tide2}", (("{sky2}", 0.22),), rim=0.5, reach=0.5, tone=COOL_SHADE)


def torn(index, top, bottom):
    """The torn right end of Ember's strip, from top to bottom: no two teeth alike."""
    dice = rng(90 + index)
    points = []
    y = float(top)
    side = 1
    while y < bottom:
        reach = dice.choice((3, 6, 9, 15))
        points.append((MIDS[index] + 8 * math.sin(y * 0.045 + index) + side * reach, y))
        y += dice.uniform(6, 20)
        side = -side
    points.append((MIDS[index], bottom))
    return points


def ember_marks(index, top, bottom):
    """Tufts, shards and cracks: faint, so that units stand out."""
    dice = rng(200 + index)
    out = ""
    for _ in range(9 + index * 2):
        x, y = dice.uniform(14, MIDS[index] - 60), dice.uniform(top + 34, min(bottom, top + 120))
        s = 0.7 + 0.16 * index + dice.uniform(-0.1, 0.2)
        kind = dice.randrange(4)
        if kind == 0:
            out += path(poly([(x - 13 * s, y), (x - 9 * s, y - 12 * s), (x - 5 * s, y - 3 * s), (x, y - 18 * s), (x + 4 * s, y - 3 * s), (x + 10 * s, y - 11 * s), (x + 12 * s, y)]), "{ember3}", opacity=0.75)
        elif kind == 1:
            out += path(poly([(x, y), (x + 8 * s, y - 6 * s), (x + 17 * s, y + 1 * s), (x + 8 * s, y + 5 * s)]), "#fff", opacity=0.34)
        elif kind == 2:
            out += path(f"M{pt(x, y)}l{n(15 * s)},{n(5 * s)} {n(6 * s)},{n(-5 * s)} {n(15 * s)},{n(6 * s)}", stroke="{ember3}", width=3, opacity=0.6)
        else:
            out += path(star(x, y, 7 * s, 0.5, 4), "{ember3}", opacity=0.5)
    return out


def tide_marks(index, top, bottom):
    dice = rng(300 + index)
    out = ""
    for _ in range(9 + index * 2):
        x, y = dice.uniform(MIDS[index] + 60, 1060), dice.uniform(top + 34, min(bottom, top + 120))
        s = 0.7 + 0.16 * index + dice.uniform(-0.1, 0.2)
        kind = dice.randrange(4)
        if kind == 0:
            out += path(f"M{pt(x, y)}q{n(9 * s)},{n(-9 * s)} {n(18 * s)},0q{n(9 * s)},{n(-9 * s)} {n(18 * s)},0", stroke="#fff", width=3, opacity=0.24)
        elif kind == 1:
            out += path(f"M{pt(x - 10 * s, y)}a{n(10 * s)},{n(10 * s)} 0 0 1 {n(20 * s)},0Z", "#fff", opacity=0.2)
            out += path(f"M{pt(x, y - 9 * s)}V{n(y)}M{pt(x - 5 * s, y - 7 * s)}L{pt(x - 3 * s, y)}M{pt(x + 5 * s, y - 7 * s)}L{pt(x + 3 * s, y)}", stroke="{tide3}", width=2, opacity=0.45)
        elif kind == 2:
            out += circle(x, y, 4.5 * s, "#fff", 0.2) + circle(x + 11 * s, y - 4 * s, 2.8 * s, "#fff", 0.2)
        else:
            out += path(f"M{pt(x, y)}c{n(-8 * s)},{n(-8 * s)} {n(4 * s)},{n(-12 * s)} 0,{n(-22 * s)}M{pt(x + 9 * s, y)}c{n(-6 * s)},{n(-6 * s)} {n(4 * s)},{n(-9 * s)} 0,{n(-16 * s)}", stroke="{tide3}", width=4, opacity=0.55)
    return out


def strip(index):
    top = TOPS[index]
    bottom = TOPS[index + 1] + 24 if index < 3 else BOTTOM
    mid = MIDS[index]
    pitch = 52 + 9 * index
    tear = torn(index, top + 2, bottom)
    teeth = spikes(-20, tear[0][0] - 12, top + 3, pitch * 0.62, 21 + 2 * index, 21 + index)
    first, arcs = scallops(mid - 12, 1100, top + 7, pitch, 11 + index, 3)
    edge = "M" + pt(*first) + arcs
    closed = edge + f"V{bottom}H{mid - 12}Z"
    # The longest shades of the picture, where a stack of strokes would show its steps: one true blur each.
    shade = path(poly(teeth, False), stroke=WARM_SHADE, width=26, opacity=0.36) + path(edge, stroke=COOL_SHADE, width=26, opacity=0.44)
    out = f'<g filter="url(#strip{index})">' + group(shade, "translate(0,-4)") + "</g>"
    out += sheet(closed, edge, f"{{tide{index}}}", rim=0.6, dark=0)
    out += path(closed, "url(#fallT)")
    # A second cut in the same sheet gives the strip a body of its own.
    first, arcs = scallops(mid - 40, 1100, top + 52 + 8 * index, pitch * 1.5, 31 + index, 5)
    out += path("M" + pt(*first) + arcs + f"V{bottom}H{mid - 40}Z", NIGHT, opacity=0.06)
    out += path("M" + pt(*first) + arcs, stroke="#fff", width=2, opacity=0.16)
    out += tide_marks(index, top, bottom)

    edge = poly(teeth + tear, False)
    closed = edge + f"L-20,{bottom}Z"
    white = torn_white(index, top + 4, bottom)
    out += shadow(poly(white, False), -2, 0.7, 0.9)
    out += path(poly([(mid - 60, top + 8)] + white + [(mid - 60, bottom)]), PAPER)
    out += path(poly([(mid - 60, top + 8)] + white + [(mid - 60, bottom)]), f"{{ember{index}}}", opacity=0.25)
    out += sheet(closed, edge, f"{{ember{index}}}", rim=0.75, dark=0)
    out += path(closed, "url(#fallE)")
    inner = spikes(-20, mid - 46, top + 56 + 8 * index, pitch * 1.3, 15, 41 + index, 4)
    out += path(poly(inner + [(mid - 30, bottom), (-20, bottom)]), NIGHT, opacity=0.05)
    out += path(poly(inner, False), stroke="#fff", width=2, opacity=0.3)
    return out + ember_marks(index, top, bottom)


def torn_white(index, top, bottom):
    """The white inside of the paper shows along the tear, a little to the right of it."""
    dice = rng(120 + index)
    points = [(MIDS[index] + 14, float(top))]
    y = float(top)
    while y < bottom:
        y += dice.uniform(6, 13)
        points.append((MIDS[index] + 19 + 8 * math.sin(y * 0.045 + index) + dice.uniform(-5, 8), min(y, bottom)))
    return points


def defs():
    return "".join(
        f'<filter id="strip{i}" filterUnits="userSpaceOnUse" x="0" y="{top - 62}" width="1080" height="92"><feGaussianBlur stdDeviation="10"/></filter>'
        for i, top in enumerate(TOPS)
    )


def wall_x(y):
    """The left wall of the field at a height; the right one mirrors it around 480."""
    return max(24.0, 126.0 - 0.27 * (y - 556.0))


def walls():
    """The walls along both sides: Ember's of burnt brick, Tide's of white stone with the sea beyond."""
    top, bend, foot = 548, 934, 1062
    left = [(wall_x(top), top), (24, bend), (24, foot), (-20, foot), (-20, top)]
    right = [(960 - wall_x(top), top), (936, bend), (936, foot), (1100, foot), (1100, top)]
    out = shadow(poly(left[:3], False), 8, 0.5, 0.9) + path(poly(left), "#7a2a33") + path(poly(left), WARM_SHADE, opacity=0.25)
    out += shadow(poly(right[:3], False), -8, 0.5, 0.9) + path(poly(right), "#1f5f86") + path(poly(right), COOL_SHADE, opacity=0.15)
    for y in range(586, 1060, 46):
        k = 0.72 + (y - 556) * 0.0011
        x, w, h = wall_x(y), 30 * k, 34 * k
        out += path(poly([(x - w, y), (x - w, y - h * 0.7), (x - w * 0.5, y - h), (x, y - h * 0.7), (x, y)]), "#a33c3a", INK, 4)
        out += path(f"M{n(x - w + 5)},{n(y - h * 0.62)}L{n(x - w * 0.5)},{n(y - h + 6)}", stroke="#ff9a6a", width=3, opacity=0.7)
        r = 960 - x
        out += path(f"M{n(r)},{n(y)}V{n(y - h * 0.55)}a{n(w / 2)},{n(w / 2)} 0 0 1 {n(w)},0V{n(y)}Z", "#dff3ff", INK, 4)
        out += path(f"M{n(r + 5)},{n(y - 4)}V{n(y - h * 0.5)}", stroke="#fff", width=3)
    return out


def draw():
    return hills() + hedge() + "".join(strip(i) for i in range(4)) + walls()
