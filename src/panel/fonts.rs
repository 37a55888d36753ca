//! Fonts of the system in the panel, so that names in every script can be read. egui finds none by itself.

use std::sync::Arc;

use bevy::{prelude::*, text::FontCx};
use bevy_egui::{
    EguiContext,
    egui::{Context, FontData, FontDefinitions, FontFamily},
};
use parley::fontique::Blob;

use super::{
    style,
    window::{PanelCamera, PanelPass},
};

/// Families asked for, in this order; whichever are here are used. Debian, Windows and macOS by turns.
const FAMILIES: &[&str] = &[
    "Noto Sans",
    "Segoe UI",
    "Helvetica Neue",
    "Noto Sans CJK JP",
    "Yu Gothic",
    "Microsoft YaHei",
    "Malgun Gothic",
    "Hiragino Sans",
    "Apple SD Gothic Neo",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Thai",
    "Leelawadee UI",
    "Noto Sans Devanagari",
    "Nirmala UI",
    "Noto Sans Bengali",
    "Noto Sans Tamil",
    "Noto Sans Telugu",
    "Noto Sans Kannada",
    "Noto Sans Malayalam",
    "Noto Sans Gujarati",
    "Noto Sans Gurmukhi",
    "Noto Sans Sinhala",
    "Noto Sans Myanmar",
    "Myanmar Text",
    "Noto Sans Lao",
    "Noto Sans Ethiopic",
    "Ebrima",
    "Noto Sans Khmer",
    "Noto Sans Georgian",
    "Noto Sans Armenian",
    "Arial Unicode MS",
    "Noto Sans Math",
    "Noto Sans Symbols2",
    "Segoe UI Symbol",
];

/// A part of Noto Sans SemiBold: Latin, Greek and Cyrillic.
const SEMI_BOLD: &[u8] = include_bytes!("../../assets/fonts/PanelSemiBold.ttf");

/// Marks a panel that has its fonts.
#[derive(Component)]
pub(super) struct Dressed;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<PanelFonts>().add_systems(PanelPass, dress);
}

/// The definitions, made once: a panel that is opened again takes the same.
#[derive(Resource, Default)]
struct PanelFonts(Option<FontDefinitions>);

/// Whether a panel has its fonts: they come with the pass after that in which they were given.
pub(super) fn are_set(ctx: &Context) -> bool {
    let heavy = FontFamily::Name(style::BOLD.into());
    ctx.fonts(|fonts| fonts.definitions().families.contains_key(&heavy))
}

/// Gives a freshly opened panel its fonts and colours.
fn dress(
    mut commands: Commands,
    mut panels: Query<(Entity, &mut EguiContext), (With<PanelCamera>, Without<Dressed>)>,
    mut fonts: ResMut<FontCx>,
    mut made: ResMut<PanelFonts>,
) {
    for (panel, mut context) in &mut panels {
        let ctx = context.get_mut();
        style::apply(ctx);
        ctx.set_fonts(made.0.get_or_insert_with(|| definitions(&mut fonts)).clone());
        commands.entity(panel).insert(Dressed);
    }
}

fn definitions(fonts: &mut FontCx) -> FontDefinitions {
    let mut definitions = base_fonts();
    for name in FAMILIES {
        let Some(family) = fonts.collection.family_by_name(name) else { continue };
        let Some(font) = family.default_font() else { continue };
        let Some(bytes) = font.load(None) else { continue };
        // The file stays mapped into memory as long as the program runs. A copy of all these fonts would take 60 MB.
        let bytes: &'static Blob<u8> = Box::leak(Box::new(bytes));
        let mut data = FontData::from_static(bytes.as_ref());
        data.index = font.index();
        definitions.font_data.insert((*name).to_owned(), Arc::new(data));
        for family in [FontFamily::Proportional, FontFamily::Name(style::BOLD.into())] {
            definitions.families.entry(family).or_default().push((*name).to_owned());
        }
    }
    definitions
}

/// The fonts that come with the panel: egui's own, and a heavy one before them. egui has no heavy letters.
pub(super) fn base_fonts() -> FontDefinitions {
    let mut definitions = FontDefinitions::default();
    definitions.font_data.insert(style::BOLD.into(), Arc::new(FontData::from_static(SEMI_BOLD)));
    let mut heavy = vec![style::BOLD.to_owned()];
    heavy.extend(definitions.families.get(&FontFamily::Proportional).into_iter().flatten().cloned());
    definitions.families.insert(FontFamily::Name(style::BOLD.into()), heavy);
    definitions
}
