"""Militia, archer, knight and mage. Each takes `hit`: False draws the idle pose, True the strike.

Origin is the point between the feet; y goes down; everything faces right.
"""

from kit import *


def paw(x, colour, long=10):
    """An Ember foot: sharp toe to the right."""
    return P(f"M{x - 8},0 L{x - 6},-12 L{x + 5},-12 L{x + long},0Z", colour, w=4)


def fin(x, colour):
    """A Tide foot: round."""
    return P(oval(x + 1, -4, 9, 6), colour, w=4)


def slits(x, y, size=1.0, colour=PAPER):
    """Two angry eyes of Ember, looking right."""
    s = size
    return [D(f"M{x - 7 * s},{y - 4 * s} L{x - s},{y - s} L{x - s},{y + 3 * s} L{x - 6 * s},{y + 2 * s}Z", colour),
            D(f"M{x + 9 * s},{y - 4 * s} L{x + 3 * s},{y - s} L{x + 3 * s},{y + 3 * s} L{x + 8 * s},{y + 2 * s}Z", colour)]


def dots(x, y, gap=8, r=2.8):
    """Two round eyes of Tide."""
    return [D(circle(x, y, r), "#fff"), D(circle(x + gap, y, r), "#fff")]


def militia_ember(hit):
    e = Ember
    head = [
        P("M-20,-6 L-11,-38 L12,-38 L19,-6 L11,-12 L4,-4 L-5,-12 L-12,-4Z", e.dark, None),
        P("M-24,-22 L-18,-44 L-9,-54 L-21,-67 L6,-61 L18,-46 L25,-24 L15,-29 L8,-20 L-4,-21 L-13,-28Z", e.main, e.deep),
        P("M-4,-24 L-4,-38 L8,-47 L19,-38 L19,-27 L8,-20Z", e.dark, w=3.5),
        slits(7, -33),
        S("M-7,-57 L4,-55", e.light, 3.5),
    ]
    if not hit:
        return [pole("M29,4 L29,-46", WOOD, 4), P("M29,-69 L38,-50 L29,-42 L20,-50Z", e.glow),
                paw(-10, e.iron), paw(8, e.iron), head, C(28, -19, 6.5, e.light)]
    return [D("M-44,-34 L-10,-28 L30,-30 L30,-2 L-10,-4 L-44,-2 L-30,-15Z", e.hot), paw(-24, e.iron), paw(14, e.iron),
            G(head, turn=14, move=(-8, 2)),
            pole("M-34,-15 L22,-15", WOOD, 4.5), P("M43,-15 L20,-28 L25,-15 L20,-2Z", e.glow),
            C(-14, -14, 6, e.light), C(8, -14, 6.5, e.light)]


def militia_tide(hit):
    t = Tide
    cap = "M-25,-34 C-26,-54 -14,-64 0,-64 C14,-64 26,-54 25,-34 A6.3,5 0 0 1 12.5,-34 A6.3,5 0 0 1 0,-34 A6.3,5 0 0 1 -12.5,-34 A6.3,5 0 0 1 -25,-34Z"
    head = [
        P("M-17,-4 C-22,-30 -12,-40 0,-40 C12,-40 22,-30 17,-4 Q0,3 -17,-4Z", t.pearl, t.light),
        C(8, -20, 12, t.dark, w=3.5), dots(6, -19),
        P(cap, t.main, t.deep),
        S("M1,-59 L0,-41 M-7,-57 L-13,-41 M9,-57 L14,-41", t.light, 3.5),
        C(0, -63, 4, t.pink, w=3.5),
    ]
    if not hit:
        return [pole("M30,4 L30,-44", t.dark, 4), C(30, -56, 10, t.glow), D(circle(33, -59, 3), "#fff"),
                fin(-9, t.deep), fin(9, t.deep), head, C(28, -16, 6, t.pearl)]
    return [D("M-44,-10 C-26,-34 6,-32 28,-26 L28,6 C2,6 -24,-2 -44,-10Z", "#fff"), fin(-24, t.deep), fin(14, t.deep),
            G(head, turn=14, move=(-8, 2)),
            pole("M-34,-9 L22,-9", t.dark, 4.5), C(31, -9, 11, t.glow), D(circle(34, -12, 3.5), "#fff"),
            C(-15, -8, 6, t.pearl), C(10, -8, 6, t.pearl)]


