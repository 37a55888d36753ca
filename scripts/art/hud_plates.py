"""HUD: feed chips, ribbon, menu card, banners, podium blocks, board."""

from hud_bars import EMBER, TIDE, drop
from stage_kit import *


def chip(team):
    """A feed row. 40 px at each end hold the shape, the middle is plain and stretches."""
    if team == "ember":
        d = poly([(5, 5), (296, 5), (282, 14), (292, 23), (282, 32), (296, 41), (5, 41), (13, 32), (4, 23), (13, 14)])
        body, low, edge = "#8e1632", "#6d0f2a", "#ff8a4a"
        tip = path(poly([(276, 9), (286, 9), (277, 14)]), "#ffc53a") + path(poly([(276, 37), (286, 37), (277, 32)]), "#ffc53a")
    else:
        d = "M14,5H286A6.5,6.5 0 0 1 290,16.5A6.7,6.7 0 0 1 290,29.5A6.5,6.5 0 0 1 286,41H14A6.5,6.5 0 0 1 10,29.5A6.7,6.7 0 0 1 10,16.5A6.5,6.5 0 0 1 14,5Z"
        body, low, edge = "#eafaff", "#c4e8f6", "#ffffff"
        tip = circle(285, 11.5, 2.6, "#1c7bc9") + circle(288, 23, 2.6, "#1c7bc9") + circle(285, 34.5, 2.6, "#1c7bc9")
    out = drop(d, 4) + path(d, body, INK, 5)
    out += f'<rect x="14" y="29" width="266" height="10.5" fill="{low}"/>'
    return out + path("M15,9.3H280", stroke=edge, width=2.4) + path("M15,37.6H280", stroke=edge, width=2, opacity=0.45) + tip


def call(team):
    """What is called: the middle 520 px stay free for the words."""
    if team == "ember":
        d = poly([(14, 5), (586, 5), (570, 17), (594, 28), (570, 39), (586, 51), (14, 51), (30, 39), (6, 28), (30, 17)])
        body, low, edge = "#c4291f", "#8c1526", "#ffc53a"
    elif team == "tide":
        d = "M26,5H574a12,12 0 0 1 8,21a12,12 0 0 1 -8,25H26a12,12 0 0 1 -8,-21a12,12 0 0 1 8,-25Z"
        body, low, edge = "#1c7bc9", "#0b3a78", "#8dffe6"
    else:
        d = poly([(22, 5), (578, 5), (594, 28), (578, 51), (22, 51), (6, 28)])
        body, low, edge = "#3a2358", "#2a1840", GOLD
    out = drop(d, 4) + path(d, body, INK, 5)
    out += f'<rect x="34" y="37" width="532" height="11" fill="{low}"/>'
    return out + path("M36,10.5H564", stroke=edge, width=2.6) + path("M36,46.5H564", stroke=edge, width=2.2, opacity=0.6)


def prompt():
    """What one can do: a strip of paper between the two numbers."""
    main = poly([(14, 4), (686, 4), (672, 29), (686, 54), (14, 54), (28, 29)])
    out = drop(main, 4) + path(main, PAPER, INK, 5)
    out += '<rect x="28" y="42" width="644" height="9" fill="#f0d9a6"/>'
    return out + path("M34,10H666", stroke="#fff", width=3) + path("M34,47H666", stroke="#e0a640", width=2.4)


CHINS = {"ember": ("#6d0f2a", "#ff8a4a"), "tide": ("#eafaff", "#7fc4ff")}


def chin_end(team):
    """The left end of a name's plate; the right one is its mirror. Ember is pointed, Tide round."""
    body, edge = CHINS[team]
    if team == "ember":
        d, line = "M26,3H19L3,24L19,45H26", "M26,8.5H21.5L9.5,24"
    else:
        d, line = "M26,3H24A21,21 0 0 0 24,45H26", "M26,8.5H24A15.5,15.5 0 0 0 9,21"
    return path(d + "V3Z", body) + path(d, "none", INK, 5) + path(line, stroke=edge, width=2.4)


