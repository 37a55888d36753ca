"""Ram and golem. Origin between the feet; `hit` draws the blow."""

from kit import *


def burst(x, y, r, round_=False):
    """A flat flash where the blow lands."""
    if round_:
        return [D(flower(x, y, 8, r), "#fff"), D(flower(x, y, 8, r * .55), "#8dffe6")]
    return [D(star(x, y, 9, r, r * .6, -75), "#fff0a8"), D(star(x, y, 9, r * .6, r * .35, -95), "#fff")]


def wheel_ember(x):
    e = Ember
    return [P(star(x, -14, 9, 21, 15), e.iron, e.dark, 4), C(x, -14, 7, e.glow, w=3.5)]


def ram_ember(hit):
    e = Ember
    log = [P("M-62,-42 L28,-42 L28,-24 L-62,-24 L-68,-33Z", WOOD, "#8f5426", 4.5, off=(0, -7)),
           P("M22,-50 L44,-54 L40,-46 L74,-32 L42,-22 L44,-12 L22,-16Z", e.iron2, e.iron, 5), D("M46,-40 L50,-33 L42,-34Z", e.glow),
           S("M28,-47 L40,-42", "#c7a9b0", 3.5)]
    roof = [P("M-66,-46 L-58,-66 L-50,-58 L-40,-80 L-28,-62 L-14,-84 L0,-62 L12,-80 L22,-60 L32,-66 L38,-46Z", e.main, e.deep, 5),
            P("M-70,-50 L42,-50 L42,-42 L-70,-42Z", e.dark, None, 4), S("M-40,-72 L-34,-62 M-14,-76 L-6,-63 M12,-72 L18,-62", e.light, 4)]
    frame = [P("M-60,-26 L36,-26 L42,-12 L-66,-12Z", e.dark, "#3a0a26", 4.5)]
    if not hit:
        return [G(log, move=(-10, -1)), frame, G(roof), [wheel_ember(-42), wheel_ember(18)]]
    body = G([G(log, move=(6, 4)), frame, roof], move=(-2, -2), turn=8, about=(20, 0))
    body = G(body, size=.94)
    return [D("M-84,-42 L-58,-37 L-84,-30Z M-84,-66 L-54,-60 L-84,-54Z", "#fff6cf"), burst(58, -26, 27), body, [wheel_ember(-44), wheel_ember(22)]]


def wheel_tide(x):
    t = Tide
    return [C(x, -14, 15, t.dark, w=4), C(x, -14, 8, t.pearl, w=3.5)]


def ram_tide(hit):
    t = Tide
    shell = [P("M-66,-24 C-66,-64 -40,-84 -12,-84 C18,-84 42,-62 42,-24Z", t.main, t.deep, 5),
             S("M-40,-28 C-40,-48 -34,-64 -24,-76 M-12,-28 L-12,-80 M16,-28 C16,-48 10,-64 0,-76", t.light, 4.5),
             P("M-72,-28 A9,7 0 0 1 -54,-28 A9,7 0 0 1 -36,-28 A9,7 0 0 1 -18,-28 A9,7 0 0 1 0,-28 A9,7 0 0 1 18,-28 A9,7 0 0 1 36,-28 A7,6 0 0 1 48,-28 C48,-16 40,-14 34,-14 L-60,-14 C-68,-14 -72,-18 -72,-28Z", t.pearl, t.light, 4.5)]
    def head(x, y):
        return [P(f"M{x - 18},{y + 12} C{x - 24},{y - 16} {x - 4},{y - 24} {x + 8},{y - 20} C{x + 26},{y - 16} {x + 26},{y + 4} {x + 18},{y + 10} C{x + 8},{y + 16} {x - 8},{y + 16} {x - 18},{y + 12}Z", t.light, t.main, 5),
                P(f"M{x - 4},{y - 20} C{x + 4},{y - 30} {x + 24},{y - 22} {x + 24},{y - 8} C{x + 14},{y - 14} {x + 4},{y - 14} {x - 4},{y - 20}Z", t.pink, "#d9567e", 4),
                D(circle(x + 10, y - 4, 4), INK), S(f"M{x + 8},{y + 7} L{x + 18},{y + 4}", INK, 3.5)]
    tail = P("M-64,-22 C-76,-24 -80,-14 -82,-8 C-72,-6 -66,-8 -60,-14Z", t.light, None, 4.5)
    if not hit:
        neck = P("M28,-18 C40,-22 38,-36 36,-48 L58,-50 C62,-34 58,-16 40,-12Z", t.light, t.main, 5)
        return [tail, neck, head(48, -58), G(shell, size=.95), [wheel_tide(-42), wheel_tide(18)]]
    neck = P("M10,-36 C28,-42 40,-38 50,-34 L50,-14 C38,-12 24,-12 10,-14Z", t.light, t.main, 5)
    return [D("M-84,-42 Q-70,-38 -84,-32Z M-84,-66 Q-60,-60 -84,-54Z", "#fff"), burst(66, -28, 18, True), burst(74, -46, 9, True), burst(76, -8, 8, True), G([neck, head(58, -24)], move=(-12, 0)), G(tail, move=(3, -2)),
            G(shell, turn=10, about=(20, 0), move=(-14, -2), size=.88), [wheel_tide(-48), wheel_tide(8)]]


