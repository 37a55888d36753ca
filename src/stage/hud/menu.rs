//! The quiet menu: cards with what does what, or four shapes with pips; never asked for, in the prompt's place.

use bevy::{prelude::*, sprite::Anchor};

use super::{
    parts::{Bands, picture, place, seen},
    prompt::{HasMenu, InTurn, LINES_S, MENU_S, PromptSystems, PromptTurn, Turn, turning},
    slots::{Band, CARDS, PROMPT},
    words::{self, MenuLine, MenuPicture},
};
use crate::{
    base::TeamId,
    locale::{LanguageId, shorten},
    roster::ShownLanguage,
    rules::Rules,
    stage::{
        art::{
            Art, BuildStage, ICON, Piece,
            label::{Face, plain, say},
        },
        theme::palette::{PLUM, rgb},
        view::clock::{StageClock, StageSystems},
    },
};

/// Most tiers of the neutral menu.
const TIERS: usize = 4;
/// Tint of a tier's shape: it is there, and asks for nothing.
const NEUTRAL: Color = Color::srgba(0.5, 0.48, 0.55, 0.75);

/// What the menu has, with a picture of each side's.
#[derive(Resource, Debug, Default)]
struct Menu {
    made_for: Option<(u64, LanguageId)>,
    lines: Vec<(MenuLine, [Piece; 2])>,
}

/// Which lines of the menu are up: on cards, as tiers, and of which side.
#[derive(Resource, Debug, PartialEq)]
struct MenuPage {
    cards: [Option<usize>; CARDS.len()],
    tiers: [Option<usize>; TIERS],
    team: TeamId,
}

/// A part of a card: seen while there is a line for it.
#[derive(Component, Debug, Clone, Copy)]
struct OfCard(usize);

/// The picture on a card.
#[derive(Component, Debug)]
struct CardPicture;

/// What it is.
#[derive(Component, Debug)]
struct CardWhat;

/// What it does.
#[derive(Component, Debug)]
struct CardDoes;

/// The shape of a tier.
#[derive(Component, Debug)]
struct Tier(usize);

impl Default for MenuPage {
    fn default() -> Self {
        Self { cards: Default::default(), tiers: Default::default(), team: TeamId::LEFT }
    }
}

