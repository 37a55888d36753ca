//! Sixty names in many scripts, with emoji, towers of marks, direction tricks and no end: each within its plate.

use std::{sync::Arc, time::Duration};

use bevy::{prelude::*, text::TextLayoutInfo, time::TimeUpdateStrategy};

use super::{
    chins::Measure,
    names::Rung,
    plates::{Plate, PlatePart},
};
use crate::{
    arena::{JoinRequested, Phase, Round},
    base::{Dice, PlayerId, TeamId},
    schedule,
    stage::{self, Surface, art::label::Label, base_plugins},
};

/// As they come from the wire, before they are cleaned: harder than any that comes here.
const NAMES: [&str; 60] = [
    "Mia",
    "Maximiliana Constantinopolitana",
    "xX_DarkShadow_Xx",
    "O'Brien-MacAllister",
    "Iiiiiiiiiiiiiiiiiiii",
    "WWWWWWWWWWWW",
    "Nguyễn Thị Thảo Ngân",
    "Đặng Ưng Hoài",
    "Łukasz Świątkowski",
    "Þórdís Ægisdóttir",
    "Анастасия",
    "Дмитрий Достоевский",
    "Ђорђевић",
    "Ελένη Παπαδοπούλου",
    "Արամ Խաչատրյան",
    "თამარ მეფე",
    "יוסף בן דוד",
    "שָׁלוֹם",
    "مريم",
    "عبد الرحمن بن عوف",
    "﷽",
    "لیلیٰ حسین",
    "پانته‌آ",
    "ދިވެހި",
    "प्रिया शर्मा",
    "क्ष्म्य",
    "তানভীর আহমেদ",
    "ਗੁਰਪ੍ਰੀਤ",
    "સ્નેહા",
    "ଓଡ଼ିଆ",
    "அருண்குமார்",
    "సాయి తేజ",
    "ಕಾವ್ಯ",
    "അനുശ്രീ",
    "සිංහල",
    "สมชาย ใจดี",
    "ລາວ ສະບາຍດີ",
    "ភាសាខ្មែរ",
    "မြန်မာ",
    "བཀྲ་ཤིས",
    "ሳራ መኮንን",
    "김민준",
    "さくらんぼ🍒",
    "ｱｲｳｴｵｶｷｸｹｺ",
    "陳大文陳大文陳大文",
    "蓝天白云",
    "ᏣᎳᎩ",
    "ᠮᠣᠩᠭᠣᠯ",
    "𝓥𝓲𝓮𝔀𝓮𝓻 𝓞𝓷𝓮",
    "Ｆｕｌｌｗｉｄｔｈ",
    "🔥🔥🔥🔥🔥🔥🔥🔥",
    "👨‍👩‍👧‍👦👩‍🚀🏳️‍🌈",
    "🇧🇷🇵🇹 João",
    "Z̸̨̛̗͇̫̦͕̈́̾̔͊a̴̢̛͖̱͇͛͋̓l̷̡̛̗͕͈͐̔͝g̶̨̛͉̱̈́͋o̵̢̖͐̔",
    "\u{202e}evil\u{202c} name",
    "a\u{200b}b\u{200b}c\u{2066}d\u{2069}",
    "\t  spaces   and\nlines  ",
    "....................",
    "1234567890123456789012345678901234567890123456789012345678901234567890",
    "looooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooong",
];

/// A show with everything but a graphics card, with these people in it.
fn show(names: &[&str]) -> App {
    let mut app = App::new();
    app.add_plugins(base_plugins(Surface::Nothing))
        .insert_resource(Surface::Image { width: 1080, height: 1920, paced: false })
        .insert_resource(crate::rules::shipped())
        .insert_resource(Dice::new(7))
        .add_plugins((schedule::plugin, crate::arena::plugin, stage::plugin))
        .insert_resource(TimeUpdateStrategy::ManualDuration(Duration::from_secs_f64(1.0 / 30.0)));
    app.finish();
    app.cleanup();
    for (nth, name) in names.iter().enumerate() {
        let (player, name) = (PlayerId(nth as u32), Arc::from(*name));
        let team = Some(if nth % 2 == 0 { TeamId::LEFT } else { TeamId::RIGHT });
        app.world_mut().write_message(JoinRequested { player, name, team });
    }
    app
}

/// How far the letters of each plate that is up stand out of it to either side, in stage units.
fn out_of_plates(app: &mut App) -> Vec<(String, f32)> {
    let mut plates = app.world_mut().query::<(&Plate, &Sprite, &InheritedVisibility)>();
    let mut words = app.world_mut().query_filtered::<(&Label, &TextLayoutInfo, &Transform, &Text2d), With<PlatePart>>();
    let world = app.world();
    let up = plates.iter(world).filter(|(plate, _, seen)| seen.get() && plate.widths.of(plate.rung).is_some());
    up.map(|(plate, middle, _)| {
        let (label, laid_out, at, text) = words.get(world, plate.words).unwrap();
        let wide = label.measure(laid_out).x * at.scale.x / at.scale.y;
        // A name that is cut runs out under the end that fades.
        let aside = if matches!(plate.rung, Rung::Cut(_)) { 0.0 } else { at.translation.x.abs() };
        (text.0.clone(), wide / 2.0 + aside - Measure::of(middle).width / 2.0)
    })
    .collect()
}

#[test]
fn sixty_names_of_the_world_stay_within_their_plates() {
    let mut seen = 0;
    // Few, so that they are large; more, so that there is little room; and a full field under banners.
    for crowd in [6, 20, 60] {
        for names in NAMES.chunks(crowd) {
            let mut app = show(names);
            for frame in 0..200 {
                app.update();
                if frame < 60 || frame % 20 != 0 {
                    continue;
                }
                for (name, out) in out_of_plates(&mut app) {
                    seen += 1;
                    assert!(out <= 2.0, "{name:?} is {out} too wide among {crowd}");
                    assert!(!name.contains('\u{2026}'), "{name:?} has dots");
                }
            }
            assert_eq!(app.world().resource::<Round>().phase, Phase::Lobby);
        }
    }
    assert!(seen > 500, "{seen} plates were seen");
}
