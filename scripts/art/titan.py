"""The titan: a furnace king with a hammer, a whale king with an anchor. `hit` draws the blow."""

from kit import *


def hammer():
    """Ember's hammer, grip at 0, head at the top."""
    e = Ember
    return [pole("M0,46 L0,-120", WOOD, 9, 3.5),
            P("M-44,-168 L-30,-176 L34,-176 L52,-160 L60,-144 L52,-128 L34,-112 L-30,-112 L-44,-120 L-36,-144Z", e.iron2, e.iron, 6),
            D("M-14,-152 L14,-144 L-14,-136Z M20,-156 L34,-144 L20,-132Z", e.glow), C(0, 48, 8, e.glow, w=4.5)]


def anchor():
    """Tide's anchor, grip at 0, flukes at the top."""
    t = Tide
    return [pole("M0,46 L0,-152", t.pearl, 9, 3.5), pole("M-22,-66 L22,-66", GOLD, 7, 3.5), C(0, 52, 11, GOLD, w=5),
            P("M-60,-118 C-64,-152 -36,-178 0,-178 C36,-178 64,-152 60,-118 C50,-128 42,-130 36,-134 C28,-148 14,-150 0,-150 C-14,-150 -28,-148 -36,-134 C-42,-130 -50,-128 -60,-118Z", t.pearl, t.light, 6),
            C(0, -160, 9, t.glow, w=4)]


def shift(nodes):
    """Room for the raised weapon."""
    return [G(nodes, move=(-16, 0))]


def titan_ember(hit):
    e = Ember
    plate, dim = e.iron2, e.iron
    def leg(x):
        return [P(f"M{x - 28},-76 L{x + 26},-76 L{x + 30},-20 L{x + 44},0 L{x - 34},0 L{x - 32},-22Z", e.dark, "#3a0a26", 6),
                P(f"M{x - 24},-46 L{x},-60 L{x + 24},-46 L{x + 16},-22 L{x - 16},-22Z", plate, dim, 5)]
    body = [P("M-74,-60 L-92,-150 L-60,-212 L60,-212 L92,-150 L74,-60 L44,-72 L22,-52 L0,-70 L-22,-52 L-44,-72Z", e.main, e.deep, 7, off=(10, -6)),
            P("M-66,-206 L66,-206 L76,-150 L50,-104 L-50,-104 L-76,-150Z", plate, dim, 6, off=(8, -6)),
            P("M-34,-124 L-40,-160 L0,-186 L40,-160 L34,-124Z", INK, None, 5), D("M-28,-126 L-30,-152 L-14,-142 L-4,-172 L8,-146 L22,-160 L29,-126Z", e.light),
            D("M-18,-126 L-16,-140 L-4,-134 L2,-154 L10,-136 L18,-142 L18,-126Z", e.hot), S("M-16,-128 L-16,-176 M16,-128 L16,-176", INK, 5),
            P("M-78,-104 L78,-104 L76,-86 L-76,-86Z", GOLD, "#e58f1e", 5), P("M0,-110 L18,-95 L0,-80 L-18,-95Z", e.main, e.deep, 5)]
    head = [P("M-34,-246 L-66,-262 L-82,-298 L-50,-282 L-26,-270Z", e.hot, e.glow, 5.5), P("M34,-246 L66,-262 L84,-298 L52,-282 L26,-270Z", e.hot, e.glow, 5.5),
            P("M-36,-212 L-40,-258 L-22,-286 L0,-298 L22,-286 L42,-258 L38,-212Z", plate, dim, 6),
            P("M-26,-216 L-26,-254 L34,-254 L34,-216Z", e.dark, None, 5), D("M-12,-246 L6,-240 L4,-230 L-8,-234Z M30,-246 L16,-240 L17,-230 L28,-234Z", e.hot),
            P("M-34,-222 L-22,-226 L4,-224 L36,-226 L42,-212 L34,-196 L28,-206 L20,-180 L8,-202 L-2,-176 L-12,-202 L-24,-188 L-28,-206Z", e.glow, e.light, 5)]
    def shoulder(x):
        s = 1 if x > 0 else -1
        return P(f"M{x - 34 * s},-218 L{x - 10 * s},-222 L{x + 4 * s},-248 L{x + 14 * s},-214 L{x + 36 * s},-222 L{x + 26 * s},-190 L{x + 34 * s},-166 L{x - 24 * s},-164Z", e.deep, e.dark, 6)
    def glove(x, y):
        return P(f"M{x - 22},{y - 16} L{x + 14},{y - 20} L{x + 22},{y - 2} L{x + 16},{y + 18} L{x - 14},{y + 20} L{x - 24},{y + 4}Z", plate, dim, 5.5)
    if not hit:
        return shift([pole("M-94,-184 L-102,-120", e.main, 26, 4), glove(-102, -108), leg(-38), leg(46), body, head, shoulder(-90),
                      pole("M92,-184 L112,-128", e.main, 26, 4), shoulder(84), G(hammer(), move=(112, -112), size=.84), glove(112, -106)])
    return [D(crescent(-14, -120, 158, -94, 30, .28), e.hot), G([pole("M-70,-190 L-104,-170", e.main, 26, 4), glove(-116, -160)]), leg(-62), leg(40),
            D(star(106, -28, 11, 37, 23, -90), e.hot), G([body, head, shoulder(-92)], turn=12, about=(0, -60), move=(-22, 4), size=.92),
            G(hammer(), move=(18, -120), turn=126, size=.8), pole("M58,-176 L30,-122", e.main, 26, 4), G(shoulder(90), move=(-26, 16), turn=16, about=(90, -200)), glove(24, -114),
            P("M62,4 L70,-14 L82,-4 L90,-20 L102,-2 L114,-16 L124,-2 L134,-16 L142,4Z", "#d9a06a", None, 5)]


