#!/usr/bin/env python3
"""Builds assets/fonts/Throng.ttf, the game's display face: fat, one weight, round joins.

Every glyph is a few centre lines drawn with one round pen. Small letters are small capitals: the same lines at 80 %
under the same pen. Needs: pip install fonttools shapely
"""

import math
import pathlib

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from shapely.geometry import LineString, MultiPolygon, Polygon
from shapely.ops import unary_union

PEN = 88  # radius of the pen
TOP = 524  # height of a capital's centre lines
GAP = 26  # white between letters
SMALL = 0.8


def arc(cx, cy, rx, ry, start, end, steps=28):
    """Points of an ellipse from `start` to `end` degrees."""
    return [
        (cx + rx * math.cos(math.radians(start + (end - start) * i / steps)),
         cy + ry * math.sin(math.radians(start + (end - start) * i / steps)))
        for i in range(steps + 1)
    ]


H = TOP
M = H * 0.52
LETTERS = {
    "A": (330, [[(0, 0), (165, H), (330, 0)], [(70, 165), (260, 165)]]),
    "B": (262, [[(0, 0), (0, H), *arc(120, (H + M) / 2, 112, (H - M) / 2, 90, -90), (0, M)],
                [(120, M), *arc(132, M / 2, 130, M / 2, 90, -90), (0, 0)]]),
    "C": (300, [arc(190, H / 2, 190, H / 2, 52, 308)]),
    "D": (310, [[(0, 0), (0, H), *arc(110, H / 2, 200, H / 2, 90, -90), (0, 0)]]),
    "E": (220, [[(220, H), (0, H), (0, 0), (220, 0)], [(0, M), (185, M)]]),
    "F": (215, [[(215, H), (0, H), (0, 0)], [(0, M - 20), (180, M - 20)]]),
    "G": (330, [[*arc(190, H / 2, 190, H / 2, 52, 335), (330, 225), (215, 225)]]),
    "H": (280, [[(0, 0), (0, H)], [(280, 0), (280, H)], [(0, M), (280, M)]]),
    "I": (0, [[(0, 0), (0, H)]]),
    "J": (205, [[(205, H), *arc(75, 130, 130, 130, 0, -140)]]),
    "K": (280, [[(0, 0), (0, H)], [(265, H), (20, M - 30), (280, 0)]]),
    "L": (205, [[(0, H), (0, 0), (205, 0)]]),
    "M": (410, [[(0, 0), (30, H), (205, 130), (380, H), (410, 0)]]),
    "N": (290, [[(0, 0), (0, H), (290, 0), (290, H)]]),
    "O": (370, [arc(185, H / 2, 185, H / 2, 0, 360, 56)]),
    "P": (250, [[(0, 0), (0, H), *arc(118, H - 155, 132, 155, 90, -90), (0, H - 310)]]),
    "Q": (370, [arc(185, H / 2, 185, H / 2, 0, 360, 56), [(235, 120), (370, -30)]]),
    "R": (265, [[(0, 0), (0, H), *arc(118, H - 150, 132, 150, 90, -90), (0, H - 300)], [(125, H - 300), (265, 0)]]),
    "S": (250, [[*arc(125, H - 138, 122, 138, 40, 205), (125, M - 8), *arc(125, 135, 128, 135, 60, -145)]]),
    "T": (310, [[(0, H), (310, H)], [(155, H), (155, 0)]]),
    "U": (290, [[(0, H), *arc(145, 150, 145, 150, 180, 360), (290, H)]]),
    "V": (330, [[(0, H), (165, 0), (330, H)]]),
    "W": (490, [[(0, H), (125, 0), (245, H - 90), (365, 0), (490, H)]]),
    "X": (290, [[(0, 0), (290, H)], [(0, H), (290, 0)]]),
    "Y": (310, [[(0, H), (155, M - 30), (310, H)], [(155, M - 30), (155, 0)]]),
    "Z": (260, [[(0, H), (260, H), (0, 0), (260, 0)]]),
}
DIGITS = {
    "0": (280, [arc(140, H / 2, 140, H / 2, 0, 360, 56)]),
    "1": (280, [[(50, H - 110), (165, H), (165, 0)]]),
    "2": (280, [[*arc(138, H - 140, 132, 140, 165, -35), (10, 0), (275, 0)]]),
    "3": (280, [[*arc(130, H - 128, 122, 128, 150, -80), (110, M), *arc(130, M / 2, 140, M / 2, 75, -150)]]),
    "4": (280, [[(215, 0), (215, H), (0, 150), (280, 150)]]),
    "5": (280, [[(245, H), (45, H), (25, M + 35), *arc(125, 160, 148, 160, 95, -150)]]),
    "6": (280, [arc(140, 152, 140, 152, 0, 360, 56), [(215, H), (60, H - 170), (6, 190)]]),
    "7": (280, [[(0, H), (280, H), (95, 0)]]),
    "8": (280, [arc(140, H - 125, 118, 125, 0, 360, 48), arc(140, 142, 142, 142, 0, 360, 48)]),
    "9": (280, [arc(140, H - 152, 140, 152, 0, 360, 56), [(274, H - 190), (220, 170), (65, 0)]]),
}
MARKS = {
    ":": (0, [[(0, 40), (0, 41)], [(0, 330), (0, 331)]]),
    ".": (0, [[(0, 0), (0, 1)]]),
    ",": (20, [[(20, 0), (0, -90)]]),
    "!": (0, [[(0, 195), (0, H)], [(0, 0), (0, 1)]]),
    "?": (240, [[*arc(120, H - 135, 120, 135, 165, -60), (120, 185)], [(120, 0), (120, 1)]]),
    "-": (150, [[(0, 235), (150, 235)]]),
    "'": (0, [[(0, H - 110), (0, H)]]),
    "+": (250, [[(0, 235), (250, 235)], [(125, 110), (125, 360)]]),
    "×": (190, [[(0, 130), (190, 320)], [(0, 320), (190, 130)]]),
    "%": (380, [[(40, 0), (340, H)], arc(60, H - 75, 60, 72, 0, 360, 40), arc(320, 75, 60, 72, 0, 360, 40)]),
    "/": (220, [[(0, 0), (220, H)]]),
    "·": (0, [[(0, 235), (0, 236)]]),
}


