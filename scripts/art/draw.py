"""Writes all unit art into assets/art. Run from anywhere: python3 scripts/art/draw.py"""

import importlib
import pathlib

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
    for name in ("troops", "beasts", "gryphon", "golem", "dragon", "titan"):
        try:
            units(importlib.import_module(name))
        except ModuleNotFoundError:
            print("no", name)
    for name in ("heroes", "castles", "icons", "fx"):
        try:
            importlib.import_module(name).write(put)
        except ModuleNotFoundError:
            print("no", name)


if __name__ == "__main__":
    main()
