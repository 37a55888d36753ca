"""Heroes: a body that leaves the face empty, and the ring with its brow crest that goes over the face.

Drawn in a box of 200x220 with the feet at (100,210) and the face at (100,92), radius 36. Levels 1 to 3 differ in crest,
cape, armour, weapon and shield. Level 3 is drawn at the same size: the game scales it.
"""

import colorsys
import re

from kit import *

FX, FY = 100, 92
BOX = (200, 220)


def band(outer, inner, fill, shade=None):
    """A ring around the face."""
    hole = f"M{FX - inner},{FY}a{inner},{inner} 0 1 0 {2 * inner},0a{inner},{inner} 0 1 0 {-2 * inner},0Z"
    return P(circle(FX, FY, outer) + hole, fill, shade, 4.5)


def spike(deg, r0, r1, half, fill, shade=None):
    """One spike of an Ember crest."""
    a, b, c = pt(FX, FY, r0, deg - half), pt(FX, FY, r1, deg), pt(FX, FY, r0, deg + half)
    return P(f"M{xy(a)} L{xy(b)} L{xy(c)}Z", fill, shade, 4.5, off=(3, -3))


def bump(deg, r, size, fill, shade=None):
    """One lobe of a Tide crest."""
    return C(*pt(FX, FY, r, deg), size, fill, shade, 4.5, off=(2, -3))


def ring_ember(level):
    e = Ember
    if level == 1:
        crest = [spike(a, 42, 63, 14, e.main, e.deep) for a in (-144, -108, -72, -36)]
        return crest + [band(46, 37.5, e.light, e.main)]
    if level == 2:
        crest = [spike(a, 42, r, 12, c, s) for a, r, c, s in (
            (-165, 60, e.main, e.deep), (-15, 60, e.main, e.deep), (-135, 68, e.glow, e.light), (-45, 68, e.glow, e.light),
            (-106, 74, e.main, e.deep), (-74, 74, e.main, e.deep))]
        gem = [P("M100,30 L111,46 L100,59 L89,46Z", e.hot, e.glow)]
        return crest + [band(48, 37.5, e.glow, e.light)] + gem
    crest = [spike(a, 44, r, 12, GOLD, "#e58f1e") for a, r in ((-150, 66), (-30, 66), (-122, 76), (-58, 76))]
    gem = [P("M100,11 L114,34 L128,26 L120,54 L100,60 L80,54 L72,26 L86,34Z", GOLD, "#e58f1e"),
           P("M100,28 L109,43 L100,56 L91,43Z", e.main, e.deep, 3.5)]
    return crest + [band(50, 37.5, GOLD, "#e58f1e")] + gem


def ring_tide(level):
    t = Tide
    def shell(y, size, fill, shade):
        w = size
        d = (f"M{FX},{y + w} C{FX - w * .7},{y + w * .7} {FX - w * 1.2},{y + w * .1} {FX - w},{y - w * .3}"
             + f"A{w * .38:.1f},{w * .38:.1f} 0 0 1 {FX - w * .34:.1f},{y - w * .6:.1f}"
             + f"A{w * .36:.1f},{w * .36:.1f} 0 0 1 {FX + w * .34:.1f},{y - w * .6:.1f}"
             + f"A{w * .38:.1f},{w * .38:.1f} 0 0 1 {FX + w},{y - w * .3:.1f}"
             + f"C{FX + w * 1.2},{y + w * .1} {FX + w * .7},{y + w * .7} {FX},{y + w}Z")
        return [P(d, fill, shade, 4), S(f"M{FX},{y + w * .6} L{FX},{y - w * .4} M{FX - 3},{y + w * .5} L{FX - w * .55},{y - w * .2} "
                                       f"M{FX + 3},{y + w * .5} L{FX + w * .55},{y - w * .2}", "#fff", 2.5)]
    if level == 1:
        crest = [bump(a, 52, 12, t.light, t.main) for a in (-150, -120, -90, -60, -30)]
        return crest + [band(46, 37.5, t.pearl, t.light)]
    if level == 2:
        crest = [bump(a, 54, 13, c, s) for a, c, s in (
            (-180, t.main, t.deep), (0, t.main, t.deep), (-152, t.pearl, t.light), (-28, t.pearl, t.light),
            (-124, t.main, t.deep), (-56, t.main, t.deep), (-90, t.pearl, t.light))]
        return crest + [band(48, 37.5, t.main, t.deep)] + shell(44, 15, t.pink, "#d9567e")
    crest = [bump(a, 53, 13, GOLD, "#e0a02a") for a in (-160, -134, -46, -20)]
    crest += [P("M70,48 C58,20 76,10 82,28 C86,6 114,6 118,28 C124,8 142,18 130,48Z", GOLD, "#e0a02a"),
              C(74, 21, 6, t.glow), C(100, 15, 7, t.glow), C(126, 21, 6, t.glow)]
    return crest + [band(50, 37.5, GOLD, "#e0a02a")] + shell(42, 17, t.pink, "#d9567e")


