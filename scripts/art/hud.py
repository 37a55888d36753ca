"""Draws assets/art/hud/*.svg. Run: python3 scripts/art/hud.py"""

import hud_bars
import hud_gift
import hud_icons
import hud_orders
import hud_plates
from stage_kit import write

if __name__ == "__main__":
    for family in (hud_bars, hud_plates, hud_icons, hud_orders, hud_gift):
        for name, width, height, body, defs in family.pictures():
            write("hud", name, width, height, body, defs)
