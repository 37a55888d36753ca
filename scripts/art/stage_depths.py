"""Below the stage: a river between two camps, their tents, fires, boats and waiting reserves."""

import math

import stage_quay
from stage_kit import *

# Each bank, far to near: crest height, where it meets the water at its top, and at the foot.
BANKS = ((1232, 388, 400, 604, 590), (1390, 392, 330, 610, 668), (1566, 322, 232, 690, 780))
FOOT = 1930
HULL_EMBER = poly([(-96, -36), (-80, -8), (70, -8), (98, -58), (104, -34), (116, -36), (72, 28), (-66, 28)])
HULL_TIDE = "M-92,-14C-70,-4 60,-4 78,-12C102,-18 100,-52 80,-48C70,-46 70,-32 80,-32C98,-58 124,-28 102,0C84,24 70,30 56,30H-56C-76,30 -92,6 -92,-14Z"
SAIL_TIDE = "M-6,-112C-64,-98 -84,-50 -78,-18a12,12 0 0 0 24,-1a12,12 0 0 0 24,1a12,12 0 0 0 24,0Z"


def water():
    out = '<rect x="0" y="1110" width="1080" height="820" fill="url(#river)"/>'
    out += ellipse(490, 1190, 330, 250, "url(#spill)")
    # Far cut-outs below the boards, hazy with the light that falls through.
    points = spikes(-20, 372, 1196, 62, 96, 71, 6)
    edge = poly(points, False)
    out += sheet(edge + "L392,1330 -20,1330Z", edge, "{deep0}", (("{sky5}", 0.5),), rim=0.3, reach=0.5)
    first, arcs = scallops(616, 1100, 1200, 84, 72, 16)
    edge = "M" + pt(*first) + arcs
    out += sheet(edge + "V1330H600Z", edge, "{deep0}", (("{sky5}", 0.46),), rim=0.3, reach=0.5)
    dice = rng(73)
    for i in range(15):
        y = 1216 + i * 36 + dice.uniform(-6, 6)
        spread = 80 + (y - 1216) * 0.36
        x = 490 + dice.uniform(-0.62, 0.5) * spread
        w = 26 + (y - 1200) * 0.075
        count = dice.choice((2, 3, 3))
        d = f"M{pt(x - w * count / 2, y)}" + "".join(f"q{n(w / 2)},{n(-w * 0.26)} {n(w / 2)},0t{n(w / 2)},0" for _ in range(count))
        out += path(d, stroke="#fff", width=3 + i * 0.12, opacity=round(0.5 - i * 0.018, 3))
    for i in range(22):
        x, y = 490 + dice.uniform(-90, 90) * (1 + i * 0.06), 1190 + i * 23
        out += path(star(x, y, dice.uniform(3, 6), 0.34, 4), "#fff", opacity=round(dice.uniform(0.25, 0.6), 2))
    return out


def bank(index):
    crest, lt, lb, rt, rb = BANKS[index]
    pitch, depth = 66 + 16 * index, 44 + 12 * index
    wash = (("{deep1}", 0.1 + 0.3 * index),)
    # Ember: teeth along the crest, then a jagged shore down to the foot.
    dice = rng(80 + index)
    points = spikes(-20, lt - 30, crest, pitch, depth, 81 + index, 10)
    y = crest + 16.0
    shore = []
    side = 1
    while y < FOOT:
        k = (y - crest) / (FOOT - crest)
        shore.append((lt + (lb - lt) * k + side * dice.uniform(3, 13), y))
        y += dice.uniform(34, 62)
        side = -side
    edge = poly(points + shore, False)
    out = sheet(edge + f"L{lb},{FOOT} -20,{FOOT}Z", edge, "{deep0}", wash, rim=0.36 - 0.06 * index, rim_colour="#ffd7a8", reach=1.1)
    inner = spikes(-20, lt - 60, crest + 52, pitch * 1.4, depth * 0.6, 84 + index, 8)
    out += path(poly(inner + [(lt - 40, crest + 120), (lb - 40, FOOT), (-20, FOOT)]), NIGHT, opacity=0.14)
    # Tide: lobes along the crest, a rolling shore.
    first, arcs = scallops(rt + 34, 1100, crest + 6, pitch * 1.2, 86 + index, 14)
    nodes = []
    y = float(FOOT)
    while y > crest + 70:
        k = (y - crest) / (FOOT - crest)
        nodes.append((rt + (rb - rt) * k, y))
        y -= 92
    text = "M" + pt(*nodes[0])
    nodes.append(first)
    for (x0, y0), (x1, y1) in zip(nodes, nodes[1:]):
        r = math.hypot(x1 - x0, y1 - y0) * 0.62
        text += f"A{n(r)} {n(r)} 0 0 1 {pt(x1, y1)}"
    edge = text + arcs
    out += sheet(edge + f"V{FOOT}Z", edge, "{deep0}", wash, rim=0.36 - 0.06 * index, rim_colour="#b8f0ff", reach=1.1)
    first, arcs = scallops(rt + 76, 1100, crest + 58, pitch * 1.7, 89 + index, 10)
    out += path("M" + pt(*first) + arcs + f"V{FOOT}H{rb + 60}Z", NIGHT, opacity=0.14)
    return out