impl Menu {
    fn line(&self, index: Option<usize>) -> Option<&(MenuLine, [Piece; 2])> {
        self.lines.get(index?)
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Menu>().init_resource::<MenuPage>().add_systems(BuildStage, build).add_systems(
        Update,
        (list.before(PromptSystems), (page, (cards, pictures, whats, does, tiers)).chain().after(PromptSystems))
            .in_set(StageSystems::Draw),
    );
}

fn build(mut commands: Commands, art: Res<Art>, bands: Res<Bands>) {
    let in_turn = |turn| (InTurn(Some(turn)), bands.child(Band::Prompt));
    for (index, slot) in CARDS.iter().enumerate() {
        let left = slot.at.x - slot.size.x / 2.0;
        let common = (OfCard(index), bands.child(Band::Prompt), Visibility::Hidden);
        commands.spawn((common.clone(), picture(&art, "hud/card", *slot, 0.0)));
        commands.spawn((common.clone(), CardPicture, Sprite::default(), place(left + 34.0, slot.at.y, 1.0)));
        let what = plain("", Face::Plain, 26.0, 0xff_f4da);
        let at = place(left + 66.0, slot.at.y - 13.0, 1.0);
        commands.spawn((common.clone(), CardWhat, what, at)).insert(Anchor::CENTER_LEFT);
        let does = plain("", Face::Plain, 26.0, 0xd9_c2ff);
        let at = place(left + 66.0, slot.at.y + 14.0, 1.0);
        commands.spawn((common, CardDoes, does, at)).insert(Anchor::CENTER_LEFT);
    }
    let size = PROMPT.size - Vec2::new(20.0, 10.0);
    let image = art.piece("shapes/plain").image;
    let back = Sprite { image, custom_size: Some(size), color: rgb(PLUM), ..default() };
    commands.spawn((in_turn(Turn::Tiers), back, place(PROMPT.at.x, PROMPT.at.y, 0.0)));
    for tier in 0..TIERS {
        let x = PROMPT.at.x + (tier as f32 - 1.5) * 144.0;
        commands.spawn((in_turn(Turn::Tiers), Tier(tier), Sprite::default(), place(x - 26.0, PROMPT.at.y, 1.0)));
        for pip in 0..=tier {
            let image = art.piece("shapes/confetti").image;
            let color = Color::srgba(0.72, 0.7, 0.76, 0.8);
            let sprite = Sprite { image, custom_size: Some(Vec2::splat(11.0)), color, ..default() };
            let turned = Quat::from_rotation_z(std::f32::consts::FRAC_PI_4);
            let at = place(x + 12.0 + pip as f32 * 16.0, PROMPT.at.y, 1.0).with_rotation(turned);
            commands.spawn((in_turn(Turn::Tiers), sprite, at));
        }
    }
}

/// Makes the menu of the rules in the language that is shown.
fn list(rules: Res<Rules>, language: ShownLanguage, art: Res<Art>, mut menu: ResMut<Menu>, mut has: ResMut<HasMenu>) {
    let wanted = Some((rules.hash, language.language()));
    if menu.made_for == wanted {
        return;
    }
    let drawn = |line: MenuLine| {
        let pieces = TeamId::BOTH.map(|team| match &line.picture {
            MenuPicture::Unit(look) => art.unit_icon(look, team),
            MenuPicture::Power(id) => art.power_icon(id),
            MenuPicture::None => art.piece("hud/crown"),
        });
        (line, pieces)
    };
    let lines: Vec<_> = words::menu_lines(&rules, language.language()).into_iter().map(drawn).collect();
    *has = HasMenu(!lines.is_empty());
    *menu = Menu { made_for: wanted, lines };
}

/// Turns the pages.
fn page(rules: Res<Rules>, clock: Res<StageClock>, menu: Res<Menu>, mut page: ResMut<MenuPage>) {
    let (all, every) = (menu.lines.len(), LINES_S + MENU_S);
    let pages = all.div_ceil(CARDS.len());
    let first = turning(clock.seconds, every, pages) * CARDS.len();
    let other = rules.game.sides.game_side().map_or(TeamId::RIGHT, TeamId::enemy);
    let team = if turning(clock.seconds, every, 2) == 0 { TeamId::LEFT } else { other };
    // The last page is filled up from the front of the list.
    let card = |index: usize| if pages > 1 { Some((first + index) % all) } else { Some(index).filter(|it| *it < all) };
    let tier = |tier: usize| all.checked_sub(1).map(|last| tier * last / (TIERS - 1));
    page.set_if_neq(MenuPage { cards: std::array::from_fn(card), tiers: std::array::from_fn(tier), team });
}

fn cards(now: Res<PromptTurn>, page: Res<MenuPage>, mut parts: Query<(&OfCard, &mut Visibility)>) {
    for (card, mut visible) in &mut parts {
        let there = page.cards.get(card.0).is_some_and(Option::is_some);
        visible.set_if_neq(seen(now.0 == Some(Turn::Cards) && there));
    }
}

/// Draws a line of the menu into a sprite.
fn draw(sprite: &mut Mut<Sprite>, line: Option<&(MenuLine, [Piece; 2])>, team: TeamId, tint: Color) {
    let Some(piece) = line.and_then(|(_, pieces)| pieces.get(team.index())) else { return };
    if sprite.image != piece.image {
        let scale = ICON / piece.size.max_element().max(1.0);
        sprite.image = piece.image.clone();
        sprite.custom_size = Some(piece.size * scale);
        sprite.color = tint;
    }
}

fn pictures(menu: Res<Menu>, page: Res<MenuPage>, mut pictures: Query<(&OfCard, &mut Sprite), With<CardPicture>>) {
    for (card, mut sprite) in &mut pictures {
        draw(&mut sprite, menu.line(page.cards.get(card.0).copied().flatten()), page.team, Color::WHITE);
    }
}

fn whats(menu: Res<Menu>, page: Res<MenuPage>, mut words: Query<(&OfCard, &mut Text2d), With<CardWhat>>) {
    for (card, mut text) in &mut words {
        let line = menu.line(page.cards.get(card.0).copied().flatten());
        say(&mut text, &shorten(line.map_or("", |(line, _)| &line.what), 9));
    }
}

fn does(menu: Res<Menu>, page: Res<MenuPage>, mut words: Query<(&OfCard, &mut Text2d), With<CardDoes>>) {
    for (card, mut text) in &mut words {
        let line = menu.line(page.cards.get(card.0).copied().flatten());
        say(&mut text, &shorten(line.map_or("", |(line, _)| &line.does), 11));
    }
}

fn tiers(menu: Res<Menu>, page: Res<MenuPage>, mut tiers: Query<(&Tier, &mut Sprite)>) {
    for (tier, mut sprite) in &mut tiers {
        draw(&mut sprite, menu.line(page.tiers.get(tier.0).copied().flatten()), page.team, NEUTRAL);
    }
}