def archer_ember(hit):
    e = Ember
    head = [
        P("M-15,-8 L-11,-42 L12,-42 L16,-8 L8,-13 L1,-6 L-7,-13Z", e.iron, e.dark),
        S("M-9,-38 L13,-16", e.light, 5),
        P("M25,-32 L22,-54 L10,-68 L-10,-70 L-36,-78 L-26,-66 L-38,-58 L-25,-53 L-31,-42 L-12,-38 L-2,-30 L6,-36Z", e.light, e.main),
        P("M2,-33 L1,-50 L12,-58 L22,-50 L21,-38 L12,-31Z", e.dark, w=3.5),
        slits(12, -45),
    ]
    if not hit:
        bow = [S("M22,-70 L20,0", PAPER, 2.5),
               pole("M22,-74 L30,-72 L33,-56 L42,-34 L33,-12 L30,0 L22,3", e.glow, 5)]
        return [paw(-13, e.dark), paw(4, e.dark), G(head, move=(-5, 0)), bow, C(41, -34, 6.5, e.hot)]
    bow = [pole("M8,-66 L16,-66 L25,-52 L34,-30 L25,-8 L16,6 L8,6", e.glow, 5),
           S("M9,-64 L-20,-30 L9,4", PAPER, 2.8),
           pole("M-24,-30 L36,-30", WOOD, 4), P("M48,-30 L31,-41 L35,-30 L31,-19Z", e.hot, w=3.5),
           P("M-20,-30 L-27,-38 L-38,-38 L-32,-30 L-38,-22 L-27,-22Z", e.main, w=3.5)]
    return [paw(-24, e.dark), paw(14, e.dark), G(head, turn=-7, move=(-2, 1)), bow,
            C(-18, -30, 6.5, e.hot), C(27, -30, 6.5, e.hot)]


def archer_tide(hit):
    t = Tide
    shell = "M25,-44 C24,-62 10,-71 -6,-70 C-20,-69 -28,-77 -36,-68 C-40,-63 -34,-60 -30,-58 C-27,-50 -22,-44 -12,-42 C0,-38 16,-38 25,-44Z"
    head = [
        P("M-16,-6 C-20,-30 -12,-42 0,-42 C12,-42 20,-30 16,-6 Q0,0 -16,-6Z", t.deep, t.dark),
        C(9, -31, 13, t.dark, w=3.5), dots(7, -30, 9, 3),
        P(shell, t.pearl, t.light),
        D("M12,-67 C5,-58 5,-50 11,-40 L1,-39 C-5,-49 -5,-60 1,-69Z", t.pink),
        D("M-10,-69 C-16,-62 -15,-52 -9,-41 L-19,-46 C-24,-53 -24,-62 -19,-70Z", t.pink),
        P(shell),
    ]
    if not hit:
        bow = [S("M22,-66 L22,0", t.pearl, 2.5),
               pole("M30,-62 C20,-60 20,-74 30,-73 C42,-72 40,-48 43,-33 C40,-20 42,3 30,4 C20,5 20,-9 30,-7", t.main, 5)]
        return [fin(-14, t.deep), fin(3, t.deep), G(head, move=(-7, 0)), bow, C(42, -33, 6.5, t.pearl)]
    bow = [pole("M17,-53 C7,-53 7,-65 16,-64 C29,-61 34,-43 35,-30 C34,-17 29,1 16,4 C7,5 7,-7 17,-7", t.main, 5),
           S("M13,-61 L-20,-30 L13,1", t.pearl, 2.8),
           pole("M-26,-30 L34,-30", t.dark, 4), C(39, -30, 8, t.glow, w=3.5),
           P("M-22,-30 C-26,-42 -40,-40 -38,-30 C-40,-20 -26,-18 -22,-30Z", t.pink, w=3.5)]
    return [fin(-22, t.deep), fin(14, t.deep), G(head, turn=-7, move=(-2, 1)), bow,
            C(-18, -30, 6.5, t.pearl), C(28, -30, 6.5, t.pearl)]


