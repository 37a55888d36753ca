"""Castles, 320x380, feet at (160,370): whole, cracked (a third of the roofs hurt) and burning (the tops are gone)."""

from kit import *

STATES = ("whole", "cracked", "burning")


def flame(x, y, size):
    """A flame that stands on (x, y)."""
    s = size
    return G([P("M0,0 C-18,-2 -22,-18 -14,-30 C-12,-24 -9,-22 -7,-22 C-9,-36 -2,-46 6,-54 C5,-42 10,-38 13,-32 C15,-34 16,-37 16,-40 C26,-24 20,-2 0,0Z",
                "#ff7440", "#e63a22", 4 / s), D("M1,-3 C-9,-4 -11,-14 -5,-21 C-4,-17 -1,-17 0,-20 C1,-27 4,-30 6,-33 C6,-25 12,-20 10,-12 C9,-6 6,-3 1,-3Z", GOLD),
              D("M1,-4 C-4,-6 -4,-12 1,-17 C5,-12 6,-6 1,-4Z", "#fff6cf")], move=(x, y), size=s, about=(0, 0))


def smoke(spots):
    """Paper smoke discs."""
    return [[P(circle(x, y, r), "#5d4a6a", "#43334f", 4), D(circle(x + r * .3, y - r * .35, r * .3), "#7d688a")] for x, y, r in spots]


def crack(d):
    """A crack in a wall."""
    return [S(d, INK, 5)]


def flag(x, y, colour, round_end):
    """A pennant that flies to the right."""
    cloth = f"M{x},{y} C{x + 14},{y - 5} {x + 22},{y + 6} {x + 34},{y} C{x + 40},{y + 9} {x + 36},{y + 18} {x + 30},{y + 19} C{x + 20},{y + 24} {x + 12},{y + 14} {x},{y + 20}Z" if round_end \
        else f"M{x},{y} L{x + 36},{y + 3} L{x + 27},{y + 11} L{x + 36},{y + 20} L{x},{y + 22}Z"
    return [pole(f"M{x},{y - 2} L{x},{y + 34}", WOOD, 3.5, 2.5), P(cloth, colour, None, 4)]


def merlons(x0, x1, y, n, high):
    """Pointed battlements as path text from left to right."""
    step = (x1 - x0) / n
    out = ""
    for i in range(n):
        a = x0 + i * step
        out += f"L{num(a + step * .1)},{num(y - high * .45)} L{num(a + step * .42)},{num(y - high)} L{num(a + step * .74)},{num(y - high * .45)} L{num(a + step * .8)},{num(y)} L{num(a + step)},{num(y)} "
    return out


