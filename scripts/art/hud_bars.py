"""HUD: team badges, castle bars, meters, clock plates."""

import math

from stage_kit import *

EMBER = {"main": "#e63a22", "light": "#ff7440", "deep": "#a5182b", "dark": "#571033", "glow": "#ffc53a", "hot": "#fff0a8"}
TIDE = {"main": "#46bff0", "light": "#a8ecff", "deep": "#1c7bc9", "dark": "#134a8c", "glow": "#8dffe6", "hot": "#f2ffff"}


def drop(d, dy=4, dark=0.3):
    """A short shade below a plate, which floats above the stage."""
    return group(path(d, NIGHT, NIGHT, 4, dark * 0.6), f"translate(0,{n(dy)})") + group(path(d, NIGHT, opacity=dark), f"translate(0,{n(dy * 0.5)})")


def spiked(cx, cy, r, count, inner, turn=0.0):
    return star(cx, cy, r, inner, count, turn)


FLAME = "M46,23C50,33 62,38 62,52C62,62 55,69 46,69C37,69 30,62 30,52C30,45 34,42 36,35C39,39 40,41 41,43C45,38 46,31 46,23Z"


def badge_ember():
    outer = spiked(46, 44, 43, 11, 0.72)
    out = drop(outer) + path(outer, GOLD, INK, 5)
    half = poly([(46, 44)] + [(46 + 43 * k * math.sin(a), 44 - 43 * k * math.cos(a)) for a, k in [(math.pi * i / 11, 1 if i % 2 == 0 else 0.72) for i in range(5, 15)]])
    out += path(half, "#f08a24", opacity=0.75) + path(outer, "none", INK, 5)
    out += circle(46, 44, 26, "#e63a22", None, INK, 4.5)
    out += path("M23.6,50A24,24 0 0 0 68,52A26,26 0 0 1 23.6,50Z", "#a5182b")
    flame = group(path(FLAME, "#fff0a8", INK, 3.5) + path("M46,44C48,50 54,53 54,59C54,64 50,67 46,67C42,67 38,64 38,59C38,54 44,51 46,44Z", "#ffc53a"), "translate(4.6,-1) scale(.9)")
    return out + flame + path("M27,36A21,21 0 0 1 40,24", stroke="#ffb98a", width=4, opacity=0.9)


def badge_tide():
    outer = lobes(46, 45, 37, 9, -math.pi / 2, 0.6)
    out = drop(outer) + path(outer, "#f2ffff", INK, 5)
    out += path("M80,44A36,36 0 0 1 22,72C44,80 74,70 74,36Z", "#8fd0ee", opacity=0.8) + path(outer, "none", INK, 5)
    out += circle(46, 45, 28, "#1c7bc9", None, INK, 4.5)
    out += path("M20,50A26.5,26.5 0 0 0 72,50A29,26 0 0 1 20,50Z", "#134a8c")
    d = "M46,67C42,67 40,64.5 39.5,61C32,59.5 25.5,53 25.5,45.5a6.8,6.8 0 0 1 6.4,-9.4a6.8,6.8 0 0 1 9,-6a6.8,6.8 0 0 1 10.2,0a6.8,6.8 0 0 1 9,6a6.8,6.8 0 0 1 6.4,9.4C66.5,53 60,59.5 52.5,61C52,64.5 50,67 46,67Z"
    out += path(d, "#a8ecff", INK, 3.5) + path("M46,34V60M36.5,38L42.5,59M55.5,38L49.5,59M30,46L39,58M62,46L53,58", stroke="#1c7bc9", width=3)
    return out + path("M27,36A22,22 0 0 1 38,25", stroke="#9fe0ff", width=4, opacity=0.95)


def number_ember():
    """A plain spiked disc that takes a digit."""
    d = spiked(46, 45, 44, 11, 0.78)
    half = poly([(46, 45)] + [(46 + 44 * k * math.sin(a), 45 - 44 * k * math.cos(a)) for a, k in [(math.pi * i / 11, 1 if i % 2 == 0 else 0.78) for i in range(5, 15)]])
    out = drop(d) + path(d, "#e63a22", INK, 5) + path(half, "#a5182b", opacity=0.75) + path(d, "none", INK, 5)
    return out + circle(46, 45, 27, "#e63a22") + path("M22,36A27,27 0 0 1 42,17", stroke="#ffb98a", width=4, opacity=0.9)


