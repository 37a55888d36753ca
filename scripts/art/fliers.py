"""Gryphon and dragon. Origin between the feet; `hit` draws the blow."""

from kit import *


def wing(shoulder, wrist, tips, back, fills, bone, round_):
    """A wing of panels: wrist to each tip a bone, between the bones panels in turning colours."""
    def mix(p, q, k):
        return (p[0] + (q[0] - p[0]) * k, p[1] + (q[1] - p[1]) * k)
    ends = tips + [back]
    def rim(a, b):
        if round_:
            r = math.dist(a, b) * .54
            return f"A{num(r)},{num(r)} 0 0 0 {xy(b)}"
        return f"L{xy(mix(mix(a, b, .5), wrist, .26))} L{xy(b)}"
    outline = f"M{xy(shoulder)} L{xy(wrist)} L{xy(tips[0])}" + "".join(rim(a, b) for a, b in zip(ends, ends[1:])) + "Z"
    nodes = [P(outline, fills[0], None, 6)]
    for i, (a, b) in enumerate(zip(ends, ends[1:])):
        if i % 2:
            nodes.append(D(f"M{xy(wrist)} L{xy(a)}{rim(a, b)}Z", fills[1]))
        low = mix(wrist, b, .12)
        nodes.append(D(f"M{xy(low)} L{xy(mix(wrist, b, .97))} L{xy(mix(mix(a, b, .72), wrist, .3))}Z", fills[2]))
    nodes.append(P(outline, "none", None, 6))
    for t in tips[1:]:
        nodes.append(S(f"M{xy(wrist)} L{xy(mix(wrist, t, .96))}", INK, 5))
    nodes += [pole(f"M{xy(shoulder)} L{xy(wrist)} L{xy(mix(wrist, tips[0], .9))}", bone, 6, 3)]
    if not round_:
        x, y = wrist
        nodes.append(P(f"M{x - 6},{y} L{x + 6},{y - 20} L{x + 10},{y + 4}Z", Ember.hot, None, 4))
    else:
        nodes.append(C(*wrist, 7, Tide.glow, w=4))
    return nodes


def hide(team, low):
    """The wing's shadow and the scales on a dragon's flank; low for the lunge."""
    y = 8 if low else 0
    under = f"M-62,{-86 + y} L2,-106 L10,-84 L-46,{-58 + y}Z"
    if team is Ember:
        marks = "".join(f"M{x - 7},{yy} L{x},{yy + 8} L{x + 7},{yy}" for x, yy in ((18, -92), (-2, -74), (36, -82), (14, -72)))
        return [D(under, team.deep), S(marks, team.deep, 4)]
    spots = [D(circle(x, yy, r), team.light) for x, yy, r in ((20, -92, 6), (0, -74, 5), (38, -80, 5), (16, -74, 3.5))]
    return [D(under, team.deep), spots]


def dragon_head_ember(open_):
    e = Ember
    jaw = G([P("M-14,4 L44,8 L50,14 L38,22 L8,26 L-18,18Z", e.deep, e.dark, 5), D("M14,9 L19,-1 L24,9Z M32,10 L37,0 L42,10Z", "#fff")], turn=open_, about=(-10, 8))
    return [P("M-14,-20 L-48,-46 L-42,-22 L-56,-14 L-22,2Z", e.hot, e.glow, 5), jaw,
            D("M-6,6 L40,8 L20,20Z", e.glow) if open_ > 10 else [],
            P("M-28,12 L-26,-14 L-4,-32 L22,-28 L34,-16 L58,-10 L64,2 L54,8 L12,10Z", e.main, e.deep, 6),
            P("M-2,-30 L-20,-62 L16,-28Z", e.hot, e.glow, 5), D("M8,-18 L28,-12 L24,-4 L12,-6Z", e.hot), S("M20,-13 L21,-7", INK, 3.5),
            S("M4,-23 L30,-14", INK, 5), S("M52,-3 L55,-2", INK, 5), D("M26,9 L31,19 L36,8Z M42,8 L47,17 L52,8Z", "#fff")]


