"""HUD: small marks and flags."""

from hud_bars import EMBER, TIDE
from stage_kit import *


HEART = "M24,43C14,35 4,28 4,17C4,9 9.5,4.5 15.5,4.5C19.5,4.5 22.5,6.8 24,10C25.5,6.8 28.5,4.5 32.5,4.5C38.5,4.5 44,9 44,17C44,28 34,35 24,43Z"


def heart(main, deep, light, width=4):
    out = path(HEART, main, INK, width)
    out += path("M42,16C42,27 33,34 24,41C19,37 15,33.5 11.5,30C24,33 36,28 38,8C41,10 42,13 42,16Z", deep, opacity=0.6)
    return out + path("M10,17C10,12 12.5,10 16,10", stroke=light, width=4.2)


def eye():
    d = "M3,20C9,10 15,7 20,7C25,7 31,10 37,20C31,30 25,33 20,33C15,33 9,30 3,20Z"
    out = path(d, PAPER, INK, 3.6) + circle(20, 20, 8.6, "#2a7fc4", None, INK, 3) + circle(20, 20, 3.8, INK)
    return out + circle(17, 16.6, 2.6, "#fff")


def crown():
    d = poly([(5, 33), (3, 13), (12, 20), (20, 5), (28, 20), (37, 13), (35, 33)])
    out = path(d, GOLD, INK, 4) + path(poly([(22, 8), (28, 20), (36, 14.5), (34, 31), (23, 31)]), "#f0901e", opacity=0.65)
    out += path("M7,29H33", stroke="#c8641e", width=3) + circle(20, 23, 3.4, "#e63a22", None, INK, 2)
    return out + path("M8,18L9.5,26", stroke="#fff6cc", width=2.6)


def flag(team):
    pole = path("M10,4V78", stroke=INK, width=9) + path("M10,6V76", stroke="#c98f52", width=3.6)
    if team == "ember":
        cloth = poly([(13, 10), (57, 13), (45, 23), (56, 32), (43, 40), (53, 51), (13, 48)])
        out = path(cloth, EMBER["main"], INK, 4.5) + path(poly([(13, 38), (44, 40), (52, 49), (13, 46)]), EMBER["deep"])
        out += path(star(27, 28, 11, 0.55, 8), EMBER["glow"], INK, 2.6) + path("M17,14L48,16", stroke=EMBER["light"], width=3)
        top = path(poly([(10, 0), (17, 9), (10, 15), (3, 9)]), GOLD, INK, 3)
    else:
        cloth = "M13,10H48a6.5,6.5 0 0 1 3,12.5a6.5,6.5 0 0 1 0,13a6.5,6.5 0 0 1 -3,12.5H13Z"
        out = path(cloth, TIDE["main"], INK, 4.5) + path("M13,39H52a6.5,6.5 0 0 1 -4,7H13Z", TIDE["deep"])
        out += path("M18,31A11,11 0 0 1 40,31L32,38H26Z", "#f2ffff", INK, 2.6) + path("M29,23V36M23,27L27,36M35,27L31,36", stroke=TIDE["deep"], width=2)
        out += path("M17,14H46", stroke=TIDE["light"], width=3)
        top = circle(10, 7, 6, "#f2ffff", None, INK, 3)
    return pole + out + top


def gate(team):
    """The gate at a lane's end, with its lamp: what the enemy must break."""
    own = EMBER if team == "ember" else TIDE
    arch = "M6,92V40C6,18 20,8 36,8C52,8 66,18 66,40V92Z"
    out = path(arch, own["deep"], INK, 5) + path("M13,92V42C13,25 23,16 36,16C49,16 59,25 59,42V92Z", "#8a5a34", INK, 4)
    for x in (24, 36, 48):
        out += path(f"M{x},20V90", stroke="#5e3a20", width=3)
    out += path("M14,48H58M14,72H58", stroke="#4a3a48", width=6) + path("M14,46H58M14,70H58", stroke="#a8a0b0", width=2.4)
    for x in (19, 53):
        out += circle(x, 48, 2.6, "#d8d0e0") + circle(x, 72, 2.6, "#d8d0e0")
    shape = star(36, 10, 9, 0.5, 8) if team == "ember" else "M27,10a9,9 0 1 0 18,0a9,9 0 1 0 -18,0Z"
    return out + path(shape, GOLD, INK, 3)


def pictures():
    small = "translate(0.4,0.6) scale(.82)"
    yield "heart", 40, 40, group(heart("#ff5a6e", "#c4204a", "#ffe0dc", 4.6), small), ""
    yield "heart-tide", 40, 40, group(heart("#46bff0", "#1c7bc9", "#e8fbff", 4.6), small), ""
    yield "crown", 40, 40, crown(), ""
    yield "gate-ember", 72, 96, gate("ember"), ""
    yield "gate-tide", 72, 96, gate("tide"), ""
    yield "flag-ember", 60, 80, flag("ember"), ""
    yield "flag-tide", 60, 80, flag("tide"), ""