def tent_ember(x, y, s, light=1.0):
    out = circle(0, -44, 130, "url(#lampE)", 0.62 * light)
    out += paper_edge((poly([(-66, 2), (-8, -100), (8, -100), (66, 2)]),), "#c98f6a", 11)
    out += path(poly([(-62, 0), (-8, -98), (8, -98), (62, 0)]), "#8c2338", INK, 4)
    out += path(poly([(-8, -98), (8, -98), (62, 0), (26, 0)]), "#571033")
    out += path(poly([(-40, 0), (-6, -98), (-1, -98), (-15, 0)]), "#c9472f", opacity=0.8)
    out += path(poly([(-18, 0), (0, -64), (18, 0)]), "#ffc53a", INK, 3) + path(poly([(-7, 0), (0, -40), (8, 0)]), "#fff0a8")
    out += path(poly([(-68, 4), (-52, -10), (-40, 4), (-26, -8), (-18, 4)]), "#571033") + path(poly([(68, 4), (52, -10), (40, 4), (28, -8), (18, 4)]), "#3d0b28")
    out += path("M0,-96V-126", stroke=INK, width=4) + path(poly([(1, -126), (28, -116), (1, -106)]), "#ffc53a", INK, 3)
    return group(out, f"translate({x},{y}) scale({s:g})")


def tent_tide(x, y, s, light=1.0):
    out = circle(0, -40, 130, "url(#lampT)", 0.6 * light)
    dome = "M-62,0V-26A62,66 0 0 1 62,-26V0Z"
    out += paper_edge((dome,), "#7fb4d8", 13) + path(dome, "#1f6fae", INK, 4) + path("M8,-91A62,66 0 0 1 62,-26V0H34C40,-44 28,-76 8,-91Z", "#134a8c")
    out += path("M-52,-14C-52,-52 -34,-78 -12,-86C-26,-64 -32,-40 -32,-14Z", "#46a6dc", opacity=0.75)
    out += path("M-62,-20a10.4,10.4 0 0 0 20.6,0a10.4,10.4 0 0 0 20.6,0a10.4,10.4 0 0 0 20.6,0a10.4,10.4 0 0 0 20.6,0a10.4,10.4 0 0 0 20.6,0a10.4,10.4 0 0 0 20.6,0", stroke="#a8ecff", width=3, opacity=0.8)
    out += path("M-19,0V-16A19,24 0 0 1 19,-16V0Z", "#8dffe6", INK, 3) + path("M-8,0V-12A8,12 0 0 1 8,-12V0Z", "#f2ffff")
    out += path("M0,-92V-108", stroke=INK, width=4) + circle(0, -114, 8, "#f2ffff", None, INK, 3)
    return group(out, f"translate({x},{y}) scale({s:g})")


