//! Every word of the language of rules: what it means, and what is said of it where it makes no sense.

use throng::rules::{self, Action, Limits, Once, Per, RoundMove, RoundPart, Rules, Trigger, When, Who};

const REST: &str = r##"
    teams: [(id: "a", color: "#000000", join: ["1"]), (id: "b", color: "#ffffff", join: ["2"])],
    units: { "man": (health: 1, damage: 1, range: 9, speed: 1, every_s: 1, worth: 1) },
    powers: { "heal": (effects: [Heal(amount: 1)]) },
)"##;

fn parsed(sections: &str) -> Rules {
    rules::parse(&format!("({sections}{REST}")).unwrap_or_else(|faults| panic!("{faults}"))
}

/// What is wrong, one line each.
fn faults(sections: &str) -> Vec<String> {
    let faults = rules::parse(&format!("({sections}{REST}")).unwrap_err();
    faults.list.iter().map(|fault| fault.message.clone()).collect()
}

#[test]
fn any_rule_carries_any_limit() {
    let limits = r#"cooldown_s: 1, team_cooldown_s: 2, who: Follower, needs: Energy(5), once: Round, chance: 20,
        when: [Losing, Winning, LastSeconds(30), Phase(SuddenDeath), Lane(1), Players(10)]"#;
    let rules = parsed(&format!(
        r#"gifts: [(id: 1, do: [ShowMe], {limits})], likes: [(every: 5, of: Viewer, do: [ShowMe], {limits})],
        chat: [(say: ["up"], do: [ShowMe], {limits})], events: {{ Follow: (do: [ShowMe], {limits}) }},"#
    ));
    let wanted = Limits {
        cooldown_s: 1.0,
        team_cooldown_s: 2.0,
        who: Who::Follower,
        energy: 5,
        once: Some(Once::Round),
        chance: 20,
        when: vec![
            When::Losing,
            When::Winning,
            When::LastSeconds(30),
            When::Phase(RoundPart::SuddenDeath),
            When::Lane(1),
            When::Players(10),
        ],
    };
    let event = &rules.events[&Trigger::Follow];
    for limits in [&rules.gifts[0].limits, &rules.likes[0].limits, &rules.chat[0].limits, &event.limits] {
        assert_eq!(*limits, wanted);
    }
    let table = unbroken(&rules::table(&rules));
    let said = "once a round, 20 % of the time, while losing, while winning, in the last 30 s, in sudden death, hero in lane 1";
    assert_eq!(table.matches(said).count(), 4, "{table}");
}

#[test]
fn every_event_of_the_protocol_has_a_rule() {
    let named = "Member Follow Share Subscribe Emote Question Envelope Pin Goal GoalReached Rank Intro BattleStart \
        BattleAhead BattleBehind BattleEnd BattleWon BattleLost Armies StreamPaused StreamResumed StreamEnd LinkLost \
        LinkRestored Viewers(100) Caption([\"Go!\",\"fight\"]) Event(\"poll\")";
    let section: String = named.split_whitespace().map(|name| format!("{name}: [Beacon], ")).collect();
    let rules = parsed(&format!("events: {{ {section} }},"));
    assert_eq!(rules.events.len(), 27);
    assert!(rules.events.contains_key(&Trigger::Caption(["fight".into(), "go".into()].into())), "folded and sorted");
    let table = unbroken(&rules::table(&rules));
    for shown in ["100 viewers", "said: fight go", "event poll", "GoalReached", "BattleAhead"] {
        assert!(table.contains(shown), "{shown}: {table}");
    }
    for trigger in rules.events.keys() {
        let written = trigger.written();
        assert!(parsed(&format!("events: {{ {written}: [Beacon] }},")).events.contains_key(trigger), "{written}");
    }
}

#[test]
fn events_of_the_wire_have_one_name_each() {
    for (wire, ours) in [("roomPin", "Pin"), ("rankText", "Rank"), ("caption", "Caption"), ("roomUserSeq", "Viewers")] {
        let said = rules::parse(&format!("(events: {{ Event({wire:?}): [Beacon] }},{REST}")).unwrap_err();
        assert!(said.list[0].help.contains(ours), "{said}");
    }
    assert_eq!(Trigger::of_wire("hourlyRank"), Trigger::Rank);
    assert_eq!(Trigger::of_wire("somethingNew"), Trigger::Event("somethingNew".into()));
}

#[test]
fn new_actions_and_amounts() {
    let rules = parsed(
        r#"gifts: [(id: 1, do: [Charge(25), Beacon, Beacon(3), Extend(20), Round(Next), Round(Restart),
            Spawn(unit: "man", per: Diamond(10), max: 50), Power(name: "heal", on: Team, per: Diamond(100), max: 3)])],"#,
    );
    let [charge, any, fourth, extend, next, restart, spawn, power] = rules.gifts[0].actions.as_slice() else {
        panic!()
    };
    assert_eq!((charge, extend), (&Action::Charge(25), &Action::Extend(20)));
    assert_eq!((any, fourth), (&Action::Beacon(None), &Action::Beacon(Some(3))));
    assert_eq!((next, restart), (&Action::Round(RoundMove::Next), &Action::Round(RoundMove::Restart)));
    assert!(matches!(spawn, Action::Spawn { per: Per::Diamond(10), max: Some(50), .. }));
    assert!(matches!(power, Action::Power { per: Per::Diamond(100), max: Some(3), .. }));
    let table = unbroken(&rules::table(&rules));
    assert!(table.contains("1 Man every 10 diamonds, at most 50"), "{table}");
}

#[test]
fn what_makes_no_sense_is_said() {
    let nobody = faults("events: { Goal: (do: [Beacon], who: Follower, needs: Energy(1), when: [Lane(0)]) },");
    assert_eq!(
        nobody,
        [
            "who asks for something of a viewer",
            "needs asks for something of a viewer",
            "there is no single viewer, so no hero, behind this rule"
        ]
    );
    assert_eq!(faults("events: { Viewers(5): [ShowMe] },"), ["ShowMe needs a viewer's hero"]);
    assert_eq!(
        faults("likes: [(every: 5, of: Team, do: [Charge(10)])],"),
        ["a side's meter cannot fill itself"],
        "or it would for ever"
    );
    assert_eq!(faults("events: { Viewers: [Beacon] },"), ["this takes one value in brackets"]);
    assert_eq!(faults("events: { Caption([]): [Beacon] },"), ["this answers no word"]);
    assert_eq!(faults("chat: [(say: [\"a\"], do: [Extend(0)])],").len(), 1);
    assert_eq!(faults("chat: [(say: [\"a\"], do: [ShowMe], chance: 0)],").len(), 1);
    let nearest = rules::parse(&format!("(chat: [(say: [\"a\"], do: [ShowMe], when: [Loosing])],{REST}")).unwrap_err();
    assert!(nearest.list[0].help.contains("Losing"), "{nearest}");
}

#[test]
fn a_gift_rule_that_lets_pass_leaves_room_for_another() {
    let two = |limit: &str| {
        format!(
            "gifts: [(name: \"Rose\", do: [Beacon], {limit}), (name: \"rose\", do: [Charge(5)]), (diamonds: 1, do: [Beacon])],"
        )
    };
    let rules = parsed(&two("chance: 50"));
    assert_eq!(rules.gift_rules(7, "ROSE", 1), [0, 1, 2]);
    assert_eq!(faults(&two("cooldown_s: 5")), ["this rule never acts"], "a cooldown only makes it wait");
}

/// A table without the line breaks that fit it to a terminal.
fn unbroken(table: &str) -> String {
    table.split_whitespace().collect::<Vec<_>>().join(" ")
}
