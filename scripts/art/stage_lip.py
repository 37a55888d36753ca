"""The front of the stage: apron, footlights and the bunting below the lip at y 1122."""

from stage_kit import *

LIP = 1122


def bunting():
    """A valance of gold-edged flags: points left, half discs right."""
    back, front = "", ""
    for i in range(-1, 20):
        x = i * 58 + 8
        if x < 470:
            flag = poly([(x - 30, LIP), (x + 30, LIP), (x, LIP + 50)])
            small = poly([(x - 14, LIP + 4), (x + 14, LIP + 4), (x, LIP + 27)])
        else:
            flag = f"M{n(x - 30)},{LIP}H{n(x + 30)}V{LIP + 14}a30,30 0 0 1 -60,0Z"
            small = f"M{n(x - 13)},{LIP + 5}h26v5a13,13 0 0 1 -26,0Z"
        odd = i % 2
        red, blue = ("#a5182b", "#571033"), ("#1c7bc9", "#134a8c")
        tone = (red if x < 470 else blue)[odd]
        for dy, o in ((16, 0.1), (11, 0.14), (6, 0.18)):
            back += group(path(flag, NIGHT, opacity=o), f"translate(0,{dy})")
        front += path(flag, tone, GOLD if not odd else "#d99a3a", 3.5)
        front += path(small, "#ffc53a" if x < 470 else "#8dffe6", opacity=0.85 if not odd else 0.5)
        front += path(flag, "url(#fold)")
    return back + front


def apron():
    """The boards in front of the last strip, dark enough to carry the menu."""
    points = spikes(-20, 492, 1046, 40, 15, 61)
    first, arcs = scallops(492, 1100, 1048, 46, 62)
    edge = poly(points, False) + "L" + pt(*first) + arcs
    out = sheet(edge + f"V{LIP}H-20Z", edge, "#4a2767", rim=0.32, rim_colour=GOLD, reach=0.8)
    out += path(edge + f"V{LIP}H-20Z", "url(#boards)")
    for y in (1074, 1098):
        out += path(f"M-10,{y}H1090", stroke=NIGHT, width=2.5, opacity=0.35)
    for i in range(12):
        y = 1074 if i % 2 else 1098
        out += path(f"M{n(i * 96 + 30)},{y}v24", stroke=NIGHT, width=2.5, opacity=0.3)
    return out


def lip():
    out = ""
    for dy, o in ((34, 0.1), (24, 0.14), (14, 0.2)):
        out += f'<rect x="-20" y="{LIP + dy - 8}" width="1120" height="16" fill="{NIGHT}" fill-opacity="{o}"/>'
    out += bunting()
    out += f'<rect x="-20" y="{LIP - 9}" width="1120" height="19" fill="{INK}"/>'
    out += f'<rect x="-20" y="{LIP - 6}" width="1120" height="13" fill="#7a4a2a"/>'
    out += f'<rect x="-20" y="{LIP - 6}" width="1120" height="4.5" fill="#ffd98a"/>'
    return out


def draw():
    return apron() + lip()