def titan_tide(hit):
    t = Tide
    def leg(x):
        return [P(f"M{x - 28},-70 L{x + 28},-70 C{x + 30},-50 {x + 26},-36 {x + 30},-24 C{x + 50},-22 {x + 48},0 {x + 34},0 L{x - 28},0 C{x - 42},-4 {x - 32},-30 {x - 28},-70Z", t.dark, "#0c3064", 6)]
    body = [P("M-80,-62 C-112,-120 -104,-210 -56,-234 C-20,-250 30,-248 58,-232 C104,-206 108,-120 80,-62 A20,13 0 0 1 40,-60 A20,13 0 0 1 0,-58 A20,13 0 0 1 -40,-60 A20,13 0 0 1 -80,-62Z", t.main, t.deep, 7, off=(10, -6)),
            P("M-44,-74 C-56,-120 -46,-176 -14,-188 C30,-196 72,-182 74,-140 C76,-110 68,-88 60,-74 C30,-62 -16,-62 -44,-74Z", t.pearl, t.light, 5),
            S("M-34,-140 Q20,-124 72,-142 M-40,-118 Q18,-100 72,-120 M-40,-96 Q18,-78 68,-98", "#8cc8ea", 5),
            D(circle(-72, -150, 8), t.light), D(circle(-80, -126, 6), t.light), D(circle(-68, -184, 5), t.light)]
    head = [P("M-52,-212 C-58,-268 -30,-290 4,-290 C44,-290 66,-262 62,-216 C40,-196 -30,-194 -52,-212Z", t.main, t.deep, 6),
            C(6, -240, 14, "#fff", w=5), C(42, -240, 13, "#fff", w=5), D(circle(12, -238, 7), INK), D(circle(46, -238, 6.5), INK), S("M-8,-258 L16,-252 M56,-256 L36,-252", INK, 6),
            pole("M-30,-212 C-34,-190 -46,-184 -38,-168", t.lilac, 11, 3.5), pole("M-6,-208 C-8,-186 -16,-178 -8,-158", t.lilac, 11, 3.5), pole("M44,-210 C48,-190 58,-184 50,-166", t.lilac, 11, 3.5),
            pole("M20,-208 C22,-184 14,-176 24,-152", t.lilac, 11, 3.5),
            P("M-40,-218 A12,12 0 0 0 -18,-206 A13,12 0 0 0 8,-204 A13,12 0 0 0 34,-206 A12,12 0 0 0 54,-218 C30,-228 -16,-228 -40,-218Z", t.lilac, "#9d8be0", 5),
            P("M-34,-276 C-48,-306 -26,-312 -16,-294 C-14,-312 22,-312 24,-294 C34,-312 56,-304 42,-274 C20,-290 -12,-290 -34,-276Z", GOLD, "#e0a02a", 5.5),
            C(4, -292, 6, t.pink, w=4)]
    def glove(x, y):
        return C(x, y, 21, t.pearl, t.light, 5.5)
    def shoulder(x):
        return P(flower(x, -192, 8, 27), t.pink, "#d9567e", 5.5)
    if not hit:
        return shift([pole("M-94,-180 L-102,-120", t.main, 26, 4), glove(-102, -108), leg(-38), leg(46), body, G(head, move=(-10, 0)), shoulder(-86),
                      pole("M90,-180 L108,-126", t.main, 26, 4), shoulder(84), G(anchor(), move=(110, -112), size=.8), glove(110, -106)])
    return [D(crescent(-14, -120, 158, -94, 30, .28), "#fff"), pole("M-70,-190 L-104,-170", t.main, 26, 4), glove(-114, -160), leg(-62), leg(40),
            D(flower(106, -26, 10, 28), "#fff"), G([body, head, shoulder(-88)], turn=12, about=(0, -60), move=(-22, 4), size=.92),
            G(anchor(), move=(17, -124), turn=126, size=.78), pole("M60,-172 L30,-122", t.main, 26, 4), G(shoulder(92), move=(-26, 18)), glove(24, -114),
            P("M58,4 A12,12 0 0 1 78,-5 A12,14 0 0 1 98,-9 A12,14 0 0 1 120,-7 A12,12 0 0 1 142,4Z", t.light, None, 5)]


SIZES = {"titan": (300, 320)}
MAKERS = {"titan": (titan_ember, titan_tide)}
