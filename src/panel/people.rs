//! Who is here, for the operator: looked up twice a second, sorted by who was seen last.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use bevy::prelude::*;

use super::words::searched;
use crate::{
    arena::{Heroes, Tallies, Whereabouts},
    base::{PlayerId, TeamId},
    roster::{Player, Roster},
    schedule::ThrongSystems,
};
use bevy_tiktool::{Fact, ViewerId};

/// Seconds between two looks.
const LOOK_S: f32 = 0.5;
/// Seconds for which somebody is new.
const NEW_S: f32 = 600.0;

/// Somebody, as the table shows them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PersonRow {
    /// Number in the arena.
    pub id: PlayerId,
    /// The account, to take the name down.
    pub account: Option<ViewerId>,
    /// As they call themselves.
    pub name: Arc<str>,
    /// Their handle, always in Latin letters.
    pub handle: Arc<str>,
    /// What is looked for in: name and handle without case and accents.
    pub folded: Arc<str>,
    /// Side.
    pub team: Option<TeamId>,
    /// Level of the hero; 0 without one.
    pub level: u8,
    /// When they were seen last, in seconds since the start.
    pub seen: f32,
    /// Gift units.
    pub gifts: u64,
    /// Their worth.
    pub diamonds: u64,
    /// Chat lines.
    pub chats: u64,
    /// Enemies felled.
    pub felled: u32,
    /// The name is not shown.
    pub hidden: bool,
    /// Nothing but gifts is wanted of them.
    pub blocked: bool,
    /// A moderator of the chat.
    pub moderator: bool,
    /// Came a short while ago.
    pub new: bool,
    /// Has a hero on the field, alone or under a banner.
    pub on_stage: bool,
    /// Gave more since they were thanked.
    pub thanks_due: bool,
}

/// What is remembered of somebody between two looks.
#[derive(Debug, Clone, Default)]
struct Memory {
    first: f32,
    seen: f32,
    last_line: Arc<str>,
    /// The name and handle that were folded, and what came of it.
    folded: Option<(Arc<str>, Arc<str>)>,
    /// Gifts when they were thanked.
    thanked: u64,
}

/// Everybody, who was seen last first.
#[derive(Resource, Debug, Default)]
pub(super) struct PeopleIndex {
    /// The rows.
    pub rows: Vec<PersonRow>,
    by_account: HashMap<ViewerId, usize>,
    memory: HashMap<PlayerId, Memory>,
    greeted: HashSet<PlayerId>,
    looked: Option<f32>,
    /// The rows stand still while somebody points at them.
    pub halted: bool,
}

impl PeopleIndex {
    /// A row by its number.
    pub fn get(&self, id: PlayerId) -> Option<&PersonRow> {
        self.rows.iter().find(|row| row.id == id)
    }

    /// Whose an account is.
    pub fn of_account(&self, account: &ViewerId) -> Option<PlayerId> {
        self.by_account.get(account).and_then(|index| self.rows.get(*index)).map(|row| row.id)
    }

    /// Whether the name of an account is not shown.
    pub fn is_hidden(&self, account: &ViewerId) -> bool {
        self.by_account.get(account).and_then(|index| self.rows.get(*index)).is_some_and(|row| row.hidden)
    }

    /// The last line of somebody.
    pub fn last_line(&self, id: PlayerId) -> &str {
        self.memory.get(&id).map_or("", |memory| &memory.last_line)
    }

    /// Somebody was thanked, or greeted.
    pub fn thank(&mut self, id: PlayerId, gifts: u64) {
        self.memory.entry(id).or_default().thanked = gifts;
        self.greeted.insert(id);
        if let Some(row) = self.rows.iter_mut().find(|row| row.id == id) {
            row.thanks_due = false;
        }
    }

    /// Whether somebody was thanked or greeted.
    pub fn is_greeted(&self, id: PlayerId) -> bool {
        self.greeted.contains(&id)
    }

    fn hear(&mut self, id: PlayerId, now: f32, line: Option<Arc<str>>) {
        let memory = self.memory.entry(id).or_insert_with(|| Memory { first: now, ..Memory::default() });
        memory.seen = now;
        if let Some(line) = line {
            memory.last_line = line;
        }
    }

    /// Looks everybody up.
    pub fn look(&mut self, now: f32, roster: &Roster, heroes: Option<&Heroes>, tallies: Option<&Tallies>) {
        let memory = &mut self.memory;
        self.rows = roster.iter().map(|player| row(player, now, memory, heroes, tallies)).collect();
        self.rows.sort_by(|a, b| b.seen.total_cmp(&a.seen).then(b.id.cmp(&a.id)));
        self.index();
    }

