"""Writes all unit art into assets/art. Run from anywhere: python3 scripts/art/draw.py"""

import pathlib

import beasts
import castles
import fliers
import fx
import heroes
import icons
import titan
import troops
from kit import Ember, Tide, svg

ROOT = pathlib.Path(__file__).resolve().parents[2] / "assets" / "art"
EDGED = {"dragon", "titan"}


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
                text = svg(width, height, make(pose == "strike"), (width / 2, height - 10), edge)
                put(f"units/{look}-{team.name}-{pose}.svg", text)


def main():
    """Writes every family."""
    for module in (troops, beasts, fliers, titan):
        units(module)
    for module in (heroes, castles, icons, fx):
        module.write(put)


if __name__ == "__main__":
    main()
