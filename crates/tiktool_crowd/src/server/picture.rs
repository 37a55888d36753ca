//! Small drawn portraits: a face or an animal for every number, as PNG.

use crate::people::scatter;

/// Edge of a picture in pixels.
const EDGE: u32 = 96;

type Colour = [u8; 3];

/// A filled shape; coordinates run from -1 (left, top) to 1 (right, bottom).
enum Shape {
    /// Centre and radii.
    Ellipse(f32, f32, f32, f32),
    /// Three corners.
    Triangle([(f32, f32); 3]),
    /// The lower half of an ellipse: a mouth, a beard.
    Bowl(f32, f32, f32, f32),
    /// The upper half of an ellipse: hair.
    Dome(f32, f32, f32, f32),
}

impl Shape {
    fn covers(&self, x: f32, y: f32) -> bool {
        let inside = |cx: f32, cy: f32, rx: f32, ry: f32| {
            let (dx, dy) = ((x - cx) / rx, (y - cy) / ry);
            dx * dx + dy * dy <= 1.0
        };
        match *self {
            Self::Ellipse(cx, cy, rx, ry) => inside(cx, cy, rx, ry),
            Self::Bowl(cx, cy, rx, ry) => y >= cy && inside(cx, cy, rx, ry),
            Self::Dome(cx, cy, rx, ry) => y <= cy && inside(cx, cy, rx, ry),
            Self::Triangle([a, b, c]) => {
                let side = |p: (f32, f32), q: (f32, f32)| (q.0 - p.0) * (y - p.1) - (q.1 - p.1) * (x - p.0) >= 0.0;
                let sides = [side(a, b), side(b, c), side(c, a)];
                sides == [true; 3] || sides == [false; 3]
            }
        }
    }
}

const GROUNDS: [Colour; 10] = [
    [255, 214, 102],
    [140, 216, 181],
    [150, 190, 255],
    [255, 170, 150],
    [206, 178, 255],
    [120, 205, 230],
    [255, 190, 220],
    [190, 220, 120],
    [245, 200, 160],
    [170, 180, 200],
];
const SKINS: [Colour; 6] =
    [[255, 224, 196], [241, 194, 150], [214, 160, 112], [172, 118, 76], [124, 80, 50], [86, 56, 40]];
const HAIRS: [Colour; 8] = [
    [40, 30, 28],
    [90, 56, 34],
    [150, 92, 46],
    [226, 178, 92],
    [190, 70, 40],
    [210, 210, 216],
    [110, 80, 180],
    [40, 130, 140],
];
const SHIRTS: [Colour; 6] = [[60, 90, 160], [180, 60, 70], [60, 140, 100], [230, 160, 50], [90, 70, 120], [70, 75, 85]];
const FURS: [Colour; 7] =
    [[236, 150, 70], [150, 110, 80], [120, 125, 135], [245, 235, 220], [70, 66, 72], [150, 190, 110], [240, 200, 130]];
const WHITE: Colour = [255, 255, 255];
const INK: Colour = [36, 30, 38];
const PINK: Colour = [240, 130, 140];

/// Draws choices out of a number, one after another.
struct Choices(u64);

impl Choices {
    fn pick<T: Copy, const N: usize>(&mut self, of: [T; N]) -> T {
        self.0 = scatter(self.0);
        of[(self.0 % N as u64) as usize]
    }

    fn size(&mut self, from: f32, to: f32) -> f32 {
        from + (to - from) * f32::from(self.pick([0_u8, 1, 2, 3, 4, 5, 6, 7])) / 7.0
    }
}

/// The portrait of the account `id`, as a PNG of 96 by 96 pixels; the same for ever.
pub(super) fn portrait(id: &str) -> Vec<u8> {
    let mut choices = Choices(number(id));
    let ground = choices.pick(GROUNDS);
    let shapes = if choices.pick([true, true, true, false, false]) { face(&mut choices) } else { animal(&mut choices) };
    png(ground, &shapes)
}