def blade(length, wide, fill, shade, guard):
    """A sword along the x axis; wide is half its breadth."""
    n, w = length, wide
    return [pole("M-18,0 L0,0", "#8a4a2a", 5), C(-20, 0, 5, guard, w=3.5),
            P(f"M4,{-w * .7} L{n * .4},{-w} L{n * .46},{-w * .6} L{n * .74},{-w} L{n},0 L{n * .74},{w} L{n * .68},{w * .6} "
              f"L{n * .4},{w} L{n * .34},{w * .6} L4,{w * .7}Z", fill, shade, 4.5, off=(0, -w * .7)),
            P(f"M-4,{-w - 5} L6,{-w - 2} L6,{w + 2} L-4,{w + 5} L-9,0Z", guard, None, 4)]


def weapon_ember(level):
    e = Ember
    if level == 1:
        return [pole("M-14,0 L2,0", WOOD, 5), P("M4,-7 L38,-8 L56,0 L38,8 L4,7Z", "#d9c3c8", e.iron2, 4.5, off=(0, -6)),
                P("M-2,-13 L6,-13 L6,13 L-2,13Z", e.iron, None, 4)]
    if level == 2:
        return blade(68, 12, e.hot, e.glow, e.deep)
    return blade(80, 15, GOLD, e.light, e.main) + [S("M10,0 L58,0", "#fff", 4)]


def weapon_tide(level):
    t = Tide
    if level == 1:
        return [pole("M-36,0 L58,0", t.dark, 5), C(66, 0, 9, t.glow), D(circle(68, -3, 3), "#fff")]
    stick, metal = (t.deep, t.pearl) if level == 2 else ("#e0a02a", GOLD)
    s = 13 if level == 2 else 17
    fork = [P(f"M42,0 L50,{-s} C60,{-s - 6} 70,{-s - 4} 77,{-s} L62,{-s + 7} L58,-4 L84,-4 A5,5 0 0 1 84,4 L58,4 L62,{s - 7} L77,{s} "
              f"C70,{s + 4} 60,{s + 6} 50,{s}Z", metal, None, 4.5)]
    return [pole("M-40,0 L44,0", stick, 6)] + fork + [C(46, 0, 7 if level == 2 else 9, t.glow, w=4)]


def shield_ember(level):
    e = Ember
    if level == 1:
        return [P("M-17,-20 L17,-20 L17,8 L0,22 L-17,8Z", WOOD, "#9a5f30"), S("M-6,-17 L-6,14 M6,-17 L6,14", "#9a5f30", 3),
                P("M-20,-6 L20,-6 L20,2 L-20,2Z", e.iron, None, 3.5)]
    if level == 2:
        return [P("M-20,-26 L0,-32 L20,-26 L18,6 L0,28 L-18,6Z", e.main, e.deep), P("M0,-18 L11,-2 L0,14 L-11,-2Z", GOLD, None, 4)]
    return [P(star(0, 0, 8, 36, 25, -90), GOLD, "#e58f1e"), C(0, 0, 21, e.main, e.deep),
            P(star(0, 0, 4, 15, 6, -90), e.hot, None, 3.5)]