def dragon_ember(hit):
    e = Ember
    foot = lambda x, y0, c: P(f"M{x - 17},{y0} L{x + 17},{y0} L{x + 12},-14 L{x + 30},0 L{x - 14},0 L{x - 10},-16Z", c, None, 5)
    membrane, far = (e.light, e.main, "#c02a26"), (e.deep, "#8a1530", e.dark)
    tail = [P("M-62,-94 L-92,-96 L-98,-74 L-118,-66 L-124,-46 L-142,-42 L-148,-26 C-112,-14 -96,-34 -58,-42Z", e.main, e.deep, 6),
            P("M-134,-48 L-166,-70 L-158,-36 L-166,-4 L-130,-20Z", e.glow, e.light, 5.5)]
    if not hit:
        body = P("M-90,-62 C-84,-104 -34,-124 8,-116 C44,-116 60,-140 62,-174 L112,-166 C116,-118 104,-78 72,-54 C38,-30 -44,-22 -90,-62Z", e.main, e.deep, 6.5, off=(7, -8))
        belly = [D("M109,-160 C111,-116 100,-80 69,-57 C40,-38 -20,-32 -58,-44 L-46,-58 C-8,-50 30,-56 52,-76 C78,-100 86,-130 86,-162Z", e.glow),
                 S("M87,-140 L110,-136 M82,-116 L106,-108 M70,-94 L92,-82 M50,-76 L66,-58 M24,-62 L32,-42 M-6,-56 L-4,-36 M-34,-57 L-38,-40", "#d9761e", 4)]
        spikes = [P(f"M{x - 11},{y + 6} L{x - 8},{y - 20} L{x + 11},{y + 3}Z", e.glow, e.light, 4.5) for x, y in ((-66, -100), (-42, -114), (38, -124), (54, -150))]
        return [G([G(wing((18, -112), (26, -196), [(-24, -246), (-70, -226), (-88, -186)], (-24, -112), far, e.deep, False)), tail,
                foot(-62, -44, e.deep), foot(52, -44, e.deep), spikes, body, hide(Ember, False), belly,
                P("M-88,-58 L-60,-84 L-28,-64 L-36,-18 L-16,0 L-62,0 L-62,-24Z", e.main, e.deep, 5.5), P("M32,-66 L60,-60 L54,-16 L76,0 L32,0 L30,-30Z", e.main, e.deep, 5.5),
                G(dragon_head_ember(4), move=(88, -176)),
                wing((-4, -104), (-46, -206), [(-122, -244), (-164, -184), (-150, -124)], (-58, -88), membrane, e.main, False)], move=(4, 0))]
    body = P("M-100,-66 C-88,-112 -40,-124 -4,-112 C30,-104 60,-120 88,-118 L98,-70 C84,-56 70,-50 52,-44 C20,-26 -58,-22 -100,-66Z", e.main, e.deep, 6.5, off=(7, -8))
    belly = [D("M96,-74 C80,-58 66,-52 50,-47 C22,-32 -30,-28 -66,-46 L-54,-60 C-20,-48 14,-50 44,-64 C62,-72 78,-84 92,-92Z", e.glow),
             S("M78,-82 L84,-63 M52,-68 L58,-50 M26,-58 L30,-38 M-4,-54 L-4,-34 M-34,-55 L-38,-38", "#d9761e", 4)]
    spikes = [P(f"M{x - 11},{y + 6} L{x - 10},{y - 20} L{x + 11},{y + 3}Z", e.glow, e.light, 4.5) for x, y in ((-76, -104), (-50, -116), (20, -108), (50, -114), (74, -118))]
    fire = [P("M112,-100 L134,-118 L136,-106 L158,-118 L152,-100 L166,-92 L154,-82 L164,-66 L142,-70 L136,-58 L116,-74Z", e.light, None, 5),
            D("M112,-94 L138,-106 L144,-98 L156,-93 L144,-84 L136,-74 L114,-80Z", e.hot)]
    return [G([wing((0, -108), (-14, -170), [(-62, -240), (-104, -208), (-112, -168)], (-40, -96), far, e.deep, False), G(tail, turn=16, about=(-60, -60), size=.84),
               foot(-70, -44, e.deep), G(foot(46, -44, e.deep), turn=-28, about=(46, -44)), spikes, body, hide(Ember, True), belly,
               P("M-94,-58 L-66,-86 L-34,-64 L-48,-20 L-28,0 L-76,0 L-72,-24Z", e.main, e.deep, 5.5),
               G(P("M28,-62 L54,-58 L50,-18 L74,-4 L32,0 L28,-30Z", e.main, e.deep, 5.5), turn=-38, about=(40, -56))], move=(-16, 0)),
            G(fire, move=(-2, 4)), G(dragon_head_ember(34), move=(74, -96), turn=4),
            G(wing((-8, -104), (-56, -156), [(-132, -208), (-148, -138), (-130, -76)], (-62, -72), membrane, e.main, False), move=(-12, 0))]


