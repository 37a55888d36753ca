//! Every text that the program itself shows, by key.

macro_rules! keys {
    ($($(#[$doc:meta])+ $key:ident $name:literal [$($place:literal),*];)+) => {
        /// A text of the program. Its places, such as `{team}`, are filled in when it is shown.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum TextKey {
            $($(#[$doc])+ $key,)+
        }

        impl TextKey {
            /// All of them, with their names in a words file and the places they may have.
            pub const ALL: &'static [(&'static str, Self, &'static [&'static str])] =
                &[$(($name, Self::$key, &[$($place),*]),)+];
        }
    };
}

keys! {
    /// Title of the lobby.
    GetReady "get_ready" [];
    /// The line below it.
    PickSide "pick_side" [];
    /// The same where all stand together.
    JoinTogether "join_together" [];
    /// The battle begins.
    Fight "fight" [];
    /// Sudden death begins.
    SuddenDeath "sudden_death" [];
    /// What happens in it.
    SuddenDeathUnder "sudden_death_under" [];
    /// A beacon is announced.
    Beacon "beacon" [];
    /// Where.
    BeaconUnder "beacon_under" ["lane"];
    /// A side took it.
    BeaconTaken "beacon_taken" ["team"];
    /// A gate has fallen.
    GateFalls "gate_falls" ["team"];
    /// Who broke it.
    GateFallsBy "gate_falls_by" ["names"];
    /// An act of the battle comes soon.
    ActSoon "act_soon" ["act"];
    /// What an act of the battle means: how much more is at stake.
    ActUnder "act_under" ["times"];
    /// Where a side needs people: who stands there.
    Need "need" ["team", "lane", "own", "other"];
    /// A side has taken the lead.
    Leads "leads" ["team"];
    /// A castle has fallen.
    CastleFalls "castle_falls" ["team"];
    /// The lane farthest from the viewer.
    LaneTop "lane_top" [];
    /// The lane nearest to the viewer.
    LaneBottom "lane_bottom" [];
    /// Any other lane, counted from 1 at the top.
    Lane "lane" ["number"];
    /// Somebody joins a side.
    Joins "joins" ["name", "team"];
    /// A gift came.
    Gift "gift" ["name", "gift"];
    /// A gift came while no battle runs.
    GiftWaits "gift_waits" ["name", "gift"];
    /// A gift whose name is not known.
    SomeGift "some_gift" [];
    /// A viewer whose name is not known.
    Someone "someone" [];
    /// A hero's new level.
    Level "level" ["name", "level"];
    /// What a gift gives that lifts the hero.
    LevelGift "level_gift" ["count"];
    /// A great troop fell.
    Felled "felled" ["name", "team", "unit"];
    /// The banner of the podium.
    Wins "wins" ["team"];
    /// The same where all stood together: how far they came.
    WaveReached "wave_reached" ["number"];
    /// The same where nobody can lose.
    WellDone "well_done" [];
    /// The wave on the field, in a bar.
    Wave "wave" ["number"];
    /// The farthest wave so far.
    BestWave "best_wave" ["number"];
    /// When the next round begins.
    NextRound "next_round" ["time"];
    /// The same where all stand together.
    NextRoundTogether "next_round_together" ["time"];
    /// The board of the best by free play.
    BoardHeroes "board_heroes" [];
    /// The board of surprising titles.
    BoardTitles "board_titles" [];
    /// Surprising title: gave most.
    Supporter "supporter" [];
    /// Surprising title: stood long in one lane.
    Wall "wall" ["time", "lane"];
    /// Surprising title: fell often.
    Phoenix "phoenix" ["count"];
    /// Surprising title: hit the castle.
    Hammer "hammer" ["count"];
    /// Surprising title: stood at the beacon.
    Keeper "keeper" ["time"];
    /// Surprising title: took many blows.
    Anvil "anvil" ["count"];
    /// Surprising title: changed lanes often.
    Wanderer "wanderer" ["count"];
    /// Some minutes, two or more.
    Minutes "minutes" ["count"];
    /// Some seconds.
    Seconds "seconds" ["count"];
    /// The operator has halted the game.
    Paused "paused" [];
    /// What that means.
    PausedUnder "paused_under" [];
    /// The operator has covered the stage.
    Curtain "curtain" [];
    /// The show goes on after a break.
    OnWeGo "on_we_go" [];
    /// Gifts from before the break.
    GiftsReturn "gifts_return" ["count"];
    /// News: the lobby opens.
    NewsLobby "news_lobby" ["number"];
    /// News: the battle begins.
    NewsBattle "news_battle" ["number"];
    /// News: sudden death.
    NewsSuddenDeath "news_sudden_death" [];
    /// News: the round is decided.
    NewsPodium "news_podium" ["number"];
    /// News: a beacon will light.
    NewsBeacon "news_beacon" ["lane"];
}

impl TextKey {
    /// Its place in [`TextKey::ALL`].
    pub(super) fn index(self) -> usize {
        self as usize
    }
}