def castle_ember(state):
    e = Ember
    wall, dim, roof, roof2 = "#bb4636", "#86283a", "#7a1740", "#4d0f33"
    hurt, burning = state != "whole", state == "burning"
    out = []
    if burning:
        out.append(smoke([(150, 44, 24), (176, 26, 19), (122, 70, 18), (262, 142, 12), (272, 122, 17), (58, 142, 11), (48, 122, 16)]))
    def tower(x, half, base, top, peak, lit, broken):
        body = [P(f"M{x - half - 8},{base} L{x - half},{top} L{x + half},{top} L{x + half + 8},{base}Z", wall, dim, 6, off=(9, -2))]
        if broken:
            body = [P(f"M{x - half - 8},{base} L{x - half},{top + 6} L{x - half * .6},{top - 8} L{x - half * .2},{top + 14} L{x + half * .2},{top - 2} L{x + half * .55},{top + 20} "
                      f"L{x + half},{top + 4} L{x + half + 8},{base}Z", wall, dim, 6, off=(9, -2))]
        else:
            body.append(P(f"M{x - half - 16},{top + 8} L{x - half - 4},{top - 4} L{x - 6},{peak + 8} L{x},{peak} L{x + 6},{peak + 8} L{x + half + 4},{top - 4} L{x + half + 16},{top + 8} "
                          f"L{x + half * .5},{top + 1} L{x},{top + 12} L{x - half * .5},{top + 1}Z", roof, roof2, 6, off=(12, -2)))
            body.append(S(f"M{x + 5},{peak + 22} L{x + half * .75},{top - 12}", e.main, 5))
        win = f"M{x - 8},{lit + 30} L{x - 8},{lit + 9} L{x},{lit - 4} L{x + 8},{lit + 9} L{x + 8},{lit + 30}Z"
        body.append(P(win, e.glow, e.light, 5, off=(4, -5)))
        return body
    if not burning:
        out.append(flag(160, 6, e.main, False))
        out.append(flag(66, 96, GOLD, False))
    out.append(tower(160, 40, 270, 142, 30, 168, burning))
    out.append(tower(66, 27, 290, 204, 118, 222, burning))
    right = tower(254, 27, 290, 214, 138, 230, hurt)
    out.append(right)
    top = 276
    wallpath = f"M18,370 L30,{top} " + merlons(30, 290, top, 7, 30) + "L302,370Z"
    if burning:
        wallpath = f"M18,370 L30,{top} " + merlons(30, 142, top, 3, 30) + f"L168,{top + 20} L184,{top + 4} L204,{top + 30} L226,{top + 14} L248,{top} L262,{top - 22} L276,{top} L290,{top} L302,370Z"
    out.append(P(wallpath, wall, dim, 6, off=(10, -3)))
    out.append([S("M48,304 L74,304 M62,330 L92,330 M226,306 L256,306 M240,336 L272,336 M52,352 L70,352", dim, 4.5)])
    out.append(P("M118,370 L118,318 L160,280 L202,318 L202,370Z", roof, roof2, 6))
    out.append(P("M130,370 L130,324 L160,297 L190,324 L190,370Z", e.light, e.main, 5, off=(0, -14)))
    out.append(D("M138,370 L146,342 L152,354 L160,326 L168,352 L175,340 L182,370Z", e.glow))
    out.append(S("M145,314 L145,370 M160,302 L160,370 M175,314 L175,370", INK, 4))
    out.append(P(star(160, 262, 8, 22, 13), GOLD, e.light, 5))
    out.append(D("M160,248 L168,262 L160,274 L152,262Z", e.main))
    if hurt:
        out.append(crack("M84,282 L96,306 L84,322 L98,344"))
        out.append(crack("M176,160 L166,184 L182,200 L172,222"))
        out.append(crack("M244,246 L256,264 L246,276"))
        out.append(P("M270,370 L276,352 L292,346 L302,358 L312,370Z", wall, dim, 5))
    if state == "cracked":
        out.append(flame(254, 222, .9))
    if burning:
        out += [flame(160, 160, 1.5), flame(66, 216, 1.0), flame(256, 226, 1.05), flame(212, 306, .95), flame(110, 330, .7)]
        out.append(P("M8,370 L14,354 L30,348 L44,360 L48,370Z", dim, "#5d1a2c", 5))
    return out


