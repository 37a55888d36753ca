//! Plain shapes that stand in for drawings that are missing, and the few that code alone needs.

use bevy::math::Vec2;

use super::palette::{Side, side};
use crate::rules::TeamId;

/// A drawing that stands in for the missing file `name` (its path below `assets/art`, without `.svg`).
#[must_use]
pub fn drawing(name: &str) -> String {
    let colours = side(if name.contains("tide") { TeamId::RIGHT } else { TeamId::LEFT });
    let (folder, piece) = name.split_once('/').unwrap_or(("", name));
    match folder {
        "units" => unit(piece, colours),
        "heroes" if piece.ends_with("ring") => shell(Vec2::new(200.0, 220.0), &ring(colours)),
        "heroes" => hero(piece, colours),
        "castles" => castle(colours),
        "scenery" if piece == "scene" => SCENE.to_owned(),
        "hud" => panel(piece, colours),
        "icons" => star(64.0, "#ffd24a"),
        "code" => code(piece),
        _ => effect(piece, colours),
    }
}

fn shell(size: Vec2, inside: &str) -> String {
    format!(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}">{inside}</svg>"#, size.x, size.y)
}

fn hex(colour: u32) -> String {
    format!("#{colour:06x}")
}

/// A hooded figure, more than nothing and in its team's colour.
fn unit(piece: &str, colours: Side) -> String {
    let reach = if piece.ends_with("strike") { 104 } else { 88 };
    shell(
        Vec2::new(110.0, 110.0),
        &format!(
            r##"<g stroke="#2a1438" stroke-width="5" stroke-linejoin="round"><path d="M60 64H{reach}" stroke-linecap="round"/>
            <path d="M28 100Q24 40 55 22Q86 40 82 100Z" fill="{}"/><ellipse cx="58" cy="56" rx="17" ry="14" fill="{}"/></g>
            <circle cx="54" cy="56" r="4" fill="#fff4da"/><circle cx="66" cy="56" r="4" fill="#fff4da"/>"##,
            hex(colours.main),
            hex(colours.tag)
        ),
    )
}

fn hero(piece: &str, colours: Side) -> String {
    let blade = if piece.ends_with("strike") { "M140 150H192" } else { "M146 160L160 92" };
    shell(
        Vec2::new(200.0, 220.0),
        &format!(
            r##"<g stroke="#2a1438" stroke-width="6" stroke-linejoin="round" stroke-linecap="round"><path d="{blade}"/>
            <path d="M62 208Q60 130 100 124Q140 130 138 208Z" fill="{}"/><circle cx="100" cy="92" r="44" fill="{}"/></g>"##,
            hex(colours.main),
            hex(colours.deep)
        ),
    )
}

fn ring(colours: Side) -> String {
    format!(
        r##"<circle cx="100" cy="92" r="41" fill="none" stroke="#2a1438" stroke-width="14"/>
        <circle cx="100" cy="92" r="41" fill="none" stroke="{}" stroke-width="7"/>"##,
        hex(colours.glow)
    )
}

fn castle(colours: Side) -> String {
    shell(
        Vec2::new(320.0, 380.0),
        &format!(
            r##"<g stroke="#2a1438" stroke-width="6" stroke-linejoin="round" fill="{0}"><path d="M30 370V180H90V140H230V180H290V370Z"/>
            <path d="M110 140V70H210V140Z"/><path d="M96 70L160 10L224 70Z" fill="{1}"/>
            <path d="M130 370V300Q160 260 190 300V370Z" fill="{1}"/></g>"##,
            hex(colours.main),
            hex(colours.tag)
        ),
    )
}

