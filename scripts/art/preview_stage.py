"""Renders the scene in its four moods, for the eye. Needs the Python package resvg_py.

Run: python3 scripts/art/preview_stage.py FOLDER [MOOD ...]
"""

import os
import sys
import time

import resvg_py

from stage_kit import ROOT

MOODS = {
    "dawn": ("#fff3d6 #ffe0b0 #ffc09a #f59aa0 #c775ab #8a55a0 #55377f #2c1f55", "#ffe2b0 #f9c98f #eaa870 #cf8257", "#c9d7d2 #9fc0c8 #739fb4 #52799a", "#3b2359 #130b29"),
    "day": ("#fffbe3 #fff0b8 #ffdf8c #ffe9b8 #a8e4dc #5cc3dc #2f8fc8 #1c4f95", "#fff0c8 #fae0a6 #f0cb86 #e0b168", "#a6dcae #74c09a #46a08c #2d7f80", "#3b5fae #12123a"),
    "storm": ("#f4e6ff #cdb8ec #a48fd0 #7a69ae #574b8f #3c3470 #2a2353 #181438", "#d9a892 #c28579 #a0656c #7d4a5e", "#9db8cf #7897ba #5876a3 #405a88", "#231a42 #0b071a"),
    "night": ("#fbf3cf #dfe0e6 #aab6e6 #7584cf #4d59ae #343d8a #232a66 #141a44", "#c7a0a8 #a37c92 #7f5c7f #5f4269", "#86a6cc #6587b8 #4a6a9f #355184", "#1b1a4a #08071c"),
}


def dressed(text, mood):
    """The scene with a mood's colours in place of the words."""
    for family, tones in zip(("sky", "ember", "tide", "deep"), MOODS[mood]):
        for index, tone in enumerate(tones.split()):
            text = text.replace(f"{{{family}{index}}}", tone)
    return text


if __name__ == "__main__":
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(ROOT, "assets", "art", "scenery", "scene.svg"), encoding="utf-8") as file:
        scene = file.read()
    for mood in sys.argv[2:] or MOODS:
        began = time.time()
        picture = resvg_py.svg_to_bytes(svg_string=dressed(scene, mood), skip_system_fonts=True)
        with open(os.path.join(folder, f"scene-{mood}.png"), "wb") as file:
            file.write(bytes(picture))
        print(mood, f"{time.time() - began:.2f} s")
