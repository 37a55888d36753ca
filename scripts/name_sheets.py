"""Makes the test sheets of the name filter, crates/name_filter/tests/data:

ordinary.txt  5,100 ordinary names of 34 countries, as people write them on TikTok
rude.txt      300 rude ones, each disguised in one of the ways people disguise them

Run once: pip install faker && python3 scripts/name_sheets.py
"""

import random
from pathlib import Path

from faker import Faker

LOCALES = """ar_EG ar_SA cs_CZ da_DK de_DE el_GR en_GB en_IN en_NG en_PH en_US es_ES es_MX fa_IR fi_FI fr_FR he_IL hi_IN
hu_HU id_ID it_IT ja_JP ko_KR nl_NL pl_PL pt_BR ro_RO ru_RU sv_SE th_TH tr_TR uk_UA vi_VN zh_CN""".split()
EACH = 150

# What must never stand on a stage, by language: words that most of their speakers find gross or hateful.
RUDE = {
    "en": """fuck motherfucker shit bullshit asshole bitch cunt nigger nigga faggot whore slut dickhead cocksucker
        wanker retard pussy penis vagina blowjob rapist porn hitler nazi tranny chink paki bastard""",
    "es": "puta hijodeputa mierda cabron pendejo verga polla maricon culo coño",
    "pt": "caralho porra foder buceta viado arrombado putaria",
    "de": "fotze hurensohn arschloch wichser schlampe missgeburt",
    "fr": "putain salope connard encule pute nique",
    "it": "cazzo stronzo puttana vaffanculo troia",
    "pl": "kurwa chuj pierdol jebac pizda cipa",
    "tr": "siktir orospu amk yarrak piç götveren",
    "ru": "хуй пизда блядь ебать сука пидор suka blyat pizdec",
    "id": "kontol memek bangsat ngentot anjing jancok",
    "ar": "شرموطة كسمك قحبة زبي منيوك sharmuta kosomak",
    "ja": "死ね まんこ ちんこ くたばれ manko chinko",
    "vi": "địtmẹ lồn đụ",
    "hi": "chutiya bhenchod madarchod randi चूतिया",
    "ko": "씨발 병신 개새끼 ssibal",
    "zh": "傻逼 操你妈 他妈的",
}

LEET = {"a": "4@", "e": "3", "i": "1!", "o": "0", "s": "$5", "t": "7", "u": "v", "c": "(", "g": "9"}
ALIKE = {"a": "аɑ", "c": "сϲ", "e": "еє", "i": "іı", "o": "оο", "p": "рρ", "s": "ѕ", "x": "х", "y": "у", "u": "υ", "n": "ո", "k": "κ", "h": "һ"}


def leet(word, dice):
    spots = [at for at, letter in enumerate(word) if letter in LEET and letter not in "uc"]
    chosen = set(dice.sample(spots, min(len(spots), 2)))
    return "".join(dice.choice(LEET[letter]) if at in chosen else letter for at, letter in enumerate(word))


def alike(word, dice):
    return "".join(dice.choice(ALIKE[letter]) if letter in ALIKE and dice.random() < 0.7 else letter for letter in word)


def styled(word, dice):
    first = dice.choice([0x1D400, 0x1D434, 0x1D5A0, 0x1D670, 0xFF21])
    lower = first + (26 if first != 0xFF21 else 0x20)
    return "".join(chr(lower + ord(c) - 97) if "a" <= c <= "z" and not (first == 0x1D434 and c == "h") else c for c in word)


def spaced(word, dice):
    return dice.choice([" ", ".", "_", "-", "*"]).join(word)


def hidden(word, dice):
    return dice.choice(["\u200b", "\u200d", "\u2060", "\u00ad"]).join(word)


def repeated(word, dice):
    at = dice.randrange(1, len(word))
    return word[:at] + word[at] * dice.choice([2, 4, 7]) + word[at + 1 :]


def split(word, dice):
    at = dice.randrange(1, len(word))
    return word[:at] + dice.choice([" ", "_", ".", "-"]) + word[at:]


def marked(word, dice):
    return "".join(letter + dice.choice("\u0301\u0308\u0323\u0336") if letter.isascii() else letter for letter in word)


def dressed(word, dice):
    return dice.choice(["xX_{}_Xx", "da{}99", "Mr{}", "{}_official", "🔥{}🔥", "i am {}", "{}king"]).format(word)


def plain(word, dice):
    return dice.choice([str.upper, str.title, str])(word)


WAYS = {f.__name__: f for f in (plain, leet, alike, styled, spaced, hidden, repeated, split, marked, dressed)}
LATIN_ONLY = {"leet", "alike", "styled", "marked"}


def rude():
    dice = random.Random(20)
    words = [(lang, word) for lang, words in RUDE.items() for word in words.split()]
    found = []
    while len(found) < 300:
        lang, word = words[len(found) % len(words)]
        ways = [way for way in WAYS if word.isascii() or way not in LATIN_ONLY]
        # What is written without spaces is not taken apart.
        way = ways[(len(found) * 7 + len(found) // len(words)) % len(ways)]
        line = f"{lang}\t{way}\t{WAYS[way](word, dice)}"
        if line not in found:
            found.append(line)
        else:
            found.append(f"{lang}\tdressed\t{dressed(word, dice)}")
    return found


def names(locale):
    fake = Faker(locale)
    fake.seed_instance(20)
    seen = set()
    for nth in range(EACH * 20):
        if len(seen) >= EACH:
            break
        first, last = fake.first_name(), fake.last_name()
        form = (f"{first} {last}", fake.name(), f"{first.lower()}_{last.lower()}", f"{first}.{last}", first + last, first)[nth % 6]
        if form not in seen:
            seen.add(form)
            yield form


def main():
    folder = Path(__file__).parent.parent / "crates/name_filter/tests/data"
    ordinary = [f"{locale}\t{name}" for locale in LOCALES for name in names(locale)]
    for name, lines in (("ordinary", ordinary), ("rude", rude())):
        (folder / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{len(lines)} lines in {name}.txt")


if __name__ == "__main__":
    main()