/// The picture of the gift `id`: a cut gem in a colour of its own.
pub(super) fn gift(id: &str) -> Vec<u8> {
    let mut choices = Choices(number(id) ^ 0x6e6);
    let (ground, [r, g, b]) = (choices.pick(GROUNDS), choices.pick(SHIRTS));
    let light = [r / 2 + 127, g / 2 + 127, b / 2 + 127];
    let shapes = [
        (Shape::Triangle([(-0.75, -0.15), (0.75, -0.15), (0.0, 0.8)]), [r, g, b]),
        (Shape::Triangle([(-0.75, -0.15), (-0.4, -0.6), (0.0, -0.15)]), light),
        (Shape::Triangle([(-0.4, -0.6), (0.4, -0.6), (0.0, -0.15)]), WHITE),
        (Shape::Triangle([(0.75, -0.15), (0.4, -0.6), (0.0, -0.15)]), light),
        (Shape::Triangle([(-0.3, -0.15), (0.3, -0.15), (0.0, 0.8)]), light),
    ];
    png(ground, &shapes)
}

fn number(id: &str) -> u64 {
    id.bytes().fold(17, |sum, byte| scatter(sum ^ u64::from(byte)))
}

fn face(choices: &mut Choices) -> Vec<(Shape, Colour)> {
    let (skin, hair, shirt) = (choices.pick(SKINS), choices.pick(HAIRS), choices.pick(SHIRTS));
    let shade = skin.map(|part| part - part / 8);
    let (wide, high) = (choices.size(0.44, 0.54), choices.size(0.54, 0.64));
    let mut shapes = Vec::new();
    let style = choices.pick([0, 1, 2, 3, 4]);
    if style == 0 {
        shapes.push((Shape::Ellipse(0.0, 0.12, wide + 0.2, high + 0.25), hair)); // long hair behind
    }
    if style == 1 {
        shapes.push((Shape::Ellipse(0.0, -0.28, wide + 0.26, 0.56), hair)); // curls
    }
    shapes.push((Shape::Ellipse(0.0, 1.15, 0.85, 0.6), shirt));
    shapes.push((Shape::Ellipse(0.0, 0.6, 0.2, 0.3), shade));
    shapes.push((Shape::Ellipse(-wide, 0.05, 0.1, 0.14), shade));
    shapes.push((Shape::Ellipse(wide, 0.05, 0.1, 0.14), shade));
    shapes.push((Shape::Ellipse(0.0, 0.05, wide, high), skin));
    if choices.pick([true, false, false, false]) {
        shapes.push((Shape::Bowl(0.0, 0.2, wide * 0.96, high * 0.78), hair)); // beard
        shapes.push((Shape::Ellipse(0.0, 0.12, wide * 0.8, 0.26), skin));
    }
    match style {
        2 => shapes.push((Shape::Dome(0.0, -0.12, wide + 0.06, high - 0.02), hair)),
        3 => {
            shapes.push((Shape::Dome(0.0, -0.22, wide + 0.02, high - 0.16), shirt)); // a cap
            shapes.push((Shape::Ellipse(0.3, -0.22, 0.42, 0.08), shirt));
        }
        4 => shapes.push((Shape::Triangle([(-wide - 0.06, -0.1), (wide * 0.3, -0.74), (wide + 0.06, -0.3)]), hair)),
        _ => shapes.push((Shape::Dome(0.0, -0.2, wide + 0.04, high - 0.16), hair)),
    }
    eyes(&mut shapes, choices.size(0.17, 0.23), 0.04, choices.size(0.07, 0.1));
    if choices.pick([true, false, false, false]) {
        for x in [-0.2, 0.2] {
            shapes.push((Shape::Ellipse(x, 0.04, 0.19, 0.16), INK)); // dark glasses
            shapes.push((Shape::Ellipse(x - 0.05, -0.01, 0.05, 0.04), WHITE));
        }
    }
    shapes.push((Shape::Ellipse(0.0, 0.2, 0.05, 0.07), shade));
    let smile = choices.size(0.1, 0.22);
    shapes.push((Shape::Bowl(0.0, 0.33, smile, smile * 0.8), if choices.pick([true, false]) { WHITE } else { INK }));
    shapes
}

