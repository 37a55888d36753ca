"""Writes all unit art into assets/art. Run from anywhere: python3 scripts/art/draw.py"""

import pathlib
import sys

sys.dont_write_bytecode = True

import banners
import beasts
import castles
import fliers
import fx
import heroes
import icons
import titan
import troops
from kit import Ember, G, Tide, svg

ROOT = pathlib.Path(__file__).resolve().parents[2] / "assets" / "art"
EDGED = {"dragon", "titan"}
# Looks drawn a little too large for their box, with the size that fits both poses.
FIT = {"dragon-ember": 0.95, "dragon-tide": 0.96, "gryphon-ember": 0.98, "gryphon-tide": 0.95, "titan-tide": 0.97, "titan-ember": 0.98}


def put(name, text):
    """Writes one file below assets/art."""
    path = ROOT / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def units(module):
    """Both poses of both teams of a module's units; the feet stand at (W/2, H-10)."""
    for look, makers in module.MAKERS.items():
        width, height = module.SIZES[look]
        for team, make in zip((Ember, Tide), makers):
            for pose in ("idle", "strike"):
                edge = team.edge if look in EDGED else None
                nodes = [G(make(pose == "strike"), size=FIT.get(f"{look}-{team.name}", 1))]
                text = svg(width, height, nodes, (width / 2, height - 10), edge)
                put(f"units/{look}-{team.name}-{pose}.svg", text)


def main():
    """Writes every family."""
    for module in (troops, beasts, fliers, titan):
        units(module)
    for module in (heroes, banners, castles, icons, fx):
        module.write(put)


if __name__ == "__main__":
    main()
