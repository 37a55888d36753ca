"""Draws assets/art/scenery/scene.svg: the paper theatre without its actors.

Colours of the mood stay in the file as words in braces ({sky0} to {sky7}, {ember0} to {ember3},
{tide0} to {tide3}, {deep0}, {deep1}); whoever rasterises the file puts the palette in.
Run: python3 scripts/art/stage.py
"""

import stage_depths
import stage_land
import stage_lip
import stage_sky
from stage_kit import *


def grain():
    """A tile of fibres and specks: the paper's grain."""
    dice = rng(500)
    out = ""
    for colour, count in ((NIGHT, 190), ("#fff", 190)):
        d = ""
        for _ in range(count):
            x, y = dice.uniform(4, 306), dice.uniform(4, 346)
            d += f"M{pt(x, y)}q{n(dice.uniform(-6, 6))},{n(dice.uniform(-3, 3))} {n(dice.uniform(-13, 13))},{n(dice.uniform(-6, 6))}"
        out += path(d, stroke=colour, width=1.2, opacity=0.05)
        d = "".join(f"M{pt(dice.uniform(3, 307), dice.uniform(3, 347))}h.6" for _ in range(count * 2))
        out += path(d, stroke=colour, width=1.7, opacity=0.075)
    return f'<pattern id="grain" width="310" height="350" patternUnits="userSpaceOnUse">{out}</pattern>'


def defs():
    out = radial("glow", ((0, "#fffdf0", 0.95), (0.4, "{sky0}", 0.6), (1, "{sky0}", 0)))
    out += radial("ray", ((0, "{sky0}", 0.65), (0.5, "{sky0}", 0.2), (1, "{sky0}", 0)), 'gradientUnits="userSpaceOnUse" cx="490" cy="470" r="620"')
    out += radial("lampE", ((0, "#fff3b8", 0.95), (0.22, "#ffc861", 0.5), (0.55, "#ff9a3d", 0.16), (1, "#ff9a3d", 0)))
    out += radial("lampT", ((0, "#e8ffff", 0.95), (0.22, "#74e3ff", 0.46), (0.55, "#2a9dff", 0.16), (1, "#2a9dff", 0)))
    for side, tone in (("E", "#8a2a10"), ("T", COOL_SHADE)):
        out += linear("fall" + side, ((0, "#fff", 0.16), (0.35, "#fff", 0), (0.4, tone, 0), (1, tone, 0.2)))
    out += linear("fold", ((0, NIGHT, 0.35), (0.4, NIGHT, 0)))
    out += linear("boards", ((0, "#ffd98a", 0.16), (1, NIGHT, 0.34)))
    out += linear("river", ((0, "{sky2}", 1), (0.05, "{sky3}", 1), (0.15, "{sky4}", 1), (0.45, "{sky5}", 1), (0.64, "{sky6}", 1), (0.85, "{deep0}", 1), (1, "{deep1}", 1)))
    out += radial("spill", ((0, "{sky0}", 0.6), (0.4, "{sky1}", 0.2), (1, "{sky2}", 0)))
    out += radial("pool", ((0, "#fff8d8", 0.42), (0.55, "{sky1}", 0.1), (1, "{sky1}", 0)), 'gradientUnits="userSpaceOnUse" cx="490" cy="0" r="620" gradientTransform="translate(0,690) scale(1,.62)"')
    out += linear("left", ((0, "#6a0f3c", 0.34), (1, "#6a0f3c", 0)), 0, 0, 1, 0)
    out += linear("right", ((0, "#0a2048", 0), (1, "#0a2048", 0.48)), 0, 0, 1, 0)
    out += linear("top", ((0, "#1c0a4e", 0.36), (1, "#1c0a4e", 0)))
    out += linear("foot", ((0, "#120a34", 0), (0.06, "#120a34", 0.5), (0.5, "#0f0830", 0.6), (1, "#0b0620", 0.74)))
    return out + stage_land.defs() + grain()


def grade():
    out = '<rect y="420" width="1080" height="640" fill="url(#pool)"/>'
    # The sun is light, not paper: no grain on it.
    out += path("M0,0H1080V1920H0ZM388,470a102,102 0 0 1 204,0V540H388Z", "url(#grain)", extra='fill-rule="evenodd"')
    out += '<rect width="172" height="1920" fill="url(#left)"/><rect x="864" width="216" height="1920" fill="url(#right)"/>'
    out += '<rect width="1080" height="280" fill="url(#top)"/>'
    return out + '<rect y="1136" width="1080" height="784" fill="url(#foot)"/>'


if __name__ == "__main__":
    body = stage_sky.draw() + stage_land.draw() + stage_depths.draw() + stage_lip.draw() + grade()
    write("scenery", "scene", 1080, 1920, body, defs())
