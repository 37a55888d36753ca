//! The whole stage over the real arena, with everything but a graphics card.

use std::{
    collections::{HashMap, HashSet},
    time::Duration,
};

use bevy::{
    prelude::*,
    text::{FontAtlasSet, TextLayoutInfo},
    time::TimeUpdateStrategy,
};
use throng::{
    arena::{AnnounceRequested, Castles, JoinRequested, SpawnRequested, StateHash, Tick, Unit},
    base::{Dice, PlayerId, TeamId, UnitKind},
    rules::{CameraSlot, Rules, Style},
    schedule,
    stage::{
        self, Surface,
        art::label::{Face, Label, label},
        effects::motes::{MOST, Motes},
        units::puppet::{Puppet, Puppets},
    },
};

fn show(with_stage: bool) -> App {
    show_on(Surface::Nothing, with_stage)
}

/// The stage as if it were drawn on `surface`; no graphics card is used.
fn show_on(surface: Surface, with_stage: bool) -> App {
    let mut app = App::new();
    app.add_plugins(stage::base_plugins(Surface::Nothing))
        .insert_resource(surface)
        .insert_resource(throng::rules::shipped())
        .insert_resource(Dice::new(7))
        .add_plugins((schedule::plugin, throng::arena::plugin))
        .insert_resource(TimeUpdateStrategy::ManualDuration(Duration::from_secs_f64(1.0 / 30.0)));
    if with_stage {
        app.add_plugins(stage::plugin);
    }
    app.finish();
    app.cleanup();
    app
}

fn feed(app: &mut App) {
    let world = app.world_mut();
    for player in 0..9_u32 {
        let name = ["Mia", "陳大文", "مريم", "👨‍👩‍👧", "\u{202e}evil", ""][player as usize % 6];
        world.write_message(JoinRequested { player: PlayerId(player), name: name.into(), team: None });
    }
    for team in TeamId::BOTH {
        for kind in 0..9_u16 {
            world.write_message(SpawnRequested {
                team,
                unit: UnitKind(kind),
                count: 3,
                by: Some(PlayerId(1)),
                diamonds: 0,
            });
        }
    }
    let text = "a line that is much longer than any banner could ever be, twice over and more".into();
    world.write_message(AnnounceRequested { text, style: Style::Big, team: Some(TeamId::LEFT), by: None });
}

#[test]
fn every_unit_has_a_puppet_and_motes_stay_bounded() {
    let mut app = show(true);
    for frame in 0..700 {
        if frame % 120 == 40 {
            feed(&mut app);
        }
        app.update();
        assert!(app.world().resource::<Motes>().alive() <= MOST);
    }
    app.update();
    let units = app.world_mut().query::<&Unit>().iter(app.world()).count();
    let standing =
        app.world_mut().query::<&Puppet>().iter(app.world()).filter(|puppet| puppet.fallen.is_none()).count();
    assert!(units > 20, "{units} units");
    assert_eq!(standing, units);
    assert_eq!(app.world().resource::<Puppets>().len(), units);
    let mut puppets = app.world_mut().query::<(&Puppet, &Transform)>();
    for (puppet, place) in puppets.iter(app.world()) {
        assert!(place.translation.is_finite() && place.scale.is_finite(), "{puppet:?}");
    }
    assert!(app.world().resource::<Castles>().0.iter().all(|castle| castle.max > 0));
}

#[test]
fn the_stage_changes_nothing_in_the_arena() {
    let run = |with_stage| {
        let mut app = show(with_stage);
        for frame in 0..500 {
            if frame == 40 {
                feed(&mut app);
            }
            app.update();
        }
        (*app.world().resource::<Tick>(), *app.world().resource::<StateHash>())
    };
    assert_eq!(run(true), run(false));
}

#[test]
fn the_picture_never_stands_still_not_even_in_a_break() {
    let places = |app: &mut App| -> Vec<(Entity, Transform)> {
        app.world_mut().query::<(Entity, &Transform)>().iter(app.world()).map(|(entity, at)| (entity, *at)).collect()
    };
    // In the lobby, and in a break of the battle.
    for frames in [60, 600] {
        let mut app = show(true);
        (0..frames).for_each(|_| app.update());
        app.world_mut().resource_mut::<Time<Virtual>>().pause();
        (0..30).for_each(|_| app.update());
        let tick = *app.world().resource::<Tick>();
        let before = places(&mut app);
        // Half a second: longer nothing may stand.
        (0..15).for_each(|_| app.update());
        assert_eq!(*app.world().resource::<Tick>(), tick, "the battle waits");
        let moved = before.iter().zip(places(&mut app)).filter(|(before, now)| **before != *now).count();
        assert!(moved > 5, "{moved} things move after {frames} frames");
    }
}