def shield_tide(level):
    t = Tide
    if level == 1:
        return [C(0, 0, 19, t.light, t.main), C(0, 0, 8, t.pearl, w=4)]
    if level == 2:
        return [P(flower(0, 0, 9, 24), t.main, t.deep), C(0, 0, 15, t.pearl, t.light), C(0, 0, 7, GOLD, w=4)]
    return [P(flower(0, 0, 10, 30), GOLD, "#e0a02a"), C(0, 0, 22, t.main, t.deep),
            C(0, 0, 11, t.pearl, t.lilac), D(circle(4, -4, 3.5), "#fff")]


def body_ember(level, hit):
    e = Ember
    cape, halo = [], []
    if level == 2:
        tail = "M72,134 L128,134 L156,190 L140,184 L130,200 L114,186 L98,198 L82,186 L66,201 L58,184 L42,194Z"
        cape = [P(tail, e.glow, e.light)]
    if level == 3:
        tail = "M66,132 L134,132 L168,200 L146,192 L136,209 L116,194 L98,209 L78,194 L58,209 L50,192 L26,204Z"
        cape = [P(tail, "#a83ac0", "#6d1d94"), S("M70,140 L46,194 M130,140 L152,190", GOLD, 4)]
        halo = [P(star(FX, FY, 11, 86, 58, -90), e.main, e.deep), D(star(FX, FY, 11, 72, 54, -90), e.glow)]
    coat = {
        1: [P("M80,132 L120,132 L130,194 L114,188 L100,196 L86,188 L70,194Z", e.light, e.main), P("M74,168 L126,168 L127,177 L73,177Z", "#8a4a2a", None, 3.5)],
        2: [P("M79,132 L121,132 L132,194 L116,186 L100,198 L84,186 L68,194Z", e.main, e.deep),
            P("M86,136 L114,136 L110,162 L100,170 L90,162Z", e.iron2, e.iron, 4),
            P("M72,172 L128,172 L129,181 L71,181Z", GOLD, None, 3.5)],
        3: [P("M78,132 L122,132 L136,196 L118,186 L100,200 L82,186 L64,196Z", e.deep, e.dark),
            P("M80,134 L120,134 L118,160 L100,174 L82,160Z", GOLD, "#e58f1e", 4.5), P("M100,142 L108,152 L100,164 L92,152Z", e.main, None, 3.5),
            P("M70,174 L130,174 L132,184 L68,184Z", GOLD, "#e58f1e", 3.5)],
    }[level]
    guards = []
    if level > 1:
        f, s = (e.iron2, e.iron) if level == 2 else (GOLD, "#e58f1e")
        guards = [P("M84,132 L58,134 L50,120 L60,152 L80,152Z", f, s), P("M116,132 L142,134 L150,120 L140,152 L120,152Z", f, s)]
    glove = {1: "#ffb27a", 2: e.iron2, 3: GOLD}[level]
    boot = {1: "#8a4a2a", 2: e.iron, 3: e.dark}[level]
    def leg(x):
        return P(f"M{x - 10},188 L{x + 9},188 L{x + 10},200 L{x + 17},210 L{x - 11},210Z", boot, None, 4.5)
    if not hit:
        arms = [pole("M118,144 L140,160", coat[0][2], 9), G(weapon_ember(level), move=(146, 164), turn=-76), C(146, 164, 9, glove)]
        left = [pole("M82,144 L66,160", coat[0][2], 9), G(shield_ember(level), move=(57, 168))]
        return cape + halo + [leg(85), leg(114)] + coat + guards + arms + left
    sweep = D(crescent(96, 150, 94, -62, 30, .34), e.hot if level < 3 else "#fff6cf")
    left = [pole("M80,146 L54,158", coat[0][2], 9), G(shield_ember(level), move=(42, 160), turn=-16)]
    long = {1: 134, 2: 123, 3: 111}[level]
    arms = [pole(f"M114,148 L{long},162", coat[0][2], 9), G(weapon_ember(level), move=(long + 2, 164), turn=2), C(long + 2, 164, 9.5, glove)]
    return [sweep] + [G(cape, turn=6, about=(100, 130), size=0.95)] + halo + [leg(66), leg(126)] + left + \
        [G(coat + guards, turn=-6, about=(100, 110))] + arms


