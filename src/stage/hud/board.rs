//! The boards of the podium: deeds with their points, and titles without.

use bevy::{prelude::*, sprite::Anchor};

use super::{
    parts::{Bands, picture, place, seen},
    slots::{BOARDS, Band, Slot},
    words::title_name,
};
use crate::{
    arena::{Results, RoundResult},
    base::PlayerId,
    locale::{TextKey, short_name, shorten},
    roster::{Edition, Roster, ShownLanguage},
    rules::{CameraSlot, Rules},
    stage::{
        art::{
            Art, BuildStage,
            label::{Face, Label, fit, grouped, label, plain, say},
        },
        theme::palette::INK,
        units::hero::{self, FaceLetters},
        view::{clock::StageSystems, story::Finale},
    },
};

/// Rows on a board.
const ROWS: usize = 5;

/// A row of a board: the board, 0 for deeds and 1 for titles, and its place there.
#[derive(Component, Debug, Clone, Copy, PartialEq, Eq)]
struct OfRow(usize, usize);

/// The title of a board.
#[derive(Component, Debug)]
struct BoardTitle(usize);

/// Belongs to that board.
#[derive(Component, Debug, Clone, Copy)]
struct OfBoard(usize);

/// Somebody's face.
#[derive(Component, Debug)]
struct RowFace;

/// Letters on it.
#[derive(Component, Debug)]
struct RowLetters;

/// Somebody's name.
#[derive(Component, Debug)]
struct RowName;

/// What for: points, or a title.
#[derive(Component, Debug)]
struct RowDeed;

/// What stands on the boards, and of which round.
#[derive(Resource, Debug, Default)]
struct Boards {
    of_round: Option<(u32, Edition)>,
    rows: [Vec<BoardRow>; 2],
}

/// A line of a board.
#[derive(Debug, Clone, PartialEq, Eq)]
struct BoardRow {
    player: PlayerId,
    name: String,
    deed: String,
    ai: bool,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Boards>().init_resource::<Roster>().add_systems(BuildStage, build).add_systems(
        Update,
        (list, ((faces, letters, names, deeds, titles).run_if(resource_changed::<Boards>), show))
            .chain()
            .in_set(StageSystems::Draw),
    );
}

fn build(mut commands: Commands, art: Res<Art>, bands: Res<Bands>) {
    for (board, slot) in BOARDS.into_iter().enumerate() {
        let common = || (OfBoard(board), Visibility::Hidden, bands.child(Band::Boards));
        commands.spawn((common(), picture(&art, "hud/board", slot, 0.0)));
        let top = slot.at.y - slot.size.y / 2.0;
        let title = label("", Face::Plain, 32.0, 0xff_f4da, INK);
        commands.spawn((common(), BoardTitle(board), title, place(slot.at.x, top + 29.0, 1.0)));
        (0..ROWS).for_each(|row| build_row(&mut commands, &art, &common, slot, (board, row)));
    }
}

fn build_row<B: Bundle>(
    commands: &mut Commands,
    art: &Art,
    common: &impl Fn() -> B,
    slot: Slot,
    (board, row): (usize, usize),
) {
    let y = slot.at.y - slot.size.y / 2.0 + 77.0 + row as f32 * 39.5;
    let left = slot.at.x - slot.size.x / 2.0;
    let of = OfRow(board, row);
    if board == 0 {
        let digit = plain((row + 1).to_string(), Face::Display, 30.0, 0x5b_2f86);
        commands.spawn((common(), digit, place(left + 32.0, y, 1.0)));
    }
    let image = art.piece("shapes/face").image;
    let face = Sprite { image, custom_size: Some(Vec2::splat(34.0)), color: Color::NONE, ..default() };
    let x = left + if board == 0 { 70.0 } else { 36.0 };
    commands.spawn((common(), of, RowFace, face, place(x, y, 1.0)));
    let letters = label("", Face::Plain, 17.0, 0xff_ffff, INK);
    commands.spawn((common(), of, RowLetters, FaceLetters, letters, place(x, y, 2.0)));
    // Light letters: dark ones would colour the emoji of a name, too.
    let name = label("", Face::Plain, 30.0, 0xff_fff0, INK);
    commands.spawn((common(), of, RowName, name, place(x + 28.0, y, 1.0))).insert(Anchor::CENTER_LEFT);
    let face = if board == 0 { Face::Display } else { Face::Plain };
    let deed = plain("", face, 30.0, 0x5b_2f86);
    let at = place(left + slot.size.x - 24.0, y, 1.0);
    commands.spawn((common(), of, RowDeed, deed, at)).insert(Anchor::CENTER_RIGHT);
}