def dragon_head_tide(open_):
    t = Tide
    jaw = G([P("M-16,4 C4,8 26,8 46,8 C52,18 36,26 18,26 C0,28 -16,22 -16,4Z", t.light, t.main, 5)], turn=open_, about=(-10, 8))
    fins = P("M-14,-18 C-40,-50 -58,-42 -52,-26 C-70,-22 -66,-4 -52,-2 C-54,14 -34,14 -22,6Z", t.pink, "#d9567e", 5)
    return [fins, jaw, D("M-4,6 L38,8 L18,20Z", t.dark) if open_ > 10 else [],
            P("M-28,10 C-34,-22 -12,-36 10,-32 C26,-30 32,-20 44,-18 C60,-16 66,-2 56,6 C40,12 10,12 -28,10Z", t.main, t.deep, 6),
            P("M-10,-32 C-16,-50 -2,-54 2,-42 C10,-52 22,-44 16,-30Z", t.glow, "#4fd8c6", 4.5), C(14, -14, 10, "#fff", w=4), D(circle(18, -13, 5), INK),
            S("M52,-6 L53,-5", INK, 5), pole("M44,8 C60,12 66,26 56,34", t.glow, 3.5, 2.5)]


def dragon_tide(hit):
    t = Tide
    def foot(x, y0, c):
        return P(f"M{x - 17},{y0} L{x + 15},{y0} L{x + 10},-14 C{x + 28},-16 {x + 30},0 {x + 18},0 L{x - 10},0 C{x - 18},-2 {x - 10},-14 {x - 10},-16Z", c, None, 5)
    membrane, far = (t.light, "#d6f6ff", "#7ad0f2"), (t.deep, "#1a69b0", t.dark)
    tail = [P("M-60,-94 C-104,-104 -118,-66 -120,-48 C-122,-30 -136,-28 -142,-38 C-146,-48 -136,-56 -128,-52 C-132,-66 -158,-62 -160,-38 C-162,-8 -120,-4 -102,-24 C-92,-36 -80,-44 -56,-42Z", t.main, t.deep, 6)]
    lob = [(-62, -102), (-40, -114), (-14, -118)]
    if not hit:
        body = P("M-90,-62 C-84,-104 -34,-124 8,-116 C44,-116 60,-140 62,-174 L112,-166 C116,-118 104,-78 72,-54 C38,-30 -44,-22 -90,-62Z", t.main, t.deep, 6.5, off=(7, -8))
        belly = [D("M109,-160 C111,-116 100,-80 69,-57 C40,-38 -20,-32 -58,-44 L-46,-58 C-8,-50 30,-56 52,-76 C78,-100 86,-130 86,-162Z", t.pearl),
                 S("M87,-140 L110,-136 M82,-116 L106,-108 M70,-94 L92,-82 M50,-76 L66,-58 M24,-62 L32,-42 M-6,-56 L-4,-36 M-34,-57 L-38,-40", "#8cc8ea", 4)]
        fins = [C(x, y, 13, t.glow, "#4fd8c6", 4.5) for x, y in lob[:2] + [(36, -122), (54, -142), (60, -166)]]
        return [G([wing((18, -112), (26, -196), [(-24, -240), (-70, -220), (-88, -180)], (-24, -112), far, t.deep, True), tail,
                foot(-62, -44, t.deep), foot(52, -44, t.deep), fins, body, hide(Tide, False), belly,
                P("M-88,-58 C-80,-88 -40,-90 -28,-60 C-28,-40 -40,-30 -38,-16 C-18,-18 -16,0 -28,0 L-58,0 C-68,-4 -58,-20 -62,-28Z", t.main, t.deep, 5.5),
                P("M32,-66 L60,-60 L54,-16 C74,-18 76,0 64,0 L36,0 C28,-4 34,-16 30,-30Z", t.main, t.deep, 5.5),
                G(dragon_head_tide(4), move=(88, -176)),
                wing((-4, -104), (-46, -204), [(-116, -238), (-152, -186), (-144, -132)], (-58, -88), membrane, t.main, True)], move=(4, 0))]
    body = P("M-100,-66 C-88,-112 -40,-124 -4,-112 C30,-104 60,-120 88,-118 L98,-70 C84,-56 70,-50 52,-44 C20,-26 -58,-22 -100,-66Z", t.main, t.deep, 6.5, off=(7, -8))
    belly = [D("M96,-74 C80,-58 66,-52 50,-47 C22,-32 -30,-28 -66,-46 L-54,-60 C-20,-48 14,-50 44,-64 C62,-72 78,-84 92,-92Z", t.pearl),
             S("M78,-82 L84,-63 M52,-68 L58,-50 M26,-58 L30,-38 M-4,-54 L-4,-34 M-34,-55 L-38,-38", "#8cc8ea", 4)]
    fins = [C(x, y, 13, t.glow, "#4fd8c6", 4.5) for x, y in ((-70, -104), (-46, -114), (20, -108), (46, -112), (70, -116))]
    water = [P(flower(138, -84, 8, 21), "#fff", None, 5), D(flower(138, -84, 8, 14), t.glow), C(158, -110, 6, "#fff", w=4), C(157, -58, 7, "#fff", w=4)]
    return [G([wing((0, -108), (-14, -170), [(-58, -232), (-96, -206), (-104, -168)], (-40, -96), far, t.deep, True), G(tail, turn=16, about=(-60, -60), size=.84),
               foot(-70, -44, t.deep), G(foot(46, -44, t.deep), turn=-28, about=(46, -44)), fins, body, hide(Tide, True), belly,
               P("M-94,-58 C-86,-90 -46,-90 -34,-60 C-36,-40 -50,-30 -50,-16 C-30,-18 -28,0 -40,0 L-72,0 C-80,-4 -70,-20 -72,-28Z", t.main, t.deep, 5.5),
               G(P("M28,-62 L54,-58 L50,-18 C70,-18 74,-2 60,0 L36,0 C26,-4 30,-16 28,-30Z", t.main, t.deep, 5.5), turn=-38, about=(40, -56))], move=(-16, 0)),
            water, G(dragon_head_tide(34), move=(74, -96), turn=4),
            G(wing((-8, -104), (-56, -154), [(-126, -202), (-138, -138), (-124, -82)], (-62, -72), membrane, t.main, True), move=(-12, 0))]