def boat_ember(x, y, s):
    out = ellipse(0, 24, 92, 15, NIGHT, 0.22) + path("M-64,30L60,30 38,62 -30,62Z", "#ffc53a", opacity=0.16)
    out += paper_edge((poly([(4, 0), (-50, -16), (-2, -104), (4, -116), (74, -66), (60, -57), (66, -40), (52, -33), (58, -14)]), HULL_EMBER), "#f3cf98")
    out += path("M2,6V-116", stroke=INK, width=7)
    out += path(poly([(6, -108), (74, -66), (58, -58), (66, -40), (50, -34), (58, -16), (6, -10)]), "#c9472f", INK, 4)
    out += path(poly([(6, -30), (54, -32), (58, -16), (6, -10)]), "#8c2338") + path(star(28, -60, 15, 0.5, 7), "#ffc53a")
    out += path(poly([(-2, -100), (-50, -18), (-2, -12)]), "#8c2338", INK, 4)
    out += path(HULL_EMBER, "#6d2038", INK, 5)
    out += path(poly([(-82, -4), (72, -4), (88, -22), (66, 8), (-76, 8)]), "#c9472f", opacity=0.85)
    for i in range(4):
        out += path(star(-48 + i * 32, 10, 12, 0.6, 6), "#ffc53a", INK, 3)
    out += circle(-92, -50, 52, "url(#lampE)") + path(poly([(-92, -66), (-80, -50), (-92, -34), (-104, -50)]), "#fff0a8", INK, 3)
    return group(out, f"translate({x},{y}) scale({s:g})")


def boat_tide(x, y, s):
    out = ellipse(0, 26, 92, 15, NIGHT, 0.22) + path("M-60,32H60C46,58 -40,60 -60,32Z", "#8dffe6", opacity=0.16)
    out += paper_edge((SAIL_TIDE, HULL_TIDE, "M6,-96C40,-84 52,-50 48,-12H0V-116Z"), "#cfeafa")
    out += path("M0,6V-120", stroke=INK, width=7)
    out += path(SAIL_TIDE, "#46a6dc", INK, 4)
    out += path("M-6,-112C-30,-84 -34,-50 -30,-18a12,12 0 0 0 24,0Z", "#1f6fae") + path("M-20,-92C-50,-74 -62,-50 -64,-26", stroke="#d9fbff", width=4, opacity=0.8)
    out += path("M6,-96C40,-84 52,-50 48,-18a10.5,10.5 0 0 1 -21,0a10.5,10.5 0 0 1 -21,0Z", "#1f6fae", INK, 4)
    out += path(HULL_TIDE, "#134a8c", INK, 5)
    out += path("M-84,-6C-60,4 50,4 84,-4C76,10 70,12 60,13H-66C-76,10 -82,2 -84,-6Z", "#46a6dc", opacity=0.85)
    for i in range(4):
        out += circle(-48 + i * 32, 12, 9.5, "#f2ffff", None, INK, 3)
    out += circle(-88, -36, 52, "url(#lampT)") + circle(-88, -36, 13, "#f2ffff", None, INK, 3)
    return group(out, f"translate({x},{y}) scale({s:g})")


def string_of(points, sag, warm, size, count):
    """A sagging line of paper lanterns."""
    (x0, y0), (x1, y1) = points
    cx, cy = (x0 + x1) / 2, (y0 + y1) / 2 + sag
    out = path(f"M{pt(x0, y0)}Q{pt(cx, cy)} {pt(x1, y1)}", stroke=INK, width=4)
    for i in range(count):
        t = (i + 0.6) / (count + 0.2)
        x = (1 - t) ** 2 * x0 + 2 * t * (1 - t) * cx + t * t * x1
        y = (1 - t) ** 2 * y0 + 2 * t * (1 - t) * cy + t * t * y1 + size * 0.9
        out += circle(x, y, size * 4.4, "url(#lampE)" if warm else "url(#lampT)", 0.78)
        if warm:
            out += path(poly([(x - size * 0.5, y - size), (x + size * 0.5, y - size), (x + size * 0.8, y), (x, y + size * 1.15), (x - size * 0.8, y)]), "#fff0a8", INK, 3)
            out += path(poly([(x, y - size), (x + size * 0.5, y - size), (x + size * 0.8, y), (x, y + size * 1.15)]), "#ffb545")
        else:
            out += circle(x, y, size * 0.86, "#f2ffff", None, INK, 3)
            out += path(f"M{pt(x, y - size * 0.74)}A{n(size * 0.74)},{n(size * 0.74)} 0 0 1 {pt(x, y + size * 0.74)}A{n(size)},{n(size)} 0 0 0 {pt(x, y - size * 0.74)}", "#7fe0ff")
    return out


