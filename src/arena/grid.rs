//! How the field is divided: bins along each lane for searches, small cells to tell how crowded a patch of ground is.

use crate::base::TeamId;

/// Lanes a file may have at most.
pub(super) const MAX_LANES: usize = 4;
/// Half the depth of a lane.
pub(super) const DEPTH: f32 = 18.0;
/// Length of a bin in field units, and bins of a lane.
pub(super) const BIN: f32 = 16.0;
pub(super) const BINS: usize = 62;
/// Length of a cell in field units, cells along a lane, and rows of them across it. The field is a whole number of them, or
/// one side would have other cells than the other.
const CELL: f32 = 12.0;
pub(super) const CELLS: usize = 80;
pub(super) const ROWS: usize = 6;

pub(super) fn bin_of(x: f32) -> usize {
    ((x / BIN).max(0.0) as usize).min(BINS - 1)
}

pub(super) fn bin_index(team: TeamId, lane: u8, bin: usize) -> usize {
    (team.index() * MAX_LANES + usize::from(lane).min(MAX_LANES - 1)) * BINS + bin
}

pub(super) fn cell_of(x: f32) -> usize {
    ((x / CELL).max(0.0) as usize).min(CELLS - 1)
}

pub(super) fn row_of(y: f32) -> usize {
    (((y + DEPTH) / (2.0 * DEPTH / ROWS as f32)).max(0.0) as usize).min(ROWS - 1)
}

pub(super) fn cell_index(team: TeamId, lane: u8, row: usize, cell: usize) -> usize {
    ((team.index() * MAX_LANES + usize::from(lane).min(MAX_LANES - 1)) * ROWS + row) * CELLS + cell
}
