"""The near end of the depths: the steps for the audience, and the side frames."""

import math

from stage_kit import *

FOOT = 1930


def inlay(y, step):
    """Faint signs on the front of a step."""
    out = ""
    for i in range(-4, 5):
        x = 490 + i * 108 + (54 if step % 2 else 0)
        if x < 490:
            out += path(star(x, y, 15, 0.5, 8), "#ffb070", opacity=0.17)
        else:
            out += path(f"M{n(x - 16)},{y + 6}a16,16 0 0 1 32,0ZM{n(x - 6)},{y + 12}h12", "#9fe6ff", opacity=0.17)
    return out


def steps():
    """Where the audience stands: three steps, pointed on the left and lobed on the right."""
    out = ""
    for i, (y, wash) in enumerate(((1704, 0.55), (1786, 0.75), (1868, 0.92))):
        points = spikes(-20, 490, y, 52 + 8 * i, 20, 131 + i)
        first, arcs = scallops(490, 1100, y + 2, 64 + 8 * i, 134 + i)
        edge = poly(points, False) + "L" + pt(*first) + arcs
        out += sheet(edge + f"V{FOOT}H-20Z", edge, "{deep0}", (("{deep1}", wash),), rim=0.26 - 0.05 * i, reach=1.2)
        out += inlay(y + 46, i)
    return out


def wings():
    """Near frames at both sides, the darkest cut: thorns left, weed right."""
    out = ""
    left = [(-20, 1176), (30, 1214), (14, 1262), (58, 1300), (24, 1352), (74, 1404), (30, 1452), (84, 1512), (36, 1566), (96, 1634), (44, 1690), (104, 1764), (60, 1930), (-20, 1930)]
    edge = poly(left[:-1], False)
    out += sheet(poly(left), edge, "{deep1}", rim=0.24, rim_colour="#ffb98a", reach=0.9)
    nodes = [(1100, 1172), (1050, 1226), (1066, 1300), (1024, 1372), (1046, 1452), (1002, 1536), (1026, 1622), (984, 1712), (1010, 1810), (976, 1930)]
    text = "M" + pt(*nodes[0])
    for (x0, y0), (x1, y1) in zip(nodes, nodes[1:]):
        r = math.hypot(x1 - x0, y1 - y0) * 0.56
        text += f"A{n(r)} {n(r)} 0 0 0 {pt(x1, y1)}"
    return out + sheet(text + "H1100Z", text, "{deep1}", rim=0.26, rim_colour="#9fe6ff", reach=0.9)


def draw():
    return steps() + wings()