def post(x, top, foot, warm):
    """A pole that holds a string of lanterns."""
    out = path(f"M{x},{top}V{foot}", stroke=INK, width=11) + path(f"M{x - 1},{top}V{foot}", stroke="#b98352" if warm else "#7fa4cc", width=4.5)
    if warm:
        return out + path(poly([(x, top - 22), (x + 11, top), (x - 11, top)]), GOLD, INK, 4)
    return out + circle(x, top - 6, 10, "#f2ffff", None, INK, 4)


def shrub(x, y, s, warm):
    """A dark bush on a crest: thorns or bubbles."""
    if warm:
        d = poly([(-40, 8), (-46, -14), (-30, -8), (-28, -38), (-13, -20), (-4, -56), (9, -22), (24, -44), (25, -14), (44, -22), (40, 8)])
    else:
        d = "M-40,8a16,16 0 0 1 -4,-26a17,17 0 0 1 18,-24a19,19 0 0 1 34,-6a18,18 0 0 1 27,18a17,17 0 0 1 6,38Z"
    out = group(path(d, NIGHT, NIGHT, 9, 0.2), "translate(0,-4)") + path(d, "{deep1}") + path(d, "{deep0}", opacity=0.35)
    return group(out + path(d, stroke="#ffc89a" if warm else "#b8f0ff", width=2.6, opacity=0.34), f"translate({x},{y}) scale({s:g})")


def paper_edge(shapes, colour, width=12):
    """The pale border of a cut-out, below everything else of it."""
    return "".join(path(d, colour, colour, width) for d in shapes)


def jetty(x, y, w, warm):
    """Planks on poles over the water, where the boats land."""
    wood, light = ("#6d4a3a", "#b98352") if warm else ("#3a5a8c", "#7fa4cc")
    out = "".join(path(f"M{n(x + w * k)},{y}v44", stroke=INK, width=9) + path(f"M{n(x + w * k)},{y}v42", stroke=wood, width=4) for k in (0.12, 0.5, 0.88))
    return out + path(f"M{x},{y}h{w}", stroke=INK, width=15) + path(f"M{x + 2},{y - 1}h{w - 4}", stroke=light, width=7, opacity=0.8)


def far_camp():
    out = shrub(64, 1246, 0.9, True) + shrub(326, 1244, 0.7, True) + shrub(1000, 1252, 0.9, False) + shrub(690, 1248, 0.7, False) + bank(0)
    out += jetty(270, 1230, 110, True) + jetty(580, 1230, 110, False)
    return out + tent_ember(120, 1322, 0.6, 0.7) + tent_tide(840, 1326, 0.62, 0.7)


def mid_camp():
    out = post(300, 1196, 1300, True) + post(660, 1192, 1300, False)
    out += shrub(206, 1404, 0.9, True) + shrub(806, 1406, 0.9, False) + bank(1)
    out += string_of(((-20, 1204), (300, 1200)), 96, True, 12, 5) + string_of(((660, 1190), (1100, 1200)), 104, False, 12, 7)
    return out + tent_ember(68, 1474, 0.66, 0.6) + tent_tide(892, 1478, 0.68, 0.6) + tent_ember(160, 1500, 0.98) + tent_tide(800, 1504, 0.98)


def near_camp():
    return shrub(262, 1590, 1.5, True) + shrub(60, 1584, 1.3, True) + shrub(760, 1594, 1.5, False) + shrub(1000, 1586, 1.3, False) + bank(2)


def draw():
    return water() + far_camp() + mid_camp() + near_camp() + stage_quay.draw()