def claws(colour, rim):
    """Three slashes of a clawing blow."""
    cut = "M56,-108 C86,-84 90,-46 64,-2 C70,-44 68,-80 56,-108Z M76,-96 C98,-72 96,-38 84,-12 C86,-44 84,-72 76,-96Z M34,-108 C64,-84 70,-46 42,2 C50,-46 48,-82 34,-108Z"
    return [S(cut, rim, 4), D(cut, colour)]


def gryphon_ember(hit):
    e = Ember
    coat, coat2 = "#ffab4a", "#e0722a"
    head = [P("M-24,26 L-34,6 L-26,2 L-34,-14 L-20,-16 L-22,-34 L-4,-24 L10,-30 L22,-16 L20,4 L8,24 L-4,18 L-10,30Z", e.hot, e.glow, 5),
            P("M10,-20 L30,-23 L45,-8 L42,18 L33,4 L14,5Z", e.light, e.main, 4.5), D("M-8,-10 L7,-5 L6,4 L-4,3Z", INK), S("M-12,-15 L8,-9", INK, 4.5), D(circle(2, -2, 2), e.light)]
    far, near = (e.dark, "#3a0a26", "#6d1236"), (e.main, e.deep, "#7a1530")
    tail = [pole("M-50,-56 L-70,-62 L-76,-46", coat, 5), P("M-76,-52 L-90,-44 L-84,-26 L-70,-30 L-66,-44Z", e.main, e.deep, 4.5)]
    def leg(x, y0, c):
        return P(f"M{x - 11},{y0} L{x + 11},{y0} L{x + 8},-10 L{x + 18},0 L{x - 10},0Z", c, None, 4.5)
    talon = [P("M-9,-4 L10,-8 L12,20 L22,26 L18,36 L10,30 L6,40 L-2,30 L-10,36 L-10,22Z", e.glow, e.light, 4.5)]
    body = P("M-56,-44 L-44,-70 L0,-74 L34,-84 L50,-58 L34,-30 L-10,-24 L-44,-26Z", coat, coat2, 5.5)
    if not hit:
        return [G(tail, size=.85), wing((6, -60), (-2, -108), [(-18, -136), (-50, -134), (-62, -108)], (-24, -62), far, e.deep, False),
                G([leg(-46, -34, coat2), leg(24, -34, coat2), body, leg(-34, -36, coat), leg(36, -40, e.glow)], size=.88),
                G(head, move=(46, -78), size=.95), wing((4, -52), (-24, -98), [(-66, -126), (-88, -92), (-82, -62)], (-38, -44), near, e.light, False)]
    up = [G(body, turn=-30, about=(-30, -36)), G(talon, move=(42, -56), turn=-62, size=1.1), G(talon, move=(36, -36), turn=-40, size=1.1), G(head, move=(26, -92), turn=12)]
    return [claws(e.hot, e.light), G(tail, turn=20, about=(-50, -50), size=.85),
            wing((-6, -66), (-2, -112), [(-8, -138), (-44, -136), (-58, -112)], (-22, -66), far, e.deep, False),
            G([leg(-46, -36, coat2), leg(-20, -36, coat)], size=.9), G(up, size=.9),
            wing((-14, -56), (-44, -92), [(-82, -132), (-90, -88), (-84, -50)], (-46, -40), near, e.light, False)]