def number_tide():
    """A plain scalloped disc that takes a digit."""
    d = lobes(46, 45, 36.5, 10, -math.pi / 2, 0.6)
    out = drop(d) + path(d, "#1c7bc9", INK, 5)
    out += path("M80,44A36,36 0 0 1 22,72C44,80 74,70 74,36Z", "#134a8c", opacity=0.75) + path(d, "none", INK, 5)
    return out + circle(46, 45, 27, "#1c7bc9") + path("M22,36A27,27 0 0 1 42,17", stroke="#a8ecff", width=4, opacity=0.95)


def bar(team):
    """The frame. The program lays the fill on the trough: x 40..300 (Ember) or 16..276 (Tide), y 10..42."""
    if team == "ember":
        body = poly([(18, 4), (299, 4), (313, 13), (304, 20), (313, 27), (303, 33), (311, 40), (297, 48), (18, 48)])
        c = EMBER
        trough = (40, "#3b0f2c")
    else:
        body = "M298,4H17a7.4,7.4 0 0 0 -5,14.6a7.6,7.6 0 0 0 0,14.8a7.4,7.4 0 0 0 5,14.6H298Z"
        c = TIDE
        trough = (16, "#0c2b5c")
    out = drop(body) + path(body, c["deep"], INK, 5)
    x0, x1 = (20, 300) if team == "ember" else (16, 296)
    out += path(f"M{x0},7.6H{x1}", stroke=c["light"], width=2.4) + path(f"M{x0},44.6H{x1}", stroke=c["dark"], width=2.4)
    x, dark = trough
    out += f'<rect x="{x}" y="10" width="260" height="32" fill="{dark}"/>'
    collar = x - 8 if team == "ember" else x + 264
    out += f'<rect x="{collar}" y="7" width="4" height="38" fill="{c["glow"]}"/>'
    out += f'<rect x="{x}" y="10" width="260" height="9" fill="{NIGHT}" fill-opacity=".45"/>'
    for i in range(1, 4):
        out += path(f"M{x + 65 * i},34V42", stroke="#fff", width=2.5, opacity=0.22)
    if team == "ember":
        out += path(poly([(302, 10), (309, 13.5), (301.5, 19)]), c["glow"]) + path(poly([(302, 36), (306.5, 39.4), (302, 42)]), c["glow"])
    else:
        for y in (11.5, 26, 40.5):
            out += circle(11.5, y, 3.4, c["glow"])
    return out


def bar_gloss():
    out = '<rect width="260" height="32" fill="url(#g)"/>'
    out += path("M5,7H255", stroke="#fff", width=4.5, opacity=0.55) + '<rect y="26" width="260" height="6" fill="#1a0a30" fill-opacity=".16"/>'
    return out


def strip():
    """The trough of a like meter, without words."""
    return f'<rect x="1" y="1" width="260" height="12" rx="6" fill="{INK}" opacity=".78"/>' + path("M8,3.4H254", stroke=NIGHT, width=2, opacity=0.6)


def clock(red):
    d = "M16,9C44,4.5 104,4.5 132,9C137,11 139,14 139.5,19C144,40 144,48 139.5,67C139,72 137,75 132,77C104,81.5 44,81.5 16,77C11,75 9,72 8.5,67C4,48 4,40 8.5,19C9,14 11,11 16,9Z"
    fill, low, line = ("#e63a22", "#a5182b", "#ffd98a") if red else (PAPER, "#f0d9a6", "#e8b04a")
    out = drop(d, 5) + path(d, fill, INK, 6)
    out += path("M8.5,60C30,66 118,66 139.5,60C139,72 137,75 132,76C104,80 44,80 16,76C11,75 9,71 8.5,60Z", low, opacity=0.8)
    out += group(path(d, "none", line, 2.6), "translate(8.14,4.73) scale(.89)") + path(d, "none", INK, 6)
    for x, y in ((17, 43), (131, 43)):
        out += path(star(x, y, 5, 0.4, 4), line)
    return out + path("M30,13.5C56,10.5 92,10.5 118,13.5", stroke="#fff", width=3.5, opacity=0.85 if not red else 0.6)


def pictures():
    gloss = linear("g", ((0, "#fff", 0.34), (0.45, "#fff", 0.06), (0.5, "#fff", 0), (1, NIGHT, 0.2)))
    yield "badge-ember", 92, 92, badge_ember(), ""
    yield "badge-tide", 92, 92, badge_tide(), ""
    yield "number-ember", 92, 92, number_ember(), ""
    yield "number-tide", 92, 92, number_tide(), ""
    yield "bar-ember", 316, 52, bar("ember"), ""
    yield "bar-tide", 316, 52, bar("tide"), ""
    yield "bar-gloss", 260, 32, bar_gloss(), gloss
    yield "strip", 262, 14, strip(), ""
    yield "clock", 148, 88, clock(False), ""
    yield "clock-red", 148, 88, clock(True), ""
