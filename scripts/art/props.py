"""Draws the loose parts of the scenery: audience, boats, bell, lamp, cloud.

Run: python3 scripts/art/props.py
"""

from stage_kit import *


# The silhouettes sit low in their box, so that the light above them has room to fade.
LOW = "translate(0,26) scale(.87)"


def audience_ember():
    body = "M4,200C4,168 18,150 44,146L50,132H78L84,146C98,148 108,154 114,164L122,108L136,112L130,182L128,200Z"
    hair = poly([(30, 108), (18, 104), (27, 92), (14, 82), (28, 76), (22, 60), (38, 64), (42, 46), (54, 58), (64, 40), (72, 57), (88, 46), (88, 64), (104, 60), (97, 76), (110, 82), (98, 93), (106, 104), (94, 109), (80, 134), (46, 134)])
    glow = circle(98, 42, 42, "url(#glow)")
    out = glow + path("M109,134L100,58", stroke=INK, width=7) + path("M109,134L100,58", stroke="#8a5a34", width=3)
    lamp = poly([(116, 20), (132, 20), (138, 42), (124, 66), (110, 42)])
    light = path(lamp, "#ffc53a", INK, 4) + path(poly([(119, 24), (126, 24), (128, 42), (122, 56), (115, 42)]), "#fff6cc")
    light += path("M114,19H134", stroke=INK, width=7)
    out += group(light, "translate(-26,0)")
    crowd = path(body, "url(#body)") + path(hair, "url(#head)") + path("M4,196C4,168 18,150 44,146L50,134", stroke="#ffb35c", width=3, opacity=0.28)
    crowd += path("M97,77L110,82L98,93L106,104M72,57L88,46L88,64L104,60L97,76", stroke="#ffb35c", width=4, opacity=0.9)
    crowd += path("M42,46L54,58L64,40L72,57", stroke="#ffb35c", width=3, opacity=0.55)
    crowd += path("M84,146C98,148 108,154 114,164L121,110M136,112L130,182", stroke="#ffb35c", width=3.6, opacity=0.6)
    return out + group(crowd, LOW)


def audience_tide():
    body = "M136,200C136,168 122,150 96,146L90,132H62L56,146C42,148 32,154 26,164L18,108L4,112L10,182L12,200Z"
    hair = "M44,116a13,13 0 0 1 -11,-19a13,13 0 0 1 1,-22a14,14 0 0 1 13,-19a15,15 0 0 1 23,-9a15,15 0 0 1 23,9a14,14 0 0 1 13,19a13,13 0 0 1 1,22a13,13 0 0 1 -11,19C92,130 84,136 76,136H64C56,136 48,130 44,116Z"
    glow = circle(42, 42, 42, "url(#glow)")
    out = glow + path("M31,134L40,58", stroke=INK, width=7) + path("M31,134L40,58", stroke="#8fb4d8", width=3)
    paddle = lobes(22, 42, 19, 8, 0.2, 0.6)
    light = path(paddle, "#46bff0", INK, 4) + circle(22, 42, 12.5, "#f2ffff")
    light += path("M22,51C16,46 14,43 14,39.5C14,34.5 20.5,34 22,38C23.5,34 30,34.5 30,39.5C30,43 28,46 22,51Z", "#1c7bc9")
    out += group(light, "translate(20,0)")
    crowd = path(body, "url(#body)") + path(hair, "url(#head)") + path("M136,196C136,168 122,150 96,146L90,134", stroke="#7fe0ff", width=3, opacity=0.28)
    crowd += path("M44,116a13,13 0 0 1 -11,-19a13,13 0 0 1 1,-22a14,14 0 0 1 13,-19", stroke="#7fe0ff", width=4, opacity=0.9)
    crowd += path("M47,56a15,15 0 0 1 23,-9a15,15 0 0 1 23,9", stroke="#7fe0ff", width=3, opacity=0.5)
    crowd += path("M56,146C42,148 32,154 26,164L19,110M4,112L10,182", stroke="#7fe0ff", width=3.6, opacity=0.6)
    return out + group(crowd, "translate(18.2,26) scale(.87)")