def golem_ember(hit):
    e = Ember
    rock, dim = "#7a4560", "#4a2340"
    def fist(x, y, s=1.0, turn=0):
        return G([P("M-22,-12 L-14,-26 L8,-28 L24,-16 L26,6 L12,22 L-12,22 L-26,8Z", rock, dim, 5.5), S("M-8,2 L0,-8 L10,-4 M2,14 L10,8", e.glow, 4.5)],
                 move=(x, y), size=s, turn=turn)
    legs = [P("M-38,0 L-36,-30 L-8,-30 L-6,0Z", dim, None, 5), P("M8,0 L8,-30 L36,-30 L42,0Z", dim, None, 5)]
    body = [P("M-44,-28 L-56,-74 L-34,-112 L-24,-108 L-14,-116 L22,-116 L36,-108 L56,-76 L46,-26 L20,-20 L-20,-20Z", rock, dim, 6, off=(7, -5)),
            P("M-26,-110 L-32,-128 L-16,-120 L-8,-138 L4,-122 L18,-138 L24,-120 L38,-128 L34,-108 L24,-94 L16,-106 L8,-84 L-2,-104 L-12,-92Z", e.glow, e.light, 5),
            D("M-12,-78 L12,-68 L10,-56 L-8,-62Z M40,-78 L20,-68 L21,-56 L37,-62Z", e.hot),
            S("M-4,-42 L5,-48 L14,-40 L24,-47 L32,-42", e.light, 5), S("M-40,-66 L-26,-56 L-30,-40 M-22,-28 L-10,-40", e.light, 4.5)]
    if not hit:
        arms = [P("M-44,-92 L-70,-76 L-76,-48 L-56,-44 L-38,-70Z", rock, dim, 5), fist(-62, -30)]
        front = [P("M44,-92 L66,-78 L76,-50 L58,-42 L40,-66Z", rock, dim, 5), fist(62, -30)]
        return [arms, legs, body, front]
    legs = [P("M-52,0 L-44,-32 L-12,-32 L-22,0Z", dim, None, 5), P("M10,0 L6,-32 L36,-32 L46,0Z", dim, None, 5)]
    back = [P("M-46,-80 L-68,-96 L-80,-88 L-76,-72 L-50,-58Z", rock, dim, 5), fist(-68, -92, .8)]
    front = [P("M14,-56 L42,-62 L62,-40 L44,-20 L12,-30Z", rock, dim, 5), fist(58, -26, 1.12)]
    return [D(crescent(-10, -60, 76, -80, 10, .3), e.hot), back, legs, G(body, turn=14, about=(0, -20), move=(-14, 2), size=.9), burst(60, -20, 28), front,
            P("M34,5 L38,-9 L46,-1 L54,-11 L62,0 L72,-9 L82,5Z", "#d9a06a", None, 4)]


def golem_tide(hit):
    t = Tide
    rock, dim = "#5fb4dd", "#2f7fb8"
    coral, coral2 = "#ff8fa8", "#d9567e"
    def claw(x, y, open_, s=1.0, turn=0):
        shape = ("M-20,0 C-26,-28 8,-42 36,-24 C40,-20 36,-18 30,-17 C22,-16 14,-12 8,-2 C16,4 22,6 30,8 C36,10 36,14 30,18 C8,30 -18,24 -20,0Z" if open_ else
                 "M-20,0 C-26,-28 14,-40 32,-14 C36,-8 34,-3 31,-1 L8,-5 L31,5 C28,26 -16,28 -20,0Z")
        return G([P(shape, coral, coral2, 5), S("M-6,-18 C0,-23 8,-24 14,-22", "#ffd0da", 4)], move=(x, y), size=s, turn=turn)
    legs = [P(oval(-24, -12, 19, 17), dim, None, 5), P(oval(24, -12, 19, 17), dim, None, 5)]
    body = [P(flower(0, -66, 9, 50, -80), rock, dim, 6, off=(7, -5)),
            D(circle(-30, -50, 6), t.light), D(circle(-20, -34, 4.5), t.light), D(circle(-36, -74, 4.5), t.light),
            [C(x, y, r, coral, coral2, 4.5) for x, y, r in ((-28, -108, 12), (26, -112, 11), (-4, -118, 15))],
            C(10, -74, 15, "#fff", w=4.5), C(40, -74, 13, "#fff", w=4.5),
            D(circle(15, -73, 6.5), INK), D(circle(44, -73, 6), INK), S("M14,-46 Q28,-36 42,-46", INK, 5)]
    if not hit:
        return [P("M-40,-70 C-66,-70 -70,-50 -64,-40 L-48,-44Z", rock, dim, 5), claw(-58, -42, False, .85, 215), legs, body,
                P("M46,-56 C62,-58 70,-48 66,-38 L50,-38Z", rock, dim, 5), claw(60, -44, False, .85, -35)]
    body = body[:-1] + [P("M12,-50 Q28,-56 44,-50 Q40,-36 27,-36 Q16,-36 12,-50Z", t.dark, None, 4)]
    legs = [P(oval(-34, -12, 19, 17), dim, None, 5), P(oval(24, -12, 19, 17), dim, None, 5)]
    return [D(crescent(-10, -60, 78, -80, 14, .3), "#fff"), claw(-54, -92, True, .8, -112), legs, G(body, turn=10, about=(0, -20), move=(-24, 0), size=.92),
            burst(68, -36, 18, True), P("M16,-48 C34,-56 48,-46 46,-30 L24,-20 Q12,-28 16,-48Z", rock, dim, 5), claw(49, -36, True, 1.05, 6)]


SIZES = {"ram": (170, 100), "golem": (180, 150)}
MAKERS = {"ram": (ram_ember, ram_tide), "golem": (golem_ember, golem_tide)}