fn panel(piece: &str, colours: Side) -> String {
    let (size, fill, round) = match piece {
        _ if piece.starts_with("badge") || piece.starts_with("number") => (Vec2::splat(92.0), hex(colours.main), 46.0),
        _ if piece.starts_with("bar") => (Vec2::new(316.0, 52.0), "none".to_owned(), 10.0),
        "clock" => (Vec2::new(148.0, 88.0), "#fff4da".to_owned(), 18.0),
        "clock-red" => (Vec2::new(148.0, 88.0), "#e63a22".to_owned(), 18.0),
        _ if piece.starts_with("chip") => (Vec2::new(300.0, 46.0), hex(colours.tag), 8.0),
        "ribbon" => (Vec2::new(860.0, 62.0), "#fff4da".to_owned(), 8.0),
        "card" => (Vec2::new(212.0, 58.0), "#2a1840".to_owned(), 12.0),
        "pill" => (Vec2::new(180.0, 38.0), "#2a1840".to_owned(), 19.0),
        _ if piece.starts_with("banner") => (Vec2::new(640.0, 110.0), hex(colours.deep), 12.0),
        "podium-1" => (Vec2::new(210.0, 150.0), "#ffd24a".to_owned(), 4.0),
        "podium-2" => (Vec2::new(180.0, 110.0), "#c8d4e6".to_owned(), 4.0),
        "podium-3" => (Vec2::new(180.0, 84.0), "#e0a070".to_owned(), 4.0),
        "board" => (Vec2::new(440.0, 270.0), "#fff4da".to_owned(), 12.0),
        "ai-chip" => (Vec2::new(64.0, 30.0), "#3a2a52".to_owned(), 8.0),
        "heart" => return heart(40.0, "#ff5a72"),
        "heart-tide" => return heart(40.0, "#7fdcff"),
        _ => return star(40.0, "#fff4da"),
    };
    shell(
        size,
        &format!(
            r##"<rect x="3" y="3" width="{}" height="{}" rx="{round}" fill="{fill}" stroke="#2a1438" stroke-width="6"/>"##,
            size.x - 6.0,
            size.y - 6.0
        ),
    )
}

fn heart(size: f32, fill: &str) -> String {
    shell(
        Vec2::splat(size),
        &format!(
            r##"<path transform="scale({})" d="M20 36C4 24 2 14 8 8C13 4 18 7 20 12C22 7 27 4 32 8C38 14 36 24 20 36Z"
            fill="{fill}" stroke="#2a1438" stroke-width="3"/>"##,
            size / 40.0
        ),
    )
}

fn star(size: f32, fill: &str) -> String {
    shell(
        Vec2::splat(size),
        &format!(
            r##"<path transform="scale({})" d="M20 2L25 14L38 15L28 24L31 37L20 30L9 37L12 24L2 15L15 14Z"
            fill="{fill}" stroke="#2a1438" stroke-width="2.5" stroke-linejoin="round"/>"##,
            size / 40.0
        ),
    )
}