def body_tide(level, hit):
    t = Tide
    cape, halo = [], []
    if level == 2:
        tail = "M74,134 C54,150 44,174 40,192 A12,10 0 0 0 64,194 A12,10 0 0 0 88,196 A12,10 0 0 0 112,196 A12,10 0 0 0 136,194 A12,10 0 0 0 160,190 C156,170 144,148 126,134Z"
        cape = [P(tail, t.pink, "#d9567e")]
    if level == 3:
        tail = ("M68,132 C44,150 30,176 26,198 A13,11 0 0 0 52,199 A12,10 0 0 0 76,200 A12,10 0 0 0 100,200 A12,10 0 0 0 124,200"
                "A12,10 0 0 0 148,199 A13,11 0 0 0 174,196 C170,174 156,148 132,132Z")
        cape = [P(tail, "#8c6be0", "#5a3fb0"), S("M74,142 C56,158 48,176 46,192 M126,142 C144,158 152,176 154,192", t.glow, 4)]
        halo = [P(flower(FX, FY, 10, 70, bulge=.58), t.main, t.deep), D(flower(FX, FY, 10, 60), t.pearl)]
    coat = {
        1: [P("M80,130 C72,152 70,176 70,190 Q100,202 130,190 C130,176 128,152 120,130Z", t.pearl, t.light), S("M74,174 Q100,184 126,174", t.main, 7)],
        2: [P("M80,130 C70,152 68,176 68,192 A16,10 0 0 0 100,194 A16,10 0 0 0 132,192 C132,176 130,152 120,130Z", t.main, t.deep),
            P("M86,134 Q100,128 114,134 Q116,156 100,168 Q84,156 86,134Z", t.pearl, t.light, 4), S("M73,178 Q100,188 127,178", GOLD, 6)],
        3: [P("M79,130 C66,152 62,178 62,194 A13,10 0 0 0 87,196 A13,10 0 0 0 113,196 A13,10 0 0 0 138,194 C138,178 134,152 121,130Z", t.deep, t.dark),
            P("M82,134 Q100,126 118,134 Q122,160 100,174 Q78,160 82,134Z", GOLD, "#e0a02a", 4.5), C(100, 152, 8, t.glow, w=3.5),
            S("M68,182 Q100,194 132,182", GOLD, 7)],
    }[level]
    guards = []
    if level > 1:
        f, s = (t.light, t.main) if level == 2 else (GOLD, "#e0a02a")
        r = 14 if level == 2 else 16
        guards = [C(68, 142, r, f, s), C(132, 142, r, f, s)]
    glove = {1: "#ffe0c4", 2: t.pearl, 3: GOLD}[level]
    boot = {1: t.main, 2: t.deep, 3: t.dark}[level]
    sleeve = {1: t.light, 2: t.deep, 3: t.main}[level]
    def leg(x):
        return P(f"M{x - 9},188 L{x + 8},188 L{x + 9},197 C{x + 20},198 {x + 20},210 {x + 10},210 L{x - 8},210 C{x - 14},210 {x - 12},198 {x - 9},188Z", boot, None, 4.5)
    if not hit:
        arms = [pole("M118,146 L142,162", sleeve, 9), G(weapon_tide(level), move=(153, 165), turn=-71), C(153, 165, 9, glove)]
        left = [pole("M82,146 L66,160", sleeve, 9), G(shield_tide(level), move=(57, 168))]
        return cape + halo + [leg(85), leg(114)] + coat + guards + arms + left
    sweep = D("M10,166 C50,136 130,132 172,142 C182,150 182,182 172,190 C130,196 60,194 10,166Z", "#ffffff")
    left = [pole("M80,146 L52,152", sleeve, 9), G(shield_tide(level), move=(44, 150))]
    arms = [pole("M114,148 L122,162", sleeve, 9), G(weapon_tide(level), move=(107, 166), turn=-1), C(80, 167, 8, glove), C(124, 166, 9, glove)]
    return [sweep] + [G(cape, turn=6, about=(100, 130), size=0.95)] + halo + [leg(66), leg(126)] + left + \
        [G(coat + guards, turn=-6, about=(100, 110))] + arms


