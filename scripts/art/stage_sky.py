"""The sky: a paper sun in eight rings of sheets, each with points on the left and lobes on the right."""

import math

from stage_kit import *

SUN = (490, 470)
# Radii of the holes, left / right / up, from the sun outward.
HOLES = [(148, 150, 146), (228, 238, 222), (312, 330, 298), (398, 428, 372), (474, 516, 430), (548, 596, 478), (640, 690, 540)]
FLOOR = 1130


def hole(index):
    left, right, up = HOLES[index]
    dice = rng(40 + index)
    cx, cy = SUN
    lobes_right = 6 + (index + 1) // 2
    teeth = 8 + index // 2
    nodes = []
    for i in range(lobes_right + 1):
        a = -math.pi / 2 + math.pi * (i + (dice.uniform(-0.16, 0.16) if 0 < i < lobes_right else 0)) / lobes_right
        nodes.append((cx + right * 1.05 * math.cos(a), cy + up * 1.05 * math.sin(a)))
    text = "M" + pt(*nodes[0])
    for (x0, y0), (x1, y1) in zip(nodes, nodes[1:]):
        r = math.hypot(x1 - x0, y1 - y0) * 0.56
        text += f"A{n(r)} {n(r)} 0 0 0 {pt(x1, y1)}"
    for i in range(teeth):
        for k, base in ((0.5, 0.9), (1.0, 1.12)):
            a = math.pi / 2 + math.pi * (i + k + dice.uniform(-0.12, 0.12)) / teeth
            s = base + dice.uniform(-0.04, 0.04)
            if i == teeth - 1 and k == 1.0:
                continue
            text += "L" + pt(cx + left * s * math.cos(a), cy + up * s * math.sin(a))
    return text + "Z"


def rays():
    cx, cy = SUN
    out = ""
    for i in range(18):
        a = 2 * math.pi * (i + 0.25 * math.sin(i * 2.3)) / 18
        w = 0.075 + 0.03 * math.sin(i * 1.7)
        out += poly([(cx, cy), (cx + 900 * math.cos(a - w), cy + 900 * math.sin(a - w)), (cx + 900 * math.cos(a + w), cy + 900 * math.sin(a + w))])
    return path(out, "url(#ray)")


def sun():
    cx, cy = SUN
    out = circle(cx, cy, 330, "url(#glow)")
    out += path(star(cx, cy, 128, 0.86, 16), "{sky0}", opacity=0.9)
    for r, o in ((118, 0.05), (112, 0.07), (107, 0.09)):
        out += circle(cx, cy + 3, r, "#c8641e", o)
    out += circle(cx, cy, 102, "{sky0}") + circle(cx, cy, 102, "#fff", 0.55)
    out += circle(cx, cy, 100, "none", 0.8, "#fff", 4)
    return out


CLOUD = "M14,100C-6,100-6,66 20,64C16,34 58,22 74,44C84,6 140,2 152,40C176,22 214,36 206,66C236,66 238,100 212,100Z"


def cloud(x, y, scale, fill, wash, opacity):
    mirrored = scale < 0
    body = group(path(CLOUD, NIGHT, opacity=0.1), "translate(2,13)") + group(path(CLOUD, NIGHT, opacity=0.12), "translate(1,7)")
    body += path(CLOUD, fill) + path(CLOUD, wash, opacity=opacity)
    body += path("M20,64C16,34 58,22 74,44C84,6 140,2 152,40C176,22 214,36 206,66", stroke="#fff", width=3.4, opacity=0.7)
    body += path("M44,82C60,66 84,68 94,82C108,62 148,62 158,84", stroke=NIGHT, width=3, opacity=0.12)
    return group(body, f"translate({n(x)},{n(y)}) scale({'-' if mirrored else ''}{abs(scale):g},{abs(scale):g})")