def flame_blade(length, gold=False):
    """A broad sword along the x axis from 0, waved like a flame but plainly a blade."""
    n = length
    e = Ember
    a, b = (GOLD, "#e09a20") if gold else (e.hot, e.glow)
    return [P(f"M4,-8 L{n * .36},-11 L{n * .42},-7 L{n * .74},-11 L{n * .78},-7 L{n},0 L{n * .74},11 L{n * .7},7 L{n * .36},11 L{n * .3},7 L4,8Z", a, b, off=(0, -7)),
            P("M-2,-15 L6,-13 L6,13 L-2,15 L-6,8 L-6,-8Z", e.deep, w=4), pole("M-16,0 L-6,0", e.iron, 4)]


def knight_ember(hit):
    e = Ember
    body = [
        P("M-24,-6 L-20,-48 L20,-48 L24,-6 L12,-12 L0,-4 L-12,-12Z", e.deep, e.dark),
        P("M-26,-30 L-30,-48 L-10,-54 L-8,-36Z", e.iron2, e.iron),
        P("M-12,-74 L-26,-88 L-26,-76 L-44,-82 L-36,-66 L-50,-60 L-32,-50 L-18,-50Z", e.glow, e.light),
        P("M-20,-44 L-22,-70 L-8,-82 L14,-82 L26,-68 L24,-50 L10,-40 L-10,-40Z", e.iron2, e.iron),
        D("M2,-66 L26,-66 L25,-58 L2,-58Z", e.dark), S("M9,-62 L13,-62 M18,-62 L22,-62", e.hot, 3.5),
        S("M-8,-76 L10,-76", "#c7a9b0", 3.5),
    ]
    shield = [P("M-16,-22 L0,-28 L16,-22 L14,4 L0,24 L-14,4Z", e.main, e.deep), D("M0,-18 L8,-2 L0,14 L-8,-2Z", e.glow)]
    body = G(body, size=.88, move=(-3, 1))
    if not hit:
        return [paw(-12, e.iron), paw(11, e.iron), body, G(shield, move=(-14, -20), size=.95),
                G(flame_blade(48), move=(33, -30), turn=-80), C(33, -30, 7, e.iron2)]
    return [D(crescent(0, -32, 55, -86, 40, .5), e.hot), paw(-30, e.iron), paw(18, e.iron),
            G(shield, move=(-32, -26), turn=14, size=.9), G(body, turn=14, move=(-9, 2)),
            G(flame_blade(46), move=(10, -22), turn=10), C(10, -22, 7.5, e.iron2)]


def knight_tide(hit):
    t = Tide
    body = [
        P("M-22,-4 C-30,-30 -22,-50 0,-50 C22,-50 30,-30 22,-4 Q0,4 -22,-4Z", t.main, t.deep),
        S("M-16,-16 Q2,-8 20,-16", GOLD, 5),
        P(circle(0, -62, 26), t.pearl, "#b5d6ea"), C(9, -60, 15, t.dark, w=4), dots(7, -61, 10, 3.4),
        P("M-16,-88 Q-2,-96 12,-87 L10,-80 Q-2,-86 -13,-81Z", GOLD, w=4),
        S("M-17,-70 Q-15,-78 -8,-81", "#fff", 4),
    ]
    shield = [P(flower(0, 0, 8, 19), t.light, t.main), S("M0,0 C5,-5 10,2 4,7 C-4,12 -13,3 -8,-6 C-3,-14 10,-13 14,-4", t.deep, 3.5)]
    mace = [pole("M-14,0 L34,0", t.dark, 5), P(flower(44, 0, 7, 13), t.glow, "#4fd8c6"), D(circle(48, -6, 3.5), "#fff")]
    body = G(body, size=.86, move=(-3, 1))
    if not hit:
        return [fin(-12, t.dark), fin(12, t.dark), body, G(shield, move=(-17, -20), size=.95),
                G(mace, move=(34, -24), turn=-82, size=.92), C(34, -26, 7, t.pearl)]
    return [D(crescent(0, -32, 55, -86, 40, .5), "#fff"), fin(-28, t.dark), fin(18, t.dark),
            G(shield, move=(-34, -28), size=.9), G(body, turn=14, move=(-9, 2)),
            G(mace, move=(8, -24), turn=10, size=.78), C(8, -24, 7.5, t.pearl)]