fn effect(piece: &str, colours: Side) -> String {
    let glow = hex(colours.glow);
    match piece {
        "heart" => heart(40.0, "#ff7f9c"),
        "shadow" => {
            shell(Vec2::new(90.0, 26.0), r##"<ellipse cx="45" cy="13" rx="45" ry="13" fill="#2a1438" opacity=".38"/>"##)
        }
        "ring" => shell(
            Vec2::splat(128.0),
            r##"<circle cx="64" cy="64" r="56" fill="none" stroke="#ffffff" stroke-width="8" opacity=".9"/>"##,
        ),
        "glow" | "lantern" => shell(
            Vec2::splat(128.0),
            r##"<radialGradient id="g"><stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient>
            <circle cx="64" cy="64" r="64" fill="url(#g)"/>"##,
        ),
        "beacon" => shell(
            Vec2::new(80.0, 320.0),
            r##"<linearGradient id="g" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#ffd24a" stop-opacity="0"/><stop offset="1" stop-color="#ffd24a"/></linearGradient>
            <rect width="80" height="320" fill="url(#g)"/>"##,
        ),
        _ if piece.starts_with("arrow") => shell(
            Vec2::new(64.0, 16.0),
            &format!(
                r##"<path d="M2 8H46" stroke="#2a1438" stroke-width="5"/><path d="M44 1L62 8L44 15Z" fill="{glow}"/>"##
            ),
        ),
        _ if piece.starts_with("breath") => shell(
            Vec2::new(260.0, 90.0),
            &format!(r##"<path d="M0 45Q120 -10 260 20L230 45L260 70Q120 100 0 45Z" fill="{glow}"/>"##),
        ),
        "hit" | "star" | "spark" => star(64.0, "#ffe9a0"),
        _ => shell(
            Vec2::splat(48.0),
            &format!(r##"<circle cx="24" cy="24" r="20" fill="{glow}" stroke="#2a1438" stroke-width="4"/>"##),
        ),
    }
}

/// Shapes that are coloured by code: white, so that a tint gives the colour.
fn code(piece: &str) -> String {
    match piece {
        // The portrait of somebody without a picture.
        "face" => shell(
            Vec2::splat(76.0),
            r##"<circle cx="38" cy="38" r="37" fill="#fff"/><path d="M38 1A37 37 0 0 1 75 38A37 37 0 0 1 38 75A44 44 0 0 0 38 1Z" fill="#d8d8e4"/>"##,
        ),
        // The director's heroes.
        "robot" => shell(
            Vec2::splat(76.0),
            r##"<circle cx="38" cy="38" r="37" fill="#cfc9e6"/><path d="M38 6V15" stroke="#2a1438" stroke-width="4"/><circle cx="38" cy="7" r="4" fill="#8d7cf0"/>
            <rect x="15" y="17" width="46" height="40" rx="14" fill="#efeaff" stroke="#2a1438" stroke-width="4"/>
            <rect x="21" y="25" width="34" height="20" rx="9" fill="#2a1840"/><circle cx="31" cy="35" r="4.5" fill="#a8ecff"/><circle cx="45" cy="35" r="4.5" fill="#a8ecff"/>
            <path d="M31 51Q38 55 45 51" stroke="#2a1438" stroke-width="3" fill="none" stroke-linecap="round"/>"##,
        ),
        "dot" => shell(Vec2::splat(16.0), r##"<circle cx="8" cy="8" r="8" fill="#fff"/>"##),
        // Fill of a castle bar: a light edge above, a shade below.
        "fill" => shell(
            Vec2::new(300.0, 36.0),
            r##"<linearGradient id="g" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#fff"/><stop offset=".5" stop-color="#e6e6e6"/><stop offset="1" stop-color="#b4b4b4"/></linearGradient>
            <rect width="300" height="36" fill="url(#g)"/><rect width="300" height="6" fill="#fff" opacity=".7"/>"##,
        ),
        "gauge" => shell(
            Vec2::new(232.0, 30.0),
            r##"<rect x="2" y="2" width="228" height="26" rx="6" fill="#2a1840" fill-opacity=".88" stroke="#2a1438" stroke-width="4"/>"##,
        ),
        "heart" => heart(40.0, "#ffffff"),
        "crack" => shell(
            Vec2::new(120.0, 60.0),
            r##"<path d="M4 30L30 22L44 36L70 20L92 34L116 28" fill="none" stroke="#2a1438" stroke-width="5" stroke-linejoin="round"/>"##,
        ),
        // Soft dark edge for what lies beside the stage.
        "confetti" => shell(Vec2::new(18.0, 12.0), r##"<rect width="18" height="12" rx="2" fill="#fff"/>"##),
        "strip" => shell(Vec2::new(6.0, 60.0), r##"<rect width="6" height="60" rx="3" fill="#fff" opacity=".7"/>"##),
        "bolt" => shell(
            Vec2::new(150.0, 420.0),
            r##"<path d="M96 4L20 210L72 200L30 416L132 160L78 172Z" fill="#fffbe3" stroke="#2a1438" stroke-width="6" stroke-linejoin="round"/>"##,
        ),
        "shield" => shell(
            Vec2::splat(160.0),
            r##"<circle cx="80" cy="80" r="72" fill="#fff" fill-opacity=".2" stroke="#fff" stroke-width="6" stroke-opacity=".85"/>
            <path d="M30 62A54 54 0 0 1 66 26" stroke="#fff" stroke-width="8" stroke-linecap="round" fill="none"/>"##,
        ),
        "ice" => shell(
            Vec2::new(110.0, 70.0),
            r##"<g fill="#d8f6ff" fill-opacity=".92" stroke="#1c7bc9" stroke-width="4" stroke-linejoin="round"><path d="M8 66L22 18L38 66Z"/><path d="M34 66L58 4L78 66Z"/><path d="M72 66L90 28L104 66Z"/></g>"##,
        ),
        "smoke" => shell(Vec2::splat(60.0), r##"<circle cx="30" cy="30" r="28" fill="#4b3a55" opacity=".8"/>"##),
        // A white square, for anything plain.
        _ => shell(Vec2::splat(8.0), r##"<rect width="8" height="8" fill="#fff"/>"##),
    }
}

/// Names that code draws itself; never files.
pub const CODE: [&str; 15] = [
    "code/heart",
    "code/face",
    "code/robot",
    "code/dot",
    "code/fill",
    "code/gauge",
    "code/crack",
    "code/confetti",
    "code/strip",
    "code/bolt",
    "code/shield",
    "code/ice",
    "code/smoke",
    "code/plain",
    "code/blank",
];

/// Sky, land of both sides and depths in the mood's colours, when the scene's own drawing is missing.
const SCENE: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1080 1920">
<rect width="1080" height="1920" fill="{sky7}"/><circle cx="490" cy="470" r="690" fill="{sky6}"/><circle cx="490" cy="470" r="560" fill="{sky5}"/>
<circle cx="490" cy="470" r="440" fill="{sky4}"/><circle cx="490" cy="470" r="330" fill="{sky3}"/><circle cx="490" cy="470" r="235" fill="{sky2}"/>
<circle cx="490" cy="470" r="150" fill="{sky1}"/><circle cx="490" cy="470" r="92" fill="{sky0}"/>
<path d="M0 540H490V640H0Z" fill="{ember0}"/><path d="M490 540H1080V640H490Z" fill="{tide0}"/>
<path d="M0 640H490V752H0Z" fill="{ember1}"/><path d="M490 640H1080V752H490Z" fill="{tide1}"/>
<path d="M0 752H490V880H0Z" fill="{ember2}"/><path d="M490 752H1080V880H490Z" fill="{tide2}"/>
<path d="M0 880H490V1122H0Z" fill="{ember3}"/><path d="M490 880H1080V1122H490Z" fill="{tide3}"/>
<rect y="1122" width="1080" height="798" fill="{deep0}"/><rect y="1560" width="1080" height="360" fill="{deep1}"/></svg>"##;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stage::{palette::Mood, svg};

    #[test]
    fn every_stand_in_can_be_drawn() {
        let names = [
            "units/militia-ember-idle",
            "units/none-tide-strike",
            "heroes/tide-1-idle",
            "heroes/ember-3-ring",
            "castles/tide-whole",
            "hud/badge-ember",
            "hud/bar-tide",
            "hud/clock",
            "hud/ribbon",
            "hud/podium-1",
            "hud/heart",
            "hud/eye",
            "icons/haste",
            "fx/hit",
            "fx/arrow-tide",
            "fx/breath-ember",
            "fx/shadow",
            "fx/glow",
            "fx/beacon",
            "scenery/heart",
            "scenery/cloud",
            "odd",
        ];
        for name in names.into_iter().chain(CODE) {
            let text = drawing(name);
            assert!(svg::natural_size(&text).is_some(), "{name}");
            svg::raster(&text, 0.5).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        }
        for mood in Mood::ALL {
            svg::raster(&svg::recolour(SCENE, mood), 0.1).unwrap();
        }
    }
}
