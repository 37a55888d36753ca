"""Effects: hits, dust, shots, breath, meteor, shadow, glow, nova ring and the beacon."""

from kit import *


def hit():
    return [P(star(32, 32, 9, 30, 17, -80), "#ff8a3c", None, 3.5), D(star(32, 32, 9, 23, 13, -60), GOLD), D(circle(32, 32, 10), "#fff")]


def dust():
    return [P(flower(32, 34, 7, 21), "#fff1d6", "#dcc3a4", 3.5), D(circle(26, 28, 6), "#fff")]


def spark():
    return [P("M32,3 L39,25 L61,32 L39,39 L32,61 L25,39 L3,32 L25,25Z", GOLD, None, 3.5), D("M32,16 L36,28 L48,32 L36,36 L32,48 L28,36 L16,32 L28,28Z", "#fff")]


def five_star():
    return [P(star(32, 34, 5, 29, 13.5), GOLD, "#e8982a", 4), S("M24,28 L29,18", "#fff", 3.5)]


def arrow_ember():
    e = Ember
    return [D("M0,8 L24,3 L24,13Z", e.hot, .7), pole("M16,8 L42,8", WOOD, 3, 2.5), P("M57,8 L41,2 L44,8 L41,14Z", e.glow, None, 3),
            P("M22,8 L16,2 L7,2 L12,8 L7,14 L16,14Z", e.main, None, 3)]


def arrow_tide():
    t = Tide
    return [D("M0,8 Q12,2 24,4 L24,12 Q12,14 0,8Z", "#fff", .7), pole("M16,8 L44,8", t.deep, 3, 2.5), C(50, 8, 6, t.glow, w=3),
            P("M22,8 C20,1 10,1 10,8 C10,15 20,15 22,8Z", t.pink, None, 3)]


def spell_ember():
    e = Ember
    return [P(star(24, 24, 8, 22, 14.5), e.light, e.main, 3.5), D(star(24, 24, 8, 15, 9, -68), e.glow), D(circle(24, 24, 6.5), "#fff")]


def spell_tide():
    t = Tide
    return [P(flower(24, 24, 7, 17), t.main, t.deep, 3.5), C(24, 24, 9.5, t.glow, w=0), D(circle(27, 20, 4), "#fff")]


def breath_ember():
    e = Ember
    return [P("M3,30 L30,16 L50,18 L66,5 L76,15 L100,4 L98,18 L117,26 L104,33 L116,44 L94,44 L96,56 L72,46 L58,54 L48,42 L28,43Z", e.main, None, 4),
            D("M8,30 L34,21 L54,23 L67,14 L76,22 L92,15 L92,24 L106,28 L94,34 L100,40 L84,38 L84,46 L68,40 L56,45 L46,37 L28,38Z", e.glow),
            D("M14,30 L38,26 L62,28 L76,26 L88,30 L74,34 L56,36 L34,34Z", "#fff8d8")]


def breath_tide():
    t = Tide
    top = [(3, 30), (22, 20), (42, 13), (64, 9), (86, 9), (104, 17), (114, 30), (104, 44), (86, 51), (64, 51), (42, 46), (22, 39)]
    return [P(lobes(top), t.main, None, 4), D(lobes([(10, 30), (38, 20), (64, 16), (88, 19), (104, 30), (88, 42), (64, 44), (38, 39)]), t.light),
            D("M14,30 C40,23 74,24 96,30 C74,37 40,36 14,30Z", "#fff"), C(76, 20, 4.5, "#fff", w=2.5), C(92, 34, 5.5, "#fff", w=2.5), C(56, 42, 4, "#fff", w=2.5)]


def meteor():
    e = Ember
    return [P("M4,2 L40,18 L62,10 L66,30 L98,44 L112,74 L104,104 L74,114 L44,100 L32,70 L12,62 L22,44Z", e.main, None, 4),
            D("M16,14 L42,28 L58,22 L62,38 L92,54 L100,80 L78,104 L50,94 L40,66 L24,58 L32,46Z", e.glow),
            P("M62,46 L86,46 L106,66 L106,90 L88,110 L64,108 L46,90 L48,62Z", e.iron, e.dark, 5),
            D("M64,60 L78,66 L72,76 L60,72Z M84,82 L96,80 L92,94 L82,94Z", e.light), S("M58,86 L68,92 L66,100", e.light, 4)]


def write(put):
    """Writes every effect."""
    for name, make in (("hit", hit), ("dust", dust), ("spark", spark), ("star", five_star)):
        put(f"fx/{name}.svg", svg(64, 64, make()))
    for name, make, w, h in (
            ("arrow-ember", arrow_ember, 60, 16), ("arrow-tide", arrow_tide, 60, 16), ("spell-ember", spell_ember, 48, 48),
            ("spell-tide", spell_tide, 48, 48), ("breath-ember", breath_ember, 120, 60), ("breath-tide", breath_tide, 120, 60),
            ("meteor", meteor, 120, 120), ("beacon", beacon, 80, 220)):
        put(f"fx/{name}.svg", svg(w, h, make()))
    soft = [D(oval(50, 15, 48 - 6 * i, 14 - 1.8 * i), INK, .12) for i in range(5)]
    put("fx/shadow.svg", svg(100, 30, soft))
    glow = ('<radialGradient id="g"><stop offset="0" stop-color="#fffbe0"/><stop offset=".3" stop-color="#ffe08a" stop-opacity=".7"/>'
            '<stop offset="1" stop-color="#ffc53a" stop-opacity="0"/></radialGradient><circle cx="64" cy="64" r="64" fill="url(#g)"/>')
    put("fx/glow.svg", svg(128, 128, [("raw", glow)]))
    hole = "M22,100a78,78 0 1 0 156,0a78,78 0 1 0 -156,0Z"
    put("fx/ring.svg", svg(200, 200, [
        D(star(100, 100, 24, 98, 88) + hole, "#fff0a8", .9), S(circle(100, 100, 84), GOLD, 5), S(circle(100, 100, 77), "#ffffff", 6)]))


def beacon():
    """A paper lantern tower."""
    beam = "#fff3b8"
    return [
        D("M40,56 L2,6 L24,0Z", beam, .35), D("M40,56 L56,0 L78,6Z", beam, .35), D(circle(40, 62, 38), "#ffe08a", .22), D(circle(40, 62, 30), "#ffe08a", .3),
        P("M24,92 L56,92 L64,206 L16,206Z", PAPER, "#e0c79a", 5),
        P("M21.5,124 L58.5,124 L60,146 L20,146Z", "#c775ab", "#8a55a0", 4), P("M18.5,168 L61.5,168 L63,190 L17,190Z", "#c775ab", "#8a55a0", 4),
        P("M10,204 L70,204 L76,217 L4,217Z", "#8a55a0", "#55377f", 5),
        P("M18,86 L62,86 L66,96 L14,96Z", "#8a55a0", "#55377f", 4.5),
        P("M24,46 C14,58 16,76 24,86 L56,86 C64,76 66,58 56,46Z", "#ffe9a0", GOLD, 5), D("M40,54 C52,66 48,80 40,82 C32,80 28,66 40,54Z", "#fff"),
        S("M30,48 C24,60 25,76 31,85 M50,48 C56,60 55,76 49,85", "#e58f1e", 3),
        P("M14,48 L40,24 L66,48 L56,44 L48,50 L40,44 L32,50 L24,44Z", "#8a55a0", "#55377f", 5), C(40, 22, 5, GOLD, w=4),
    ]
