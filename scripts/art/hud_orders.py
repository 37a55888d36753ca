"""HUD: small round marks beside a face that say which order was heard."""

from stage_kit import *


def disc(fill="#fff8e4"):
    return circle(22, 22, 19, fill, None, INK, 4)


def arrow(turn):
    d = poly([(22, 8), (34, 21), (27, 21), (27, 35), (17, 35), (17, 21), (10, 21)])
    return group(path(d, GOLD, INK, 3.4), f"rotate({turn} 22 22)")


def lanes():
    out = "".join(path(f"M10,{y}H34", stroke=INK, width=4.6) for y in (14, 22, 30))
    return out + circle(22, 22, 6.4, GOLD, None, INK, 3.2)


def sword():
    blade = path(poly([(33, 7), (36, 10), (20, 29), (15, 24)]), "#e8f4ff", INK, 3)
    return blade + path("M11,21L23,33", stroke=INK, width=5.6) + path("M15,29L9,35", stroke="#8a5a34", width=5)


def shield():
    return path("M22,7C27,11 32,11.5 35,11.5C35,24 31,32 22,37C13,32 9,24 9,11.5C12,11.5 17,11 22,7Z", "#5cc7f5", INK, 3.6)


def home():
    return path(poly([(22, 8), (37, 22), (32, 22), (32, 35), (12, 35), (12, 22), (7, 22)]), "#e8a05a", INK, 3.6) + path(
        poly([(18, 35), (18, 26), (26, 26), (26, 35)]), INK
    )


def free():
    return path(star(22, 22, 14, 0.5, 5), GOLD, INK, 3.4)


def wait():
    return "".join(circle(x, 22, 3.8, INK) for x in (11.5, 22, 32.5))


def pictures():
    marks = {
        "up": arrow(0),
        "down": arrow(180),
        "lane": lanes(),
        "go": sword(),
        "hold": shield(),
        "back": home(),
        "auto": free(),
        "wait": wait(),
    }
    for name, mark in marks.items():
        yield f"order-{name}", 44, 44, disc("#d8d0e0" if name == "wait" else "#fff8e4") + mark, ""
