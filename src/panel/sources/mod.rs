//! Reads the game for the panel: everything that is shown becomes plain data here, and nowhere else.

mod lines;

use std::sync::Arc;

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::egui::Color32;
use sound_mixer::SpeakerState;

use super::{
    account::{Account, CanSwitch},
    deeds::Deeds,
    event_log::EventLog,
    host_prompts::HostPrompt,
    journal,
    machine::Machine,
    moments::MomentMarks,
    people::PeopleIndex,
    presence::Presence,
    problems::{Problems, Situation},
    sheet::RehearsalSheet,
    tables::Tables,
    tone::Tone,
    view::{AccountView, FactView, PanelView, RoundView, RulesView, SideView, SoundView, StageView},
    watch::Watch,
    words::{PanelWords, Word, grouped},
};
use crate::{
    arena::{Castles, Phase, Reserve, Round, Tick, Unit},
    base::{self, PlayerId, ShowControl, TeamId},
    interaction::{GiftHold, Inbox, Ledger},
    roster::{Roster, ShownLanguage},
    rules::Rules,
    session::{SessionInfo, Transport, hidden_list::HiddenList, journal::JournalState},
    sound::{SoundLevels, SoundOutput},
};
use bevy_tiktool::LinkState;

/// What is wrong with the rules file, if anything: shown in the panel and only there.
#[derive(Resource, Debug, Clone, Default)]
pub struct RuleProblems {
    /// Which file is in force.
    pub source: String,
    /// The faults of the file that was asked for, ready to read; then the rules in force are others.
    pub faults: Option<String>,
    /// Warnings about the rules in force, ready to read.
    pub warnings: Vec<String>,
}

/// Names that are offered to be taken down: those that were seen last.
const NAMED: usize = 9;

/// Everything the panel reads.
#[derive(SystemParam)]
pub(super) struct Sources<'w, 's> {
    words: Res<'w, PanelWords>,
    rules: Res<'w, Rules>,
    rule_problems: Res<'w, RuleProblems>,
    session: Res<'w, SessionInfo>,
    account: Res<'w, Account>,
    sheet: Res<'w, RehearsalSheet>,
    tables: Res<'w, Tables>,
    switch: Option<Res<'w, CanSwitch>>,
    link: Option<Res<'w, LinkState>>,
    replay: Option<Res<'w, Transport>>,
    ledger: Res<'w, Ledger>,
    inbox: Res<'w, Inbox>,
    hold: Res<'w, GiftHold>,
    machine: Res<'w, Machine>,
    journal: Res<'w, JournalState>,
    log: Res<'w, EventLog>,
    people: Res<'w, PeopleIndex>,
    round: Res<'w, Round>,
    tick: Res<'w, Tick>,
    castles: Res<'w, Castles>,
    reserve: Res<'w, Reserve>,
    roster: Res<'w, Roster>,
    language: ShownLanguage<'w>,
    hidden: Res<'w, HiddenList>,
    prompt: Res<'w, HostPrompt>,
    levels: Res<'w, SoundLevels>,
    sound: Res<'w, SoundOutput>,
    presence: Res<'w, Presence>,
    control: Res<'w, ShowControl>,
    watch: Res<'w, Watch>,
    deeds: Res<'w, Deeds>,
    moments: Res<'w, MomentMarks>,
    problems: Res<'w, Problems>,
    units: Query<'w, 's, &'static Unit>,
    time: Res<'w, Time<Real>>,
}

impl Sources<'_, '_> {
    fn now(&self) -> f32 {
        self.time.elapsed_secs()
    }

    fn text(&self, word: Word) -> String {
        self.words.text(word).to_owned()
    }

    /// The link, where there is one that leads to a stream or to the made-up crowd.
    fn link(&self) -> Option<LinkState> {
        self.link.as_deref().cloned()
    }

    /// Gifts that wait. While the game stands still they wait before the book; they came in, so they are counted.
    fn waiting(&self) -> u64 {
        self.ledger.paid.waiting + self.inbox.paid_units()
    }

    /// Gifts wait for an order.
    fn held(&self) -> bool {
        self.control.held || (*self.hold == GiftHold::On && !self.control.curtain)
    }

    fn silent_s(&self) -> f32 {
        self.log.heard.map_or(0.0, |heard| self.now() - heard)
    }

    /// Seconds that are left of this part of the round.
    fn part_left(&self) -> f32 {
        base::seconds(self.round.until.saturating_sub(self.tick.0))
    }

    /// What is known of the show, to find what is wrong with it.
    pub fn situation(&self) -> Situation {
        let now = self.now();
        let minutes = self.rules.safety.presence_min;
        let curtain = self.control.curtain.then(|| self.named().len());
        let missing = match &self.sound.speaker {
            SpeakerState::Missing(why) => Some(format!("{why}.")),
            SpeakerState::Closed | SpeakerState::Plays => None,
        };
        Situation {
            link: self.link(),
            streamer: self.session.streamer.clone(),
            rehearsal: self.session.rehearsal,
            down_s: self.watch.down.map_or(0.0, |since| now - since),
            silent_s: self.silent_s(),
            off_by: self.ledger.paid.off_by(),
            waiting: self.waiting(),
            held: self.held(),
            paused_s: self.watch.paused.filter(|_| self.replay.is_none()).map(|since| now - since),
            curtain,
            frames: self.watch.frames(now),
            calm: self.control.calm,
            away_s: self.presence.away(now, minutes),
            faults: self.rule_problems.faults.is_some(),
            disk: self.journal.trouble.as_ref().map(|trouble| trouble.words.clone()),
            mute_card: missing,
            computer: self.machine.0.clone(),
            hidden_file: self.hidden.problem.clone(),
        }
    }

