"""Icons of the powers, 64x64: one bold shape each, inked, readable on light and on dark."""

from kit import *


def haste():
    step = "L{0},32 L{1},55 L{2},55 L{3},32 L{2},9Z"
    return [P(f"M{x},9 " + step.format(x + 15, x, x + 14, x + 30), GOLD, "#ef9a24", 4.5) for x in (4, 28)]


def heal():
    return [P("M23,6 L41,6 L41,23 L58,23 L58,41 L41,41 L41,58 L23,58 L23,41 L6,41 L6,23 L23,23Z", "#6fe06a", "#37ad5c", 5), S("M28,12 L36,12", "#fff", 4)]


def shield():
    return [P("M32,4 L57,12 C58,36 50,52 32,60 C14,52 6,36 7,12Z", "#d6f3ff", "#9fd0f0", 5),
            P("M32,14 L47,19 C47,34 42,44 32,50 C22,44 17,34 17,19Z", "#2f8fe0", "#1a5fb0", 3.5), S("M32,20 L32,43", "#fff", 4)]


def meteor():
    e = Ember
    return [P("M3,3 L26,12 L36,6 L40,20 L58,34 L52,58 L30,54 L22,38 L8,32 L14,22Z", e.light, e.main, 4), D("M12,12 L26,20 L33,16 L36,26 L48,36 L44,48 L34,44 L28,32 L18,28 L22,22Z", e.glow),
            C(42, 43, 15, e.iron, e.dark, 4.5), D("M38,36 L46,38 L42,44Z", e.light), S("M40,52 L48,48", e.light, 3.5)]


def freeze():
    arms = "".join(f"M32,32 L{xy(pt(32, 32, 26, a))} M{xy(pt(32, 32, 16, a))} L{xy(pt(32, 32, 24, a - 24))} M{xy(pt(32, 32, 16, a))} L{xy(pt(32, 32, 24, a + 24))}"
                   for a in range(30, 390, 60))
    return [P(arms, "none", None, 11), S(arms, "#bff3ff", 5.5), D(circle(32, 32, 5), "#fff")]


def nova():
    return [P(star(32, 32, 8, 30, 16), GOLD, None, 4.5), D(star(32, 32, 8, 22, 12, -67.5), "#fff3b0"), D(circle(32, 32, 10), "#fff")]


def rally():
    return [pole("M14,6 L14,59", WOOD, 5, 3), P("M17,8 L58,12 L48,23 L58,35 L17,36Z", "#ff8fb0", "#d6467c", 4.5),
            D(star(33, 22, 5, 9, 4), "#fff"), C(14, 6, 4.5, GOLD, w=3.5)]


def last_stand():
    """The last tower in the flames."""
    return [P("M4,60 L10,34 L16,40 L18,14 L27,24 L34,3 L42,22 L48,12 L50,40 L56,32 L60,60Z", "#ff7440", "#e63a22", 4.5),
            P("M19,28 L26,28 L26,33 L29,33 L29,28 L35,28 L35,33 L38,33 L38,28 L45,28 L45,40 L41,44 L44,60 L20,60 L23,44 L19,40Z", PAPER, "#e0c08a", 4),
            D("M28,60 L28,52 L32,47 L36,52 L36,60Z", INK)]


def write(put):
    """Writes every icon."""
    for make in (haste, heal, shield, meteor, freeze, nova, rally, last_stand):
        put(f"icons/{make.__name__}.svg", svg(64, 64, make()))
