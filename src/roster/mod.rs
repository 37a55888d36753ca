//! Who is here: every viewer's number in the arena, name, team and totals.