def hanging(x, y, r, round_side):
    """A paper star on its thread."""
    out = path(f"M{n(x)},0V{n(y - r)}", stroke="#fff", width=2, opacity=0.45)
    fill, deep = ("#d8ecff", "#8fb4e8") if round_side else (GOLD, "#e8912a")
    out += group(path(star(x, y, r), NIGHT, opacity=0.25), "translate(3,6)")
    out += path(star(x, y, r), fill, "#fff", 2.5)
    half = poly([(x, y - r), (x + r * 0.27, y - r * 0.37), (x + r * 0.95, y - r * 0.31), (x, y), (x + r * 0.59, y + r * 0.81), (x, y + r * 0.46)])
    return out + path(half, deep, opacity=0.55)


def thorn(x, width, length):
    """One hanging fir, points along its right side and back up its left."""
    right = [(0.5, -0.06), (0.24, 0.37), (0.5, 0.3), (0.18, 0.66), (0.38, 0.58), (0, 1)]
    points = [(x + width * k, length * t) for k, t in right]
    return points + [(2 * x - px, py) for px, py in reversed(points[:-1])]


def pines():
    """Ember's upper frame: paper firs that hang from the fly loft, two rows deep."""
    out = ""
    rows = (
        ("{sky6}", 0.1, ((56, 108, 300), (150, 104, 252), (236, 92, 186), (312, 80, 134), (378, 66, 84))),
        ("{sky7}", 0.05, ((-4, 130, 402), (98, 112, 224), (188, 100, 160), (268, 84, 104), (336, 66, 62))),
    )
    for fill, wash, firs in rows:
        for x, width, length in firs:
            edge = poly(thorn(x, width, length))
            out += sheet(edge, edge, fill, ((NIGHT, wash),), rim=0.3, dy=6, reach=0.75, dark=0.8)
            spine = thorn(x, width, length)
            out += path(poly([(x, -20)] + spine[:6]), NIGHT, opacity=0.13)
    return out


def billows():
    """Tide's upper frame: two banks of cloud."""
    out = ""
    for nodes, fill, wash in (
        ([(690, -20), (722, 46), (800, 84), (868, 150), (938, 196), (968, 286), (1034, 340), (1046, 430), (1110, 470)], "{sky6}", 0.2),
        ([(770, -20), (806, 30), (884, 66), (934, 132), (1004, 168), (1034, 252), (1110, 300)], "{sky7}", 0.1),
    ):
        text = "M" + pt(*nodes[0])
        for (x0, y0), (x1, y1) in zip(nodes, nodes[1:]):
            r = math.hypot(x1 - x0, y1 - y0) * 0.55
            text += f"A{n(r)} {n(r)} 0 0 0 {pt(x1, y1)}"
        out += sheet(text + "L1110,-20Z", text, fill, ((NIGHT, wash),), rim=0.34, dy=5, reach=0.8)
    return out


def draw():
    out = f'<rect width="1080" height="{FLOOR}" fill="{{sky0}}"/>' + circle(SUN[0], SUN[1], 200, "url(#glow)")
    for i in range(len(HOLES)):
        edge = hole(i)
        closed = f"M-20-20H1100V{FLOOR}H-20Z" + edge
        tone = "#8a2a4e" if i < 3 else "#4a1a5c" if i < 5 else NIGHT
        out += shadow(edge, 7, 1.0 + 0.1 * i, 0.66 + 0.05 * i, tone)
        out += path(closed, f"{{sky{i + 1}}}", extra='fill-rule="evenodd"')
        out += group(path(edge, stroke=NIGHT, width=2, opacity=0.12), "translate(0,-5)")
        out += path(edge, stroke="#fff", width=3, opacity=0.62 - 0.06 * i)
        if i == 3:
            out += cloud(300, 128, 0.8, "{sky2}", "#fff", 0.4) + cloud(884, 134, -0.86, "{sky2}", "#fff", 0.34)
        if i == 1:
            out += rays()
    out += sun()
    out += cloud(30, 366, 0.62, "{sky2}", "#fff", 0.42) + cloud(820, 366, 0.74, "{sky3}", "#fff", 0.42)
    out += pines() + billows()
    for x, y, r, side in ((424, 62, 13, 0), (352, 168, 20, 0), (470, 124, 16, 0), (560, 108, 19, 1), (660, 178, 15, 1), (612, 44, 10, 1)):
        out += hanging(x, y, r, side)
    return out
