//! What is missing on this computer, as far as it shows: a graphics card, the pictures, fonts. Each with what to do.

use bevy::{prelude::*, render::renderer::RenderAdapterInfo, text::FontCx};

use crate::{base::assets_folder, schedule::ThrongSystems};

/// What fonts are needed for, the families of which one is enough, and the Debian package that brings one.
const FONTS: [(&str, &[&str], &str); 3] = [
    (
        "letters of most scripts",
        &["Noto Sans", "Segoe UI", "Helvetica Neue", "DejaVu Sans", "Arial", "Liberation Sans"],
        "fonts-noto-core",
    ),
    (
        "Chinese, Japanese and Korean",
        &["Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic UI", "Microsoft YaHei UI", "Hiragino Sans", "PingFang SC"],
        "fonts-noto-cjk",
    ),
    ("emoji", &["Noto Color Emoji", "Segoe UI Emoji", "Apple Color Emoji"], "fonts-noto-color-emoji"),
];

/// What the streamer should know about the computer: ready to read.
#[derive(Resource, Debug, Clone, Default)]
pub(super) struct Machine(pub(super) Vec<String>);

/// What to do where the stage has nothing to draw but plain figures.
const NO_PICTURES: &str = "The pictures are missing: put the folder `assets`, which comes with the game, beside the program, and start again.";

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, look.in_set(ThrongSystems::Show));
}

/// Looks once, when the graphics card is known.
fn look(
    adapter: Option<Res<RenderAdapterInfo>>,
    fonts: Option<ResMut<FontCx>>,
    mut machine: ResMut<Machine>,
    mut done: Local<bool>,
) {
    let (Some(adapter), Some(mut fonts), false) = (adapter, fonts, *done) else { return };
    *done = true;
    // Bevy does not pass the type on by name, only the value.
    if format!("{:?}", adapter.device_type) == "Cpu" {
        machine.0.push(format!(
            "No graphics card is used ({}), so the picture is slow: install the driver of your card.",
            adapter.name
        ));
    }
    if assets_folder().is_none() {
        machine.0.push(NO_PICTURES.into());
    }
    machine.0.extend(missing(|family| fonts.collection.family_id(family).is_some()));
    for line in &machine.0 {
        tracing::warn!("{line}");
    }
}

/// Sentences about the fonts that are not here.
fn missing(mut has: impl FnMut(&str) -> bool) -> Vec<String> {
    let lacks = FONTS.iter().filter(|(_, families, _)| !families.iter().any(|family| has(family)));
    let sentence = |(what, _, package): &(&str, &[&str], &str)| {
        let how = if cfg!(target_os = "linux") {
            format!("on Debian: apt-get install {package}; then start again")
        } else {
            "install one for them and start again".into()
        };
        format!("There is no font for {what}, so such names cannot be read: {how}.")
    };
    lacks.map(sentence).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_font_is_named_with_what_brings_it() {
        assert!(missing(|_| true).is_empty());
        assert!(missing(|family| ["Arial", "Noto Sans JP", "Segoe UI Emoji"].contains(&family)).is_empty());
        let bare = missing(|family| family == "DejaVu Sans");
        assert_eq!(bare.len(), 2, "{bare:?}");
        assert!(bare[0].contains("Japanese") && bare[1].contains("emoji"));
        #[cfg(target_os = "linux")]
        assert!(bare[0].contains("fonts-noto-cjk"));
    }
}