    /// Notes where each account's row is.
    pub(super) fn index(&mut self) {
        let accounts = self.rows.iter().enumerate();
        self.by_account = accounts.filter_map(|(index, row)| Some((row.account.clone()?, index))).collect();
    }
}

fn row(
    player: &Player,
    now: f32,
    memory: &mut HashMap<PlayerId, Memory>,
    heroes: Option<&Heroes>,
    tallies: Option<&Tallies>,
) -> PersonRow {
    let viewer = &player.viewer;
    let known = memory.entry(player.id).or_insert_with(|| Memory { first: now, seen: now, ..Memory::default() });
    let folded = match &known.folded {
        Some((name, folded)) if *name == viewer.name => folded.clone(),
        _ => {
            let all = format!("{} {} {}", searched(&viewer.name), viewer.name, viewer.handle);
            let folded: Arc<str> = all.to_lowercase().into();
            known.folded = Some((viewer.name.clone(), folded.clone()));
            folded
        }
    };
    let hero = heroes.and_then(|heroes| heroes.get(player.id));
    PersonRow {
        id: player.id,
        account: viewer.id.clone(),
        name: viewer.name.clone(),
        handle: viewer.handle.clone(),
        folded,
        team: player.team,
        level: hero.map_or(0, |record| record.hero.level),
        seen: known.seen,
        gifts: player.gifts,
        diamonds: player.diamonds,
        chats: player.chats,
        felled: tallies.and_then(|tallies| tallies.0.get(&player.id)).map_or(0, |tally| tally.felled),
        hidden: !player.is_named(),
        blocked: player.is_blocked(),
        moderator: viewer.moderator,
        new: now - known.first < NEW_S,
        on_stage: hero.is_some_and(|hero| matches!(hero.place, Whereabouts::Out { .. } | Whereabouts::Squad { .. })),
        thanks_due: player.gifts > known.thanked,
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<PeopleIndex>().add_systems(Update, (listen, look).chain().in_set(ThrongSystems::Show));
}

fn listen(mut facts: MessageReader<Fact>, roster: Res<Roster>, time: Res<Time<Real>>, mut people: ResMut<PeopleIndex>) {
    let now = time.elapsed_secs();
    for fact in facts.read() {
        let Some(player) = fact.viewer().and_then(|viewer| roster.known(viewer)) else { continue };
        let line = if let Fact::Chat(chat) = fact { Some(chat.text.clone()) } else { None };
        people.hear(player.id, now, line);
    }
}

fn look(
    roster: Res<Roster>,
    heroes: Option<Res<Heroes>>,
    tallies: Option<Res<Tallies>>,
    time: Res<Time<Real>>,
    mut people: ResMut<PeopleIndex>,
) {
    let now = time.elapsed_secs();
    let due = people.looked.is_none_or(|at| now - at >= LOOK_S);
    if due && !people.halted {
        people.looked = Some(now);
        people.look(now, &roster, heroes.as_deref(), tallies.as_deref());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bevy_tiktool::Viewer;

    #[test]
    fn who_was_seen_last_comes_first_and_is_found_by_any_spelling() {
        let mut roster = Roster::default();
        for (id, name) in [(1, "José"), (2, "志明"), (3, "Мила")] {
            let viewer =
                Viewer { id: Some(ViewerId::Id(id)), name: name.into(), handle: "h".into(), ..Viewer::default() };
            let _ = roster.meet(&viewer);
        }
        let mut people = PeopleIndex::default();
        for (id, at) in [(0, 3.0), (1, 9.0), (2, 5.0)] {
            people.hear(PlayerId(id), at, None);
        }
        people.look(10.0, &roster, None, None);
        let names: Vec<_> = people.rows.iter().map(|row| &*row.name).collect();
        assert_eq!(names, ["志明", "Мила", "José"]);
        assert!(people.get(PlayerId(0)).unwrap().folded.contains("jose"));
        assert!(people.get(PlayerId(1)).unwrap().folded.contains("志明"));
    }

    #[test]
    fn thanks_are_due_for_what_came_since_the_last() {
        let mut roster = Roster::default();
        let id = roster.meet(&Viewer { id: Some(ViewerId::Id(1)), name: "Mia".into(), ..Viewer::default() }).unwrap();
        let mut people = PeopleIndex::default();
        let due = |roster: &Roster, people: &mut PeopleIndex| {
            people.look(1.0, roster, None, None);
            people.get(id).unwrap().thanks_due
        };
        assert!(!due(&roster, &mut people));
        roster.player_mut(id).unwrap().gifts = 3;
        assert!(due(&roster, &mut people));
        people.thank(id, 3);
        assert!(!due(&roster, &mut people) && people.is_greeted(id));
        roster.player_mut(id).unwrap().gifts = 4;
        assert!(due(&roster, &mut people));
    }
}