def chin_mid(team):
    """The middle of a name's plate; it stretches."""
    body, edge = CHINS[team]
    out = f'<rect x="-2" y="3" width="28" height="42" fill="{body}"/>'
    return out + path("M-2,3H26M-2,45H26", stroke=INK, width=5) + path("M-2,8.5H26", stroke=edge, width=2.4)


def chin_fade(team):
    """What a name that is cut fades under, to the right."""
    body, _ = CHINS[team]
    return '<rect width="26" height="36" fill="url(#fade)"/>', f'<linearGradient id="fade"><stop offset="0" stop-color="{body}" stop-opacity="0"/><stop offset=".8" stop-color="{body}"/></linearGradient>'


def ribbon():
    tails = ""
    for mirrored in (False, True):
        tail = poly([(4, 13), (72, 13), (72, 59), (4, 59), (24, 36)])
        body = drop(tail, 3) + path(tail, "#ecd29a", INK, 5) + path(poly([(46, 15.5), (70, 15.5), (70, 57), (46, 57)]), "#c99f5e", opacity=0.55)
        body += path("M18,19H68M18,53H68", stroke="#c58f3a", width=2.6)
        fold = poly([(50, 49), (72, 49), (72, 59)])
        body += path(fold, "#8a5a34", INK, 4)
        tails += group(body, "translate(860,0) scale(-1,1)" if mirrored else None)
    main = poly([(50, 4), (810, 4), (810, 50), (50, 50)])
    out = tails + drop(main, 5) + path(main, PAPER, INK, 5)
    out += '<rect x="53" y="38" width="754" height="9.5" fill="#f0d9a6"/>'
    out += path("M60,10.5H800", stroke="#fff", width=3) + path("M60,43H800", stroke="#e0a640", width=2.6)
    return out


def card():
    d = "M14,4H198A10,10 0 0 0 208,14V44A10,10 0 0 0 198,54H14A10,10 0 0 0 4,44V14A10,10 0 0 0 14,4Z"
    out = path(d, "#2a1840", opacity=0.93) + path("M6,40H206V44A10,10 0 0 0 198,52.5H14A10,10 0 0 0 6,44Z", NIGHT, opacity=0.35)
    out += path(d, "none", INK, 5) + path(d, "none", "#d9a441", 2.4)
    out += path("M20,9.5H192", stroke="#b98fe0", width=2.4, opacity=0.45)
    for x, y in ((8, 8), (204, 8), (8, 50), (204, 50)):
        out += circle(x, y, 2.2, GOLD)
    return out


def pill():
    d = "M19,3H161A16,16 0 0 1 161,35H19A16,16 0 0 1 19,3Z"
    return path(d, "#2a1840", opacity=0.9) + path(d, "none", INK, 4) + path("M20,8.5H160", stroke="#b98fe0", width=2.4, opacity=0.5)


def banner(team):
    """A wide plate for the winner; its middle 460 px stay free for the words."""
    c = EMBER if team == "ember" else TIDE
    if team == "ember":
        d = poly([(6, 16), (632, 8), (604, 32), (628, 54), (604, 76), (632, 102), (6, 94), (34, 74), (10, 55), (34, 36)])
    else:
        d = "M36,8H604a15,15 0 0 1 11,25a17,17 0 0 1 0,38a15,15 0 0 1 -11,25H36a15,15 0 0 1 -11,-25a17,17 0 0 1 0,-38a15,15 0 0 1 11,-25Z"
    body, low = (c["main"], c["deep"]) if team == "ember" else (c["deep"], c["dark"])
    out = drop(d, 7, 0.4) + path(d, body, INK, 7)
    if team == "ember":
        out += path(poly([(30, 80), (606, 80), (622, 97), (14, 91)]), low) + path("M36,22L600,14.5", stroke=c["light"], width=4) + path("M40,88L600,94", stroke=c["glow"], width=3, opacity=0.9)
        flame = "M0,-30C4,-14 20,-10 20,8C20,20 11,28 0,28C-11,28 -20,20 -20,8C-20,-2 -13,-6 -10,-15C-6,-9 -4,-7 -3,-4C0,-12 2,-20 0,-30Z"
        for x in (72, 568):
            mark = path(star(0, 0, 38, 0.72, 11), c["deep"]) + path(flame, c["glow"], c["hot"], 3)
            out += group(mark, f"translate({x},54) scale(.88)", 0.85)
    else:
        out += path("M28,74H612a15,15 0 0 1 -8,18.5H36a15,15 0 0 1 -8,-18.5Z", low) + path("M40,16H600", stroke=c["light"], width=4) + path("M42,88H598", stroke=c["glow"], width=3, opacity=0.9)
        shell = "M0,20C-4,20 -6,17 -7,14C-18,12 -26,3 -26,-6A26,22 0 0 1 26,-6C26,3 18,12 7,14C6,17 4,20 0,20Z"
        for x in (66, 574):
            mark = path(shell, c["main"], c["light"], 3) + path("M0,-26V14M-12,-22L-4,13M12,-22L4,13M-21,-14L-7,12M21,-14L7,12", stroke=c["light"], width=3)
            out += group(mark, f"translate({x},51)", 0.8)
    return out