def paper_cloud():
    d = "M14,100C-6,100-6,66 20,64C16,34 58,22 74,44C84,6 140,2 152,40C176,22 214,36 206,66C236,66 238,100 212,98C196,110 168,108 156,98C138,110 104,110 90,99C70,109 36,110 14,100Z"
    out = group(path(d, NIGHT, opacity=0.1), "translate(1,8)") + group(path(d, NIGHT, opacity=0.12), "translate(1,4)") + path(d, "#fffaf0")
    out += path("M4,84C20,96 200,98 234,82C234,92 226,99 212,98C196,110 168,108 156,98C138,110 104,110 90,99C70,109 36,110 14,100C8,100 3,94 4,84Z", "#b9c4e8", opacity=0.55)
    out += path("M44,82C60,66 84,68 94,82C108,62 148,62 158,84", stroke="#b9c4e8", width=3.4)
    return out + path("M20,64C16,34 58,22 74,44C84,6 140,2 152,40C176,22 214,36 206,66", stroke="#fff", width=3.4)


def lamp():
    """A footlight on the lip; the program dims it."""
    out = circle(40, 40, 38, "url(#glow)") + circle(40, 40, 14, INK)
    return out + circle(40, 40, 10.5, "#fff0a8") + circle(36, 36, 3.4, "#fff")


def bell():
    """The bell of the room in its dark ring, 126 wide; its own ring of light is drawn over it."""
    out = path("M66,4V20", stroke="#b98352", width=6) + circle(66, 76, 60, "#1a1238", 0.82) + circle(66, 76, 60, "none", None, "#4a3a70", 7)
    d = "M66,36a8,8 0 0 1 8,8C90,48 94,66 94,84C94,92 98,98 104,104H28C34,98 38,92 38,84C38,66 42,48 58,44A8,8 0 0 1 66,36Z"
    out += path(d, "#b08a3e", INK, 5) + path("M38,84C38,66 42,48 58,44C50,56 50,84 46,104H28C34,98 38,92 38,84Z", "#7d5f2c", opacity=0.7)
    return out + path("M28,104H104", stroke=INK, width=6) + path("M32,100H100", stroke="#e8c46a", width=3) + circle(66, 112, 8, "#b08a3e", None, INK, 4)


def main():
    import stage_depths

    lamps = radial("lampE", ((0, "#fff3b8", 0.95), (0.22, "#ffc861", 0.5), (0.55, "#ff9a3d", 0.16), (1, "#ff9a3d", 0))) + radial("lampT", ((0, "#e8ffff", 0.95), (0.22, "#74e3ff", 0.46), (0.55, "#2a9dff", 0.16), (1, "#2a9dff", 0)))
    write("scenery", "boat-ember", 300, 220, stage_depths.boat_ember(156, 140, 1), lamps)
    write("scenery", "boat-tide", 300, 220, stage_depths.boat_tide(150, 140, 1), lamps)
    write("scenery", "bell", 132, 144, bell())
    warm = radial("glow", ((0, "#fff3b8", 0.9), (0.3, "#ffc861", 0.45), (0.65, "#ff9a3d", 0.12), (1, "#ff9a3d", 0)))
    cool = radial("glow", ((0, "#e8ffff", 0.9), (0.3, "#74e3ff", 0.42), (0.65, "#2a9dff", 0.12), (1, "#2a9dff", 0)))
    write("scenery", "audience-ember", 140, 200, audience_ember(), warm + linear("head", ((0, "#54236e", 1), (0.6, "#2a1147", 1), (1, "#1c0b33", 1)), 1, 0, 0, 1) + linear("body", ((0, "#3d1c5e", 1), (0.55, "#221038", 1), (0.8, "#170a2b", 1), (1, "#170a2b", 0))))
    write("scenery", "audience-tide", 140, 200, audience_tide(), cool + linear("head", ((0, "#2a4aa0", 1), (0.6, "#191d5c", 1), (1, "#10113c", 1))) + linear("body", ((0, "#20307c", 1), (0.55, "#151a4e", 1), (0.8, "#0f1036", 1), (1, "#0f1036", 0))))
    write("scenery", "lamp", 80, 80, lamp(), warm)
    write("scenery", "cloud", 240, 118, paper_cloud())


if __name__ == "__main__":
    main()