def mage_ember(hit):
    e = Ember
    body = [
        P("M-24,0 L-12,-50 L12,-50 L26,0 L14,-6 L6,2 L-4,-6 L-14,2Z", e.dark, "#3a0a26"),
        D("M-2,-46 L4,-46 L10,-10 L4,-4 L-3,-10Z", e.main),
        P("M-16,-44 L-14,-66 L14,-66 L18,-46 L4,-36Z", e.dark, w=4), slits(6, -54, 1.05, e.hot),
        P("M-34,-60 L-18,-70 L-12,-92 L-26,-108 L6,-100 L16,-70 L34,-62 L20,-58 L-16,-56Z", e.main, e.deep),
        D("M-17,-72 L-15,-80 L13,-80 L15.5,-72Z", e.glow),
        P("M-34,-60 L-18,-70 L-12,-92 L-26,-108 L6,-100 L16,-70 L34,-62 L20,-58 L-16,-56Z"),
    ]
    def sun(r):
        return [P(star(0, 0, 9, r, r * .66), e.glow, None, 4), D(circle(0, 0, r * .42), e.hot)]
    if not hit:
        return [pole("M34,6 L34,-74", WOOD, 4.5), G(sun(17), move=(34, -84)), body, C(32, -32, 7, e.light)]
    return [D("M-52,-14 L-26,-24 L-50,-34 L-16,-36 L-10,-8Z", e.glow),
            G(body, turn=12, move=(-14, 0), size=.96), pole("M-36,-20 L28,-30", WOOD, 5),
            D(star(29, -32, 9, 27, 17, -80), "#fff"), G(sun(20), move=(29, -32)),
            C(-16, -23, 7, e.light), C(2, -26, 7, e.light)]


def mage_tide(hit):
    t = Tide
    sway = -14 if hit else 0
    def arm(x, n):
        return pole(f"M{x},-62 C{x - 6 + sway * .4},-48 {x + 5 + sway * .8},-38 {x - 2 + sway},{-62 + n}", t.lilac, 4.5, 2.5)
    jelly = "M-32,-62 C-34,-92 -18,-108 0,-108 C18,-108 34,-92 32,-62 A8,8 0 0 1 16,-62 A8,8 0 0 1 0,-62 A8,8 0 0 1 -16,-62 A8,8 0 0 1 -32,-62Z"
    body = [
        P("M-18,-8 C-20,-40 -12,-56 0,-56 C14,-56 22,-40 20,-8 A7,7 0 0 1 7,-6 A7,7 0 0 1 -6,-6 A7,7 0 0 1 -18,-8Z", t.deep, t.dark),
        arm(-24, 46), arm(-12, 36), arm(24, 40),
        C(7, -42, 14, t.dark, w=3.5), dots(4, -41, 10, 3.2),
        P(jelly, t.lilac, "#9d8be0", off=(5, -5)), S("M4,-98 Q18,-94 22,-80", "#fff", 4.5),
        D(circle(-8, -86, 5), t.glow), D(circle(8, -76, 4), t.glow), D(circle(-16, -72, 3.5), t.glow),
    ]
    if not hit:
        return [body, pole("M35,6 L35,-40 C35,-46 46,-52 46,-66 C46,-84 22,-84 24,-67 C26,-56 38,-60 35,-68", t.glow, 4.5), C(35, -26, 7, t.pearl)]
    return [D(flower(28, -26, 9, 25), "#fff"), G(body, turn=12, move=(-14, 0)),
            pole("M-40,-10 L14,-20", t.glow, 5),
            P(flower(30, -26, 8, 17), t.glow, w=4), S("M30,-26 C34,-30 40,-24 35,-19 C28,-14 19,-23 24,-31 C29,-38 41,-36 43,-26", t.deep, 3.5),
            C(-14, -14, 7, t.pearl), C(6, -17, 7, t.pearl)]


SIZES = {"militia": (90, 80), "archer": (100, 90), "knight": (120, 100), "mage": (110, 120)}
MAKERS = {
    "militia": (militia_ember, militia_tide),
    "archer": (archer_ember, archer_tide),
    "knight": (knight_ember, knight_tide),
    "mage": (mage_ember, mage_tide),
}