PODIA = {1: (150, "#ffd24a", "#f0a01e", "#fff2b8"), 2: (110, "#bcd6f2", "#86a8d4", "#f2faff"), 3: (90, "#e8a26c", "#c2713f", "#ffdcb8")}


def podium(place):
    height, main, side, light = PODIA[place]
    front = poly([(5, 26), (175, 26), (175, height - 4), (5, height - 4)])
    top = poly([(21, 6), (159, 6), (175, 26), (5, 26)])
    out = path(front, main, INK, 6) + path(poly([(112, 29), (172, 29), (172, height - 7), (112, height - 7)]), side, opacity=0.75)
    out += path(poly([(8, height - 22), (172, height - 22), (172, height - 7), (8, height - 7)]), NIGHT, opacity=0.13)
    out += path("M10,33H170", stroke=light, width=4, opacity=0.9) + path(f"M11,36V{height - 12}", stroke=light, width=4, opacity=0.6)
    out += path(top, light, INK, 6) + path(poly([(118, 9), (157, 9), (168, 23), (124, 23)]), main, opacity=0.8)
    for i in range(6):
        out += path(star(20 + i * 28, height - 14, 4.2, 0.45, 4), light, opacity=0.9)
    return out


def board():
    d = "M20,5H420A15,15 0 0 1 435,20V246A15,15 0 0 1 420,261H20A15,15 0 0 1 5,246V20A15,15 0 0 1 20,5Z"
    head = "M20,5H420A15,15 0 0 1 435,20V51H5V20A15,15 0 0 1 20,5Z"
    out = drop(d, 6, 0.36) + path(d, PAPER)
    for i in range(0, 5, 2):
        out += f'<rect x="14" y="{58 + i * 39.5:g}" width="412" height="37" rx="8" fill="#e9c98a" fill-opacity=".38"/>'
    out += path("M8,240H432V246A12,12 0 0 1 420,258H20A12,12 0 0 1 8,246Z", "#e9c98a", opacity=0.5)
    out += path(head, "#5b2f86") + path("M5,36H435V51H5Z", "#43206a") + path("M22,11.5H418", stroke="#b98fe0", width=3.5, opacity=0.9)
    out += path("M5,51H435", stroke=GOLD, width=4) + path(d, "none", INK, 6)
    for x in (20, 420):
        out += circle(x, 28, 6, GOLD, None, INK, 3)
    return out


def pictures():
    for team in ("ember", "tide", "gold"):
        yield f"call-{team}", 600, 56, call(team), ""
    yield "prompt", 700, 58, prompt(), ""
    for team in CHINS:
        yield f"chin-{team}-end", 24, 48, chin_end(team), ""
        yield f"chin-{team}-mid", 24, 48, chin_mid(team), ""
        yield f"chin-{team}-fade", 26, 36, *chin_fade(team)
    yield "chip-ember", 300, 46, chip("ember"), ""
    yield "chip-tide", 300, 46, chip("tide"), ""
    yield "ribbon", 860, 62, ribbon(), ""
    yield "card", 212, 58, card(), ""
    yield "banner-ember", 640, 110, banner("ember"), ""
    yield "banner-tide", 640, 110, banner("tide"), ""
    for place, spec in PODIA.items():
        yield f"podium-{place}", 180, spec[0], podium(place), ""
    yield "board", 440, 270, board(), ""
