"""HUD: a great gift in the sky: the ring around the giver's face, ribbon, paper, the burst behind the beast, rays."""

import math

from hud_bars import EMBER, TIDE, drop, spiked
from stage_kit import *

TEAMS = {"ember": EMBER, "tide": TIDE}


def ring(team):
    """Around a face of 184: pointed or lobed, in the side's light colour."""
    if team == "ember":
        outer, fill, shade = spiked(130, 130, 122, 18, 0.84), GOLD, "#f08a24"
    else:
        outer, fill, shade = lobes(130, 130, 108, 14, -math.pi / 2, 0.62), "#f2ffff", "#8fd0ee"
    out = drop(outer, 6, 0.35) + path(outer, fill, INK, 7)
    out += circle(130, 130, 102, shade, 0.55) + circle(130, 130, 99, "none", None, INK, 7)
    # The face lies below; the hole shows it.
    return out


def hole(text):
    """Cuts the face out of the ring."""
    return f'<g mask="url(#hole)">{text}</g>', '<mask id="hole"><rect width="260" height="260" fill="#fff"/><circle cx="130" cy="130" r="92" fill="#000"/></mask>'


def ribbon(team):
    """Behind the name: 60 px at its end hold the cut, the rest is plain."""
    colours = TEAMS[team]
    if team == "ember":
        d = poly([(4, 5), (374, 5), (346, 50), (374, 95), (4, 95)])
    else:
        d = "M4,5H350a23,23 0 0 1 8,44a24,24 0 0 1 -8,46H4Z"
    out = drop(d, 6, 0.35) + path(d, colours["main"] if team == "ember" else colours["deep"], INK, 6)
    out += path("M7,78H352V92H7Z", colours["deep"] if team == "ember" else colours["dark"], opacity=0.8)
    return out + path("M10,14H352", stroke=colours["glow"], width=4)


def paper():
    """Behind the deed."""
    d = poly([(4, 4), (396, 4), (380, 28), (396, 52), (4, 52)])
    out = drop(d, 5, 0.3) + path(d, PAPER, INK, 5)
    return out + path("M8,42H380V49H8Z", "#f0d9a6") + path("M10,10H384", stroke="#fff", width=3)


def burst(team):
    """Behind the beast."""
    colours = TEAMS[team]
    if team == "ember":
        return "".join(path(spiked(150, 150, r, 15, 0.78), fill) for r, fill in ((146, colours["deep"]), (116, colours["main"]), (88, colours["light"]), (60, colours["glow"])))
    return "".join(path(lobes(150, 150, r, 12, 0.2, 0.62), fill) for r, fill in ((126, colours["dark"]), (100, colours["deep"]), (76, colours["main"]), (52, colours["light"])))


def rays():
    """Light from behind the score, over the sky."""
    out = ""
    for i in range(-7, 8):
        a = math.pi / 2 + i * 0.19
        wide = 0.045
        far = 1100
        out += path(poly([(540, 330), (540 + far * math.cos(a - wide), 330 - far * math.sin(a - wide)), (540 + far * math.cos(a + wide), 330 - far * math.sin(a + wide))]), "#ffe9b0", opacity=0.17)
    for i in range(-4, 5):
        a = -math.pi / 2 + i * 0.33
        out += path(poly([(540, 330), (540 + 700 * math.cos(a - 0.05), 330 - 700 * math.sin(a - 0.05)), (540 + 700 * math.cos(a + 0.05), 330 - 700 * math.sin(a + 0.05))]), "#ffe9b0", opacity=0.1)
    return out


def pictures():
    for team in TEAMS:
        yield f"gift-{team}-ring", 260, 260, *hole(ring(team))
        yield f"gift-{team}-ribbon", 380, 100, ribbon(team), ""
        yield f"gift-{team}-burst", 300, 300, burst(team), ""
    yield "gift-paper", 400, 56, paper(), ""
    yield "gift-rays", 1080, 620, rays(), ""
