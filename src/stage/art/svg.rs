//! From SVG text to pixels.

use bevy::math::Vec2;
use resvg::{tiny_skia, usvg};

use crate::stage::theme::palette::Mood;

/// Straight-alpha pixels, four bytes each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raster {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Red, green, blue, alpha; not multiplied.
    pub rgba: Vec<u8>,
}

/// Longest side of a raster in pixels; more is scaled down.
const LONGEST: f32 = 4096.0;

/// The natural size of a drawing: its `viewBox`, else its `width` and `height`.
#[must_use]
pub fn natural_size(svg: &str) -> Option<Vec2> {
    let head = svg.get(svg.find("<svg")?..)?;
    let head = head.get(..head.find('>')?)?;
    let attribute = |name: &str| {
        let start = head.find(&format!("{name}=\""))? + name.len() + 2;
        let rest = head.get(start..)?;
        rest.get(..rest.find('"')?)
    };
    if let Some(view) = attribute("viewBox") {
        let mut sides = view.split([' ', ',']).filter(|part| !part.is_empty()).skip(2).map(str::parse::<f32>);
        if let (Some(Ok(width)), Some(Ok(height))) = (sides.next(), sides.next()) {
            return Some(Vec2::new(width, height));
        }
    }
    let length = |name| attribute(name)?.trim_end_matches("px").parse::<f32>().ok();
    Some(Vec2::new(length(" width")?, length(" height")?))
}

/// The scene's drawing in the colours of a mood.
#[must_use]
pub fn recolour(svg: &str, mood: Mood) -> String {
    mood.tokens().iter().fold(svg.to_owned(), |text, (token, colour)| text.replace(token, colour))
}

/// A drawing whose colours (`#rrggbb`) are mixed with another one by so much.
#[must_use]
pub fn mixed(svg: &str, colour: u32, share: f32) -> String {
    let mut parts = svg.split('#');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push('#');
        // Names of parts begin with a `#`, too: only six digits with nothing behind them are a colour.
        let digits = part.get(..6).filter(|_| !part[6..].starts_with(|next: char| next.is_ascii_alphanumeric()));
        match digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()) {
            Some(own) => {
                text.push_str(&format!("{:06x}", between(own, colour, share)));
                text.push_str(&part[6..]);
            }
            None => text.push_str(part),
        }
    }
    text
}

/// A colour between two, channel by channel.
fn between(from: u32, to: u32, share: f32) -> u32 {
    let channel = |shift: u32| {
        let [from, to] = [from, to].map(|colour| ((colour >> shift) & 0xff) as f32);
        ((from + (to - from) * share).round() as u32) << shift
    };
    channel(16) | channel(8) | channel(0)
}

/// Draws an SVG at `scale` pixels for each of its units.
///
/// # Errors
/// Says what is wrong with the drawing.
pub fn raster(svg: &str, scale: f32) -> Result<Raster, String> {
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).map_err(|fault| fault.to_string())?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = scale.min(LONGEST / width.max(height));
    // Bounded by LONGEST and at least one.
    let (across, down) = ((width * scale).ceil().max(1.0) as u32, (height * scale).ceil().max(1.0) as u32);
    let mut pixels = tiny_skia::Pixmap::new(across, down).ok_or("no room for its pixels")?;
    let fit = tiny_skia::Transform::from_scale(across as f32 / width, down as f32 / height);
    resvg::render(&tree, fit, &mut pixels.as_mut());
    let mut rgba = pixels.take_demultiplied();
    bleed(&mut rgba, across as usize);
    Ok(Raster { width: across, height: down, rgba })
}

/// Gives clear pixels the colour of a neighbour: the filter of the graphics card mixes them in at the edges, and the
/// black they come with would show as a dark rim.
fn bleed(rgba: &mut [u8], width: usize) {
    let solid: Vec<bool> = rgba.chunks_exact(4).map(|pixel| pixel.get(3).is_some_and(|alpha| *alpha > 0)).collect();
    for index in 0..solid.len() {
        if solid.get(index) != Some(&false) {
            continue;
        }
        let neighbours = [index.wrapping_sub(1), index + 1, index.wrapping_sub(width), index + width];
        let Some(from) = neighbours.into_iter().find(|other| solid.get(*other) == Some(&true)) else { continue };
        rgba.copy_within(from * 4..from * 4 + 3, index * 4);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DISC: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="#ff0000"/></svg>"##;

    #[test]
    fn a_drawing_has_the_size_of_its_view_box() {
        assert_eq!(natural_size(DISC), Some(Vec2::new(40.0, 20.0)));
        assert_eq!(natural_size(r#"<svg width="30px" height="8">"#), Some(Vec2::new(30.0, 8.0)));
        assert_eq!(natural_size("not a drawing"), None);
    }

    #[test]
    fn a_raster_is_as_sharp_as_asked() {
        let raster = raster(DISC, 2.5).unwrap();
        assert_eq!((raster.width, raster.height), (100, 50));
        assert_eq!(raster.rgba.first_chunk::<4>(), Some(&[255, 0, 0, 255]));
    }

    #[test]
    fn a_huge_raster_is_bounded() {
        let raster = raster(DISC, 1000.0).unwrap();
        assert!(raster.width <= 4096 && raster.height <= 2049);
    }

    #[test]
    fn broken_drawings_are_told_not_fatal() {
        assert!(raster("<svg", 1.0).is_err());
        assert!(raster("", 1.0).is_err());
    }

    #[test]
    fn every_token_is_replaced_in_every_mood() {
        let text: String = Mood::Day.tokens().iter().map(|(token, _)| format!("<a fill=\"{token}\"/>")).collect();
        for mood in Mood::ALL {
            let done = recolour(&text, mood);
            assert!(!done.contains('{') && !done.contains('}'), "{mood:?}: {done}");
            assert_eq!(done.matches('#').count(), 18);
        }
    }

    #[test]
    fn a_drawing_fades_towards_a_colour_and_keeps_its_references() {
        let text = r##"<use href="#abcdefg"/><a fill="#000000" stroke="#ffffff" clip="url(#a)"/>#é"##;
        let half = r##"<use href="#abcdefg"/><a fill="#808080" stroke="#ffffff" clip="url(#a)"/>#é"##;
        assert_eq!(mixed(text, 0xff_ffff, 0.5), half);
        assert_eq!(mixed(text, 0x12_3456, 0.0), text);
    }

    #[test]
    fn clear_pixels_take_a_neighbours_colour() {
        let mut row = vec![9, 8, 7, 255, 0, 0, 0, 0, 0, 0, 0, 0];
        bleed(&mut row, 3);
        assert_eq!(row, [9, 8, 7, 255, 9, 8, 7, 0, 0, 0, 0, 0]);
    }
}