def outline(lines, pen, scale=1.0):
    """The pen drawn along the lines, as polygons."""
    drawn = [LineString([(x * scale, y * scale) for x, y in line]).buffer(pen, quad_segs=10) for line in lines]
    shape = unary_union(drawn).simplify(1.2)
    return shape.geoms if isinstance(shape, MultiPolygon) else [shape]


def glyph(width, lines, scale=1.0, pen=PEN):
    """A TrueType glyph and its advance."""
    out = TTGlyphPen(None)
    shift = pen + GAP / 2
    for part in outline(lines, pen, scale):
        part: Polygon
        for ring, clockwise in [(part.exterior, True), *((hole, False) for hole in part.interiors)]:
            points = list(ring.coords)[:-1]
            if ring.is_ccw == clockwise:
                points.reverse()
            points = [(round(x + shift), round(y + pen)) for x, y in points]
            out.moveTo(points[0])
            for point in points[1:]:
                out.lineTo(point)
            out.closePath()
    return out.glyph(), round(width * scale + 2 * pen + GAP)


def main():
    """Writes the font."""
    glyphs, advances, names = {}, {}, {}

    def add(name, character, made):
        glyphs[name], advances[name] = made
        if character:
            names[ord(character)] = name

    add(".notdef", None, glyph(200, [[(0, 0), (0, H), (200, H), (200, 0), (0, 0)]], pen=30))
    glyphs["space"], advances["space"] = TTGlyphPen(None).glyph(), 230
    names[32] = names[0xA0] = "space"
    for letter, (width, lines) in LETTERS.items():
        add(letter, letter, glyph(width, lines))
        add(f"{letter}.small", letter.lower(), glyph(width, lines, SMALL, PEN * 0.9))
    for digit, (width, lines) in DIGITS.items():
        add(f"d{digit}", digit, glyph(width, lines))
    pens = {"%": 62, "×": 70, ",": 76, "'": 76, "·": 70, "/": 70}
    for mark, (width, lines) in MARKS.items():
        add(f"m{ord(mark):04x}", mark, glyph(width, lines, pen=pens.get(mark, PEN)))
    names[0x2019] = names[ord("'")]
    names[0x2212] = names[0x2013] = names[ord("-")]

    order = list(glyphs)
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(order)
    font.setupCharacterMap(names)
    font.setupGlyf(glyphs)
    font.setupHorizontalMetrics({name: (advances[name], glyphs[name].xMin if glyphs[name].numberOfContours else 0) for name in order})
    font.setupHorizontalHeader(ascent=860, descent=-160)
    font.setupNameTable({"familyName": "Throng Display", "styleName": "Regular"})
    font.setupOS2(sTypoAscender=860, sTypoDescender=-160, usWinAscent=860, usWinDescent=160, usWeightClass=900)
    font.setupPost()
    # The same bytes for the same glyphs, whenever it is built.
    font.font["head"].created = font.font["head"].modified = 3_870_000_000
    font.font.recalcTimestamp = False
    target = pathlib.Path(__file__).resolve().parents[2] / "assets" / "fonts" / "Throng.ttf"
    target.parent.mkdir(parents=True, exist_ok=True)
    font.save(target)
    print(f"{target.name}: {len(order)} glyphs, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