    /// Everything that is shown.
    pub fn view(&self) -> PanelView<'_> {
        let now = self.now();
        PanelView {
            words: *self.words,
            now,
            length: now - self.watch.began,
            link: self.link_line(),
            gifts: self.gift_line(),
            block: self.block(),
            round: self.round(),
            facts: self.facts(),
            control: *self.control,
            held: self.held(),
            veiled: self.roster.is_veiled(),
            waiting: self.waiting(),
            deeds: &self.deeds,
            log: &self.log,
            people: &self.people,
            sides: TeamId::BOTH.map(|team| self.rules.team(team).name.clone()),
            two_sides: self.rules.game.sides.game_side().is_none(),
            named: self.named(),
            problems: &self.problems.now,
            mended: self.problems.mended(now),
            moments: &self.moments.0,
            sound: self.sound(),
            rules: RulesView {
                source: self.rule_problems.source.clone(),
                faults: self.rule_problems.faults.clone(),
                warnings: self.rule_problems.warnings.clone(),
            },
            stage: StageView { camera: self.rules.stage.camera.area(), language: self.language_name() },
            sheet: &self.sheet,
            account: self.account(),
            journal: journal::line(&self.journal, *self.words),
            has_journal: !self.journal.path.as_os_str().is_empty(),
            tables: self.tables(),
        }
    }

    fn round(&self) -> RoundView {
        let part = match self.round.phase {
            Phase::Lobby => Word::PartLobby,
            Phase::Battle => Word::PartBattle,
            Phase::SuddenDeath => Word::PartOvertime,
            Phase::Podium => Word::PartPodium,
        };
        let told = match self.round.phase {
            Phase::Lobby => Word::StartsIn,
            Phase::Podium => Word::NextIn,
            Phase::Battle | Phase::SuddenDeath => Word::TimeLeft,
        };
        let sides = TeamId::BOTH.map(|team| {
            let castle = self.castles.0[team.index()];
            let [red, green, blue] = self.rules.team(team).color;
            SideView {
                name: self.rules.team(team).name.clone(),
                color: Color32::from_rgb(red, green, blue).gamma_multiply(0.62),
                health: castle.health.max(0) as f32 / castle.max.max(1) as f32,
                troops: self.units.iter().filter(|unit| unit.team == team).count(),
                waiting: self.reserve.waiting(team),
            }
        });
        RoundView { number: self.round.number, part, time: (told, self.part_left()), sides }
    }

    fn facts(&self) -> [FactView; 4] {
        let viewers = self.log.viewers.map_or_else(|| "–".into(), grouped);
        let frames = self.watch.frames(self.now()).map_or_else(|| "–".into(), |frames| format!("{frames:.0}"));
        [
            (viewers, Word::Watch),
            (grouped(self.people.rows.len() as u64), Word::Play),
            (frames, Word::Frames),
            (grouped(self.log.rates().chats), Word::ChatsAMinute),
        ]
    }

    /// The language that the stage speaks, by its own name.
    fn language_name(&self) -> String {
        let all = self.rules.wording.library.languages();
        all.get(usize::from(self.language.language().0)).map_or_else(String::new, |language| language.name.to_string())
    }

    fn account(&self) -> AccountView {
        let account = &self.account;
        AccountView {
            name: account.name.clone(),
            has_key: account.has_key(),
            source: account.source,
            length: account.length,
            trial: account.trial.clone(),
            problem: account.problem.clone(),
            live: !self.session.rehearsal && self.link().is_some_and(|link| link != LinkState::Off),
            can_switch: self.switch.is_some(),
        }
    }

    fn tables(&self) -> Option<(String, Tone)> {
        Some(match self.tables.told.as_ref()? {
            Ok(folder) => {
                let path = folder.display().to_string();
                (self.words.say(Word::TablesSaved, &[("path", &path)]), Tone::Good)
            }
            Err(fault) => (fault.clone(), Tone::Bad),
        })
    }

    /// Who was seen last and is named on the stage.
    fn named(&self) -> Vec<(PlayerId, Arc<str>)> {
        let named = self.people.rows.iter().filter(|row| !row.hidden);
        named.take(NAMED).map(|row| (row.id, row.name.clone())).collect()
    }

    fn sound(&self) -> SoundView {
        let state = match &self.sound.speaker {
            _ if self.levels.mute => (self.text(Word::Muted), Tone::Wait),
            SpeakerState::Plays | SpeakerState::Closed => (self.text(Word::SoundPlays), Tone::Quiet),
            SpeakerState::Missing(why) => {
                (format!("{}: {why}. {}", self.text(Word::SoundHead), self.text(Word::SoundDo)), Tone::Wait)
            }
        };
        SoundView { levels: *self.levels, state, problems: self.sound.problems.clone() }
    }
}