fn animal(choices: &mut Choices) -> Vec<(Shape, Colour)> {
    let fur = choices.pick(FURS);
    let pale = fur.map(|part| part / 3 + 170);
    let dark = fur.map(|part| part / 2);
    let mut shapes = vec![(Shape::Ellipse(0.0, 1.15, 0.8, 0.6), dark)];
    for side in [-1.0_f32, 1.0] {
        match choices.0 % 3 {
            0 => {
                let ear = |inset: f32| {
                    [(side * 0.68, -0.82 + inset), (side * (0.14 + inset), -0.4), (side * (0.66 - inset), -0.06)]
                };
                shapes.push((Shape::Triangle(ear(0.0)), fur));
                shapes.push((Shape::Triangle(ear(0.12)), PINK));
            }
            1 => {
                shapes.push((Shape::Ellipse(side * 0.48, -0.42, 0.24, 0.24), dark));
                shapes.push((Shape::Ellipse(side * 0.48, -0.42, 0.13, 0.13), pale));
            }
            _ => {
                shapes.push((Shape::Ellipse(side * 0.26, -0.62, 0.14, 0.38), fur));
                shapes.push((Shape::Ellipse(side * 0.26, -0.6, 0.06, 0.27), PINK));
            }
        }
    }
    shapes.push((Shape::Ellipse(0.0, 0.1, 0.64, 0.58), fur));
    shapes.push((Shape::Ellipse(0.0, 0.34, 0.36, 0.28), pale));
    if choices.pick([true, false]) {
        shapes.push((Shape::Ellipse(-0.24, 0.0, 0.2, 0.2), dark));
        shapes.push((Shape::Ellipse(0.24, 0.0, 0.2, 0.2), dark));
    }
    eyes(&mut shapes, 0.24, 0.0, choices.size(0.09, 0.12));
    shapes.push((Shape::Ellipse(0.0, 0.24, 0.1, 0.07), INK));
    shapes.push((Shape::Bowl(0.0, 0.38, 0.12, 0.12), PINK));
    shapes
}

fn eyes(shapes: &mut Vec<(Shape, Colour)>, apart: f32, y: f32, size: f32) {
    for x in [-apart, apart] {
        shapes.push((Shape::Ellipse(x, y, size * 1.3, size * 1.25), WHITE));
        shapes.push((Shape::Ellipse(x, y + 0.01, size * 0.8, size * 0.9), INK));
        shapes.push((Shape::Ellipse(x + size * 0.3, y - size * 0.35, size * 0.28, size * 0.28), WHITE));
    }
}

/// Draws the shapes, the first at the back, each pixel from four points.
fn png(ground: Colour, shapes: &[(Shape, Colour)]) -> Vec<u8> {
    let mut pixels = Vec::with_capacity((EDGE * EDGE * 3) as usize);
    let step = 1.0 / EDGE as f32;
    for py in 0..EDGE {
        for px in 0..EDGE {
            let mut sum = [0_u16; 3];
            for (sx, sy) in [(0.5, 0.5), (1.5, 0.5), (0.5, 1.5), (1.5, 1.5)] {
                let (x, y) = ((px as f32 * 2.0 + sx) * step - 1.0, (py as f32 * 2.0 + sy) * step - 1.0);
                let colour = shapes.iter().rev().find(|(shape, _)| shape.covers(x, y)).map_or(ground, |(_, c)| *c);
                for (sum, part) in sum.iter_mut().zip(colour) {
                    *sum += u16::from(part);
                }
            }
            pixels.extend(sum.map(|part| (part / 4) as u8));
        }
    }
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, EDGE, EDGE);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::Fast);
    let written = encoder.write_header().and_then(|mut picture| picture.write_image_data(&pixels));
    if let Err(error) = written {
        tracing::error!(%error, "a picture could not be written");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_reads_back_in_its_size() {
        let mut reader = png::Decoder::new(std::io::Cursor::new(portrait("77"))).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        assert_eq!((info.width, info.height, pixels.len()), (EDGE, EDGE, (EDGE * EDGE * 3) as usize));
        assert!(pixels.chunks(3).any(|pixel| pixel != &pixels[..3]), "more than its ground is drawn");
    }

    #[test]
    fn two_people_have_two_faces_and_one_has_always_the_same() {
        assert_eq!(portrait("6917225905066001538"), portrait("6917225905066001538"));
        assert_ne!(portrait("6917225905066001538"), portrait("6917225905066001539"));
    }
}
