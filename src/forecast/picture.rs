//! The battles as a drawing: how the lead went in each, and where the drama lies.

use plotters::{coord::Shift, prelude::*};

use super::{figures::Forecast, runner::Played};

const SIZE: (u32, u32) = (1_000, 760);
const INK: RGBColor = RGBColor(40, 44, 52);
const LEFT: RGBColor = RGBColor(255, 90, 54);
const RIGHT: RGBColor = RGBColor(47, 140, 255);

/// An SVG picture: the lead over time of all battles, coloured by who won, and below it the drama by tenths of time.
///
/// # Errors
/// When it cannot be drawn; says why.
pub fn picture(forecast: &Forecast, played: &Played) -> Result<String, String> {
    let mut svg = String::new();
    {
        let root = SVGBackend::with_string(&mut svg, SIZE).into_drawing_area();
        draw(&root, forecast, played).map_err(|fault| fault.to_string())?;
        root.present().map_err(|fault| fault.to_string())?;
    }
    Ok(svg)
}

type Drawn = Result<(), Box<dyn std::error::Error>>;

fn draw(root: &DrawingArea<SVGBackend, Shift>, forecast: &Forecast, played: &Played) -> Drawn {
    root.fill(&WHITE)?;
    let (above, below) = root.split_vertically(480);
    leads(&above, forecast, played)?;
    drama(&below, forecast)
}

fn leads(area: &DrawingArea<SVGBackend, Shift>, forecast: &Forecast, played: &Played) -> Drawn {
    let longest = played.0.iter().map(|battle| battle.seconds).fold(1.0_f32, f32::max);
    let title = format!("Lead over time: {} battles of {} people", forecast.battles, forecast.viewers);
    let mut chart = ChartBuilder::on(area)
        .caption(title, ("sans-serif", 24).into_font().color(&INK))
        .margin(14)
        .x_label_area_size(36)
        .y_label_area_size(56)
        .build_cartesian_2d(0.0..longest, -1.0_f32..1.0)?;
    chart.configure_mesh().x_desc("seconds").y_desc("left is ahead, in castles").light_line_style(WHITE).draw()?;
    for battle in &played.0 {
        let colour = if battle.winner == crate::base::TeamId::LEFT { LEFT } else { RIGHT };
        let line = battle.notes.iter().step_by(4).map(|note| (note.at, note.lead.clamp(-1.0, 1.0)));
        chart.draw_series(LineSeries::new(line, colour.mix(0.35)))?;
    }
    Ok(())
}

fn drama(area: &DrawingArea<SVGBackend, Shift>, forecast: &Forecast) -> Drawn {
    let most = forecast.drama.by_tenth.iter().copied().fold(10.0, f64::max);
    let mut chart = ChartBuilder::on(area)
        .caption("Drama by tenths of a battle's time, in percent", ("sans-serif", 20).into_font().color(&INK))
        .margin(14)
        .x_label_area_size(28)
        .y_label_area_size(56)
        .build_cartesian_2d(0.0..10.0, 0.0..most * 1.1)?;
    chart.configure_mesh().disable_x_mesh().light_line_style(WHITE).draw()?;
    let bars = forecast.drama.by_tenth.iter().enumerate().map(|(nth, percent)| {
        let from = nth as f64;
        Rectangle::new([(from + 0.08, 0.0), (from + 0.92, *percent)], INK.mix(0.7).filled())
    });
    chart.draw_series(bars)?;
    Ok(())
}
