"""Banners of the squads: a pole, a cloth with room for the leader's face, hooded bearers at the foot.

The feet stand at (113, 196) of 226 x 206; the leader's face has its middle 134 above them and a radius of 42, the
members' faces lie 88 and 98 aside, 112 and 62 above.
"""

from kit import INK, D, Ember, P, S, Tide, circle, num, svg

SIZE = (226, 206)
X, FEET = 113, 196
FACE_UP, FACE = 134, 42
MEMBERS = [(-88, 112), (88, 112), (-98, 62), (98, 62)]


def moved(points, dx, dy):
    """Path text of a polygon, moved."""
    return "M" + " L".join(f"{num(x + dx)},{num(y + dy)}" for x, y in points) + "Z"


def cloth(team):
    """The cloth's outline around (0, 0) and the colours of cloth, hem and edge."""
    if team is Ember:
        points = [(-69, -46), (-41, -46), (-27, -64), (-13, -50), (0, -68), (13, -50), (27, -64), (41, -46), (69, -46), (63, 42), (35, 58), (0, 38), (-35, 58), (-63, 42)]
        return moved(points, X, FEET - 125), "#c4291f", "#8c1526", "#ffcf5c"
    x, y = X - 75, FEET - 125 - 70
    def at(a, b):
        return f"{num(x + a)},{num(y + b)}"
    d = f"M{at(8, 30)}A22,22 0 0 1 {at(42, 18)}A34,24 0 0 1 {at(108, 18)}A22,22 0 0 1 {at(142, 30)}L{at(142, 112)}A22,22 0 0 1 {at(98, 120)}A24,24 0 0 1 {at(52, 120)}A22,22 0 0 1 {at(8, 112)}Z"
    return d, "#2f9fe0", "#175f9f", "#e8fbff"


def hood(x, feet, size, colour, edge):
    """A small hooded bearer with two eyes."""
    w, h = 17 * size, 40 * size
    d = f"M{num(x - w)},{num(feet)}C{num(x - w)},{num(feet - h * 0.6)} {num(x - w * 0.6)},{num(feet - h)} {num(x)},{num(feet - h)}C{num(x + w * 0.6)},{num(feet - h)} {num(x + w)},{num(feet - h * 0.6)} {num(x + w)},{num(feet)}Z"
    face = f"M{num(x - w * 0.45)},{num(feet - h * 0.55)}a{num(w * 0.45)},{num(w * 0.5)} 0 1 1 {num(w * 0.9)},0a{num(w * 0.45)},{num(w * 0.5)} 0 1 1 {num(-w * 0.9)},0Z"
    eye = circle(x - 3 * size, feet - h * 0.55, 1.7 * size) + circle(x + 3 * size, feet - h * 0.55, 1.7 * size)
    return [P(d, colour, None, 3.5), D(face, INK), D(eye, edge)]


def banner(team):
    d, fill, hem, edge = cloth(team)
    wood = "#b9783f" if team is Ember else "#e6f4ff"
    cloak, frame = ("#8c1526", "#ffb454") if team is Ember else ("#175f9f", "#bdeeff")
    gold = "#ffd24a" if team is Ember else "#dff8ff"
    pole = f"M{X},{FEET - 188}V{FEET - 6}"
    out = [S(pole, INK, 12), S(pole, wood, 6)]
    out += [S(d, edge, 13), P(d, fill, None, 5), S(f"M{X - 50},{FEET - 88}H{X + 50}", hem, 6)]
    out += [D(circle(X, FEET - FACE_UP, FACE + 9), INK), D(circle(X, FEET - FACE_UP, FACE + 6), gold)]
    for x, up in MEMBERS:
        cx, cy = X + x * 0.96, FEET - up
        body = f"M{num(cx - 17)},{num(cy + 62)}Q{num(cx - 16)},{num(cy + 14)} {num(cx)},{num(cy + 12)}Q{num(cx + 16)},{num(cy + 14)} {num(cx + 17)},{num(cy + 62)}Z"
        out += [P(body, cloak, None, 4)]
        out += [D(circle(cx, cy, 21), INK), D(circle(cx, cy, 18.5), frame)]
    for x, size in ((-42, 0.95), (42, 0.95), (0, 1.1)):
        out += hood(X + x, FEET + (3 if x == 0 else -2), size, fill, edge)
    return out


BEARERS = (112, 104)
# Who of a rank is missing, so that a mass has gaps as a wave has.
GAPS = {(0, 3), (1, 0), (2, 2)}


def bearers(team):
    """A piece of the mass behind a banner: four ranks, 25 apart, in two tones. The feet of the first stand at y 94."""
    tones = (("#8c1526", "#ff8a4a"), ("#b8341f", "#ffcf5c")) if team is Ember else (("#175f9f", "#8fdcff"), ("#2f8fd0", "#e8fbff"))
    out = []
    for rank in range(4):
        feet = 38 + rank * 19
        for place in range(4):
            if (rank, place) in GAPS:
                continue
            x = 16 + place * 25 + (rank % 2) * 9
            colour, edge = tones[(rank + place) % 2]
            out += hood(x, feet, 0.72, colour, edge)
    return out


def write(put):
    """Both banners, and the masses behind them."""
    for team in (Ember, Tide):
        put(f"shapes/bearers-{team.name}.svg", svg(*BEARERS, bearers(team)))
        put(f"units/squad-{team.name}-idle.svg", svg(*SIZE, banner(team)))