def gryphon_tide(hit):
    t = Tide
    head = [P("M-16,-14 C-34,-30 -44,-26 -44,-18 C-52,-12 -44,-2 -34,-2 C-44,6 -36,14 -24,10Z", t.lilac, "#9d8be0", 4.5),
            P("M-24,30 C-34,8 -28,-28 2,-30 C26,-30 30,-6 18,8 C10,18 12,24 16,32 C2,38 -14,36 -24,30Z", t.pearl, t.light, 5),
            P("M14,-17 C34,-22 50,-10 44,14 C40,4 28,4 17,5Z", "#ffb648", "#ef8a3a", 4.5), C(8, -12, 7.5, "#fff", w=3.5), D(circle(11, -10, 4), INK), S("M-4,-21 L14,-18", INK, 4)]
    far, near = (t.deep, "#1a69b0", t.dark), (t.light, t.pearl, "#7ad0f2")
    tail = [P("M-44,-64 C-66,-70 -72,-52 -72,-44 C-92,-52 -96,-32 -82,-28 C-92,-16 -76,-8 -66,-24 C-56,-26 -50,-34 -40,-36Z", t.main, t.deep, 5)]
    def leg(x, y0, c):
        return P(f"M{x - 11},{y0} L{x + 11},{y0} L{x + 8},-10 C{x + 20},-12 {x + 20},0 {x + 10},0 L{x - 8},0 C{x - 16},-4 {x - 8},-12 {x - 11},{y0}Z", c, None, 4.5)
    paw = [P("M-9,-4 L10,-6 L11,16 A7,7 0 0 1 16,28 A7,7 0 0 1 4,34 A7,7 0 0 1 -8,30 C-12,24 -8,14 -9,-4Z", t.pink, "#d9567e", 4.5)]
    body = P("M-58,-46 C-54,-76 -16,-72 8,-78 C30,-90 54,-76 48,-54 C42,-30 10,-26 -14,-26 C-40,-24 -56,-28 -58,-46Z", t.main, t.deep, 5.5)
    if not hit:
        return [G(tail, size=.88), wing((6, -60), (-2, -106), [(-18, -132), (-46, -130), (-58, -108)], (-24, -62), far, t.deep, True),
                G([leg(-46, -34, t.deep), leg(24, -34, t.deep), body, leg(-32, -38, t.main), leg(36, -42, t.pink)], size=.88),
                G(head, move=(46, -80), size=.98), wing((4, -52), (-24, -98), [(-60, -120), (-82, -92), (-76, -64)], (-38, -44), near, t.main, True)]
    up = [G(body, turn=-30, about=(-30, -36)), G(paw, move=(42, -56), turn=-62, size=1.1), G(paw, move=(36, -36), turn=-40, size=1.1), G(head, move=(26, -92), turn=12)]
    return [claws("#fff", t.glow), G(tail, turn=20, about=(-50, -50), size=.88),
            wing((-6, -66), (-2, -110), [(-8, -132), (-40, -130), (-54, -110)], (-22, -66), far, t.deep, True),
            G([leg(-46, -36, t.deep), leg(-20, -36, t.main)], size=.9), G(up, size=.9),
            wing((-14, -56), (-42, -92), [(-74, -126), (-82, -88), (-76, -54)], (-46, -40), near, t.main, True)]


SIZES = {"gryphon": (190, 150), "dragon": (340, 260)}
MAKERS = {"gryphon": (gryphon_ember, gryphon_tide), "dragon": (dragon_ember, dragon_tide)}