/// Writes the boards when a round is decided, and anew when names or the language change.
fn list(
    finale: Res<Finale>,
    results: Res<Results>,
    roster: Res<Roster>,
    language: ShownLanguage,
    mut boards: ResMut<Boards>,
) {
    let result = results.0.last().filter(|_| finale.podium.is_some());
    let of_round = result.map(|result| (result.number, language.edition()));
    if boards.of_round == of_round {
        return;
    }
    let rows = result.map_or_else(Default::default, |result| [deeds_of(result), titles_of(result, &roster, &language)]);
    *boards = Boards { of_round, rows };
}

/// Who did most, with points.
fn deeds_of(result: &RoundResult) -> Vec<BoardRow> {
    let row = |best: &crate::arena::PodiumPlace| BoardRow {
        player: best.player,
        name: best.name.to_string(),
        deed: grouped(best.score),
        ai: best.ai,
    };
    result.best.iter().take(ROWS).map(row).collect()
}

/// Who earned a title, and who gave most: one title among the others, without a number.
fn titles_of(result: &RoundResult, roster: &Roster, language: &ShownLanguage) -> Vec<BoardRow> {
    let title = |(text, who): &(crate::locale::LocalizedText, crate::arena::PodiumPlace)| BoardRow {
        player: who.player,
        name: who.name.to_string(),
        deed: title_name(&language.line(text)).to_owned(),
        ai: who.ai,
    };
    let mut rows: Vec<BoardRow> = result.titles.iter().take(ROWS - 1).map(title).collect();
    let givers = roster.iter().filter(|player| player.diamonds > 0);
    if let Some(most) = givers.max_by_key(|player| (player.diamonds, std::cmp::Reverse(player.id))) {
        rows.push(BoardRow {
            player: most.id,
            name: most.shown_name().to_string(),
            deed: language.text(TextKey::Supporter).to_owned(),
            ai: false,
        });
    }
    rows
}

impl Boards {
    fn row(&self, of: OfRow) -> Option<&BoardRow> {
        self.rows.get(of.0)?.get(of.1)
    }
}

fn faces(boards: Res<Boards>, mut faces: Query<(&OfRow, &mut Sprite), With<RowFace>>, art: Res<Art>) {
    for (of, mut sprite) in &mut faces {
        let row = boards.row(*of);
        let ai = row.is_some_and(|row| row.ai);
        sprite.image = art.piece(if ai { "shapes/robot" } else { "shapes/face" }).image;
        sprite.color = match row {
            None => Color::NONE,
            Some(_) if ai => Color::WHITE,
            Some(row) => hero::face_of(row.player),
        };
    }
}

fn letters(boards: Res<Boards>, mut letters: Query<(&OfRow, &mut Text2d), With<RowLetters>>) {
    for (of, mut text) in &mut letters {
        let row = boards.row(*of).filter(|row| !row.ai);
        say(&mut text, &row.map(|row| hero::initials(&row.name)).unwrap_or_default());
    }
}

fn names(boards: Res<Boards>, mut names: Query<(&OfRow, &mut Text2d), With<RowName>>) {
    for (of, mut text) in &mut names {
        say(&mut text, &boards.row(*of).map(|row| short_name(&row.name, 9)).unwrap_or_default());
    }
}

/// Room for a title behind a name.
const DEED: f32 = 236.0;

fn deeds(boards: Res<Boards>, mut deeds: Query<(&OfRow, &mut Text2d, &mut Label), With<RowDeed>>) {
    for (of, mut text, mut label) in &mut deeds {
        let deed = boards.row(*of).map_or("", |row| row.deed.as_str());
        say(&mut text, deed);
        fit(&mut label, deed, 30.0, DEED);
    }
}

fn titles(language: ShownLanguage, mut titles: Query<(&BoardTitle, &mut Text2d)>) {
    for (BoardTitle(board), mut text) in &mut titles {
        let key = if *board == 0 { TextKey::BoardHeroes } else { TextKey::BoardTitles };
        say(&mut text, &shorten(language.text(key), 24));
    }
}

/// Below a camera the steps stand in the place of the first board.
fn show(rules: Res<Rules>, finale: Res<Finale>, mut parts: Query<(&OfBoard, &mut Visibility)>) {
    let taken = rules.stage.camera == CameraSlot::Top;
    for (of, mut visible) in &mut parts {
        visible.set_if_neq(seen(finale.podium.is_some() && !(taken && of.0 == 0)));
    }
}