#[test]
fn the_score_is_below_a_camera_on_top_from_the_first_frame_on() {
    let clock = |camera| {
        let mut app = show(true);
        app.world_mut().resource_mut::<Rules>().stage.camera = camera;
        (0..90).for_each(|_| app.update());
        let mut texts = app.world_mut().query::<(&Text2d, &GlobalTransform)>();
        let clock =
            |text: &str| text.contains(':') && text.chars().all(|letter| letter.is_ascii_digit() || letter == ':');
        let found = texts.iter(app.world()).find(|(text, _)| clock(&text.0));
        // From the middle of the stage up, to from its top down.
        960.0 - found.expect("the clock").1.translation().y
    };
    assert!((232.0..308.0).contains(&clock(CameraSlot::None)));
    assert!((584.0..660.0).contains(&clock(CameraSlot::Top)));
}

#[test]
fn small_letters_take_little_memory_and_give_it_back_when_they_are_gone() {
    let mut app = show_on(Surface::Image { width: 540, height: 960, paced: true }, true);
    let names = ["Mia", "陳大文", "สวัสดี", "مريم"];
    let texts = names.map(|name| app.world_mut().spawn(label(name, Face::Plain, 40.0, 0, 0)).id());
    (0..4).for_each(|_| app.update());
    let atlases = |app: &App| {
        let all = app.world().resource::<FontAtlasSet>();
        all.values().flatten().map(|atlas| (atlas.texture.id(), atlas.texture_atlas.size.x)).collect::<HashMap<_, _>>()
    };
    let of_names = |app: &App| {
        let glyphs = texts.iter().filter_map(|text| app.world().get::<TextLayoutInfo>(*text)).flat_map(|it| &it.glyphs);
        glyphs.map(|glyph| glyph.atlas_info.texture).collect::<HashSet<_>>()
    };
    let (used, there) = (of_names(&app), atlases(&app));
    assert!(!used.is_empty(), "the names were laid out");
    for atlas in &used {
        assert_eq!(there.get(atlas), Some(&256), "of what is drawn from {atlas}");
    }
    for text in texts {
        app.world_mut().despawn(text);
    }
    // Twice at least it is seen that nothing is drawn from them.
    for _ in 0..(12 * 30) {
        app.update();
    }
    let there = atlases(&app);
    let mut others = app.world_mut().query::<&TextLayoutInfo>();
    let others: HashSet<_> =
        others.iter(app.world()).flat_map(|text| &text.glyphs).map(|glyph| glyph.atlas_info.texture).collect();
    for atlas in &used {
        assert_eq!(there.contains_key(atlas), others.contains(atlas), "{atlas} is there as long as it is drawn from");
    }
}

#[test]
fn texts_that_change_all_evening_take_up_no_more_letters() {
    let mut app = show_on(Surface::Image { width: 270, height: 480, paced: true }, true);
    let words = app.world_mut().spawn(label("", Face::Plain, 40.0, 0, 0)).id();
    let mut kept = Vec::new();
    for turn in 0..60 {
        // Names whose fonts nothing else uses, gone for some frames in between: Bevy would forget the font.
        for name in ["\u{1f40b} Mia", "陳大文", "สวัสดี", "𝓥𝓲𝓮𝔀", "ok"] {
            let mut words = app.world_mut().entity_mut(words);
            name.clone_into(&mut words.get_mut::<Text2d>().unwrap().0);
            // Any size at all, as words that must fit have.
            words.get_mut::<Label>().unwrap().size = 30.0 + (turn % 30) as f32 * 0.37;
            (0..4).for_each(|_| app.update());
        }
        kept.push(app.world().resource::<FontAtlasSet>().len());
    }
    assert!(kept[0] > 0, "the words were laid out");
    let most = kept.iter().max().unwrap();
    assert!(*most <= kept[0] + 3 * 5, "each size is kept, or fonts are loaded again and again: {kept:?}");
}