def muted(text, ground):
    """The same drawing with 45 % of its colour, 30 % gone into the ground: it stands back."""
    def mix(match):
        code = match.group(1)
        code = code if len(code) == 6 else "".join(2 * digit for digit in code)
        hue, light, colour = colorsys.rgb_to_hls(*(int(code[i:i + 2], 16) / 255 for i in (0, 2, 4)))
        rgb = colorsys.hls_to_rgb(hue, light, colour * .45)
        under = (int(ground[i:i + 2], 16) / 255 for i in (1, 3, 5))
        return "#" + "".join(f"{round(255 * (.7 * one + .3 * other)):02x}" for one, other in zip(rgb, under))
    return re.sub(r"#([0-9a-f]{6}|[0-9a-f]{3})\b", mix, text)


def disc_ai():
    """In place of a face: nobody's, and said so."""
    letters = f"M{FX - 25},{FY + 17} L{FX - 10},{FY - 17} L{FX + 5},{FY + 17} M{FX - 19},{FY + 6} L{FX - 1},{FY + 6} M{FX + 20},{FY - 17} L{FX + 20},{FY + 17}"
    return [C(FX, FY, 40, "#c9c4cf", "#aaa4b4", 4.5), S(letters, INK, 8)]


def write_ai(put):
    """The game's own heroes: no sticker edge, no ring, little colour. Whoever looks sees people first."""
    for team, body, ground in ((Ember, body_ember, "#e0b985"), (Tide, body_tide, "#83b7a4")):
        for pose in ("idle", "strike"):
            put(f"heroes/{team.name}-ai-{pose}.svg", muted(svg(*BOX, body(1, pose == "strike")), ground))
        put(f"heroes/{team.name}-ai-ring.svg", muted(svg(*BOX, disc_ai()), ground))


ARC_STEPS = 20


def arc(step):
    """What is left of a hurt hero's health, around the face: white on ink, from the brow clockwise. The game tints it."""
    r = 41.5
    x, y = pt(0, 0, r, -90 + 360 * step / ARC_STEPS)
    left = S(f"M0,{-r} A{r},{r} 0 {int(step * 2 > ARC_STEPS)} 1 {num(x)},{num(y)}", "#fff", 6.5)
    return [G([S(circle(0, 0, r), INK, 9.5), left], move=(50, 50))]


def write(put):
    """Writes the bodies and rings of both sides."""
    write_ai(put)
    for step in range(1, ARC_STEPS):
        put(f"shapes/arc-{step}.svg", svg(100, 100, arc(step)))
    for team, body, ring in ((Ember, body_ember, ring_ember), (Tide, body_tide, ring_tide)):
        for level in (1, 2, 3):
            back = D(circle(FX, FY, 38), team.dark)
            crest = ring(level)
            for pose in ("idle", "strike"):
                nodes = flat(body(level, pose == "strike")) + [back]
                put(f"heroes/{team.name}-{level}-{pose}.svg", svg(*BOX, nodes, edge=team.edge, edged=crest))
            put(f"heroes/{team.name}-{level}-ring.svg", svg(*BOX, crest))