def castle_tide(state):
    t = Tide
    wall, dim = "#d9f0ff", "#98c6ea"
    hurt, burning = state != "whole", state == "burning"
    out = []
    if burning:
        out.append(smoke([(150, 44, 24), (176, 26, 19), (122, 70, 18), (262, 142, 12), (272, 122, 17), (58, 142, 11), (48, 122, 16)]))
    def tower(x, half, base, top, peak, lit, broken):
        if broken:
            body = [P(f"M{x - half},{base} L{x - half},{top + 4} A{half * .4:.1f},{half * .4:.1f} 0 0 0 {x - half * .25:.1f},{top + 10} A{half * .3:.1f},{half * .3:.1f} 0 0 0 {x + half * .3:.1f},{top - 2} "
                      f"A{half * .42:.1f},{half * .42:.1f} 0 0 0 {x + half},{top + 12} L{x + half},{base}Z", wall, dim, 6, off=(10, 0))]
        else:
            h, g = half, top - peak
            body = [P(f"M{x - h},{base} L{x - h},{top} L{x + h},{top} L{x + h},{base}Z", wall, dim, 6, off=(10, 0)),
                    P(f"M{x - h + 2},{top} C{x - h * 1.75},{top - g * .38} {x - h * .7},{top - g * .72} {x},{peak} C{x + h * .7},{top - g * .72} {x + h * 1.75},{top - g * .38} {x + h - 2},{top}Z",
                      t.main, t.deep, 6, off=(10, -2)),
                    S(f"M{x + h * .3},{peak + g * .42} C{x + h * .8},{peak + g * .55} {x + h * .95},{peak + g * .7} {x + h * .8},{peak + g * .86}", t.light, 5),
                    C(x, peak - 4, 9, t.pearl, t.light, 5)]
            points = [(x - h - 7 + i * (2 * h + 14) / 4, top + 8) for i in range(5)]
            body.append(P(lobes(points, .56, False) + f"L{x + h + 7},{top + 18} L{x - h - 7},{top + 18}Z", t.pearl, t.light, 5))
        body.append(C(x, lit + 14, 10, "#ffe9a0", GOLD, 5))
        return body
    if not burning:
        out.append(flag(160, 2, t.pink, True))
    out.append(tower(160, 38, 290, 140, 40, 176, burning))
    out.append(tower(66, 28, 300, 208, 134, 232, burning))
    out.append(tower(254, 28, 300, 216, 146, 238, hurt))
    top = 286
    if burning:
        chain = [(24 + i * 34, top) for i in range(5)]
        wallpath = lobes(chain, .54, False) + f"A14,14 0 0 0 186,{top + 22} A12,12 0 0 1 208,{top + 34} A14,14 0 0 0 236,{top + 16} A16,16 0 0 1 262,{top} A17,17 0 0 1 296,{top} L304,370 L16,370Z"
    else:
        wallpath = lobes([(24 + i * 34, top) for i in range(9)], .54, False) + "L304,370 L16,370Z"
    out.append(P(wallpath, wall, dim, 6, off=(10, -3)))
    out.append(S("M44,312 q10,-9 20,0 M60,342 q10,-9 20,0 M232,314 q10,-9 20,0 M252,344 q10,-9 20,0 M40,356 q8,-7 16,0", dim, 4.5))
    out.append(P("M112,370 C108,318 132,292 160,292 C188,292 212,318 208,370Z", t.deep, t.dark, 6))
    out.append(P("M128,370 C126,330 142,310 160,310 C178,310 194,330 192,370Z", "#ffe9a0", GOLD, 5, off=(0, -12)))
    out.append(S("M144,318 L142,370 M160,310 L160,370 M176,318 L178,370", INK, 4))
    shell = "M160,304 C146,300 132,288 136,272 A10,10 0 0 1 150,264 A11,11 0 0 1 170,264 A10,10 0 0 1 184,272 C188,288 174,300 160,304Z"
    out += [P(shell, t.pink, "#d9567e", 5), S("M160,298 L160,270 M156,296 L146,276 M164,296 L174,276", "#fff", 3.5)]
    if hurt:
        out.append(crack("M84,296 L94,314 L84,328 L98,348"))
        out.append(crack("M178,168 L168,190 L182,206 L172,226"))
        out.append(crack("M246,262 L258,276 L248,290"))
        out.append(P("M268,370 C268,352 282,346 290,354 C302,350 312,360 312,370Z", wall, dim, 5))
    if state == "cracked":
        out.append(flame(254, 226, .9))
    if burning:
        out += [flame(160, 158, 1.5), flame(66, 220, 1.0), flame(256, 230, 1.05), flame(208, 322, .95), flame(108, 344, .7)]
        out.append(P("M8,370 C8,356 18,348 28,354 C40,350 48,360 48,370Z", dim, "#6c9cc4", 5))
    return out


def write(put):
    """Writes both castles in their three states."""
    for team, make in ((Ember, castle_ember), (Tide, castle_tide)):
        for state in STATES:
            put(f"castles/{team.name}-{state}.svg", svg(320, 380, [G(make(state), size=0.97, about=(160, 370))], edge=team.edge))
