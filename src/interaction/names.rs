//! Other rules judge names anew.

use bevy::prelude::*;

use crate::{roster::Roster, rules::Rules};

pub(super) fn judge_anew(rules: Res<Rules>, mut roster: ResMut<Roster>) {
    roster.judge_anew(&rules.safety.filter);
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::{base::PlayerId, interaction::testing::*, roster::Roster, rules::SafetyRules};
    use name_filter::Strictness;

    #[test]
    fn a_rude_name_never_reaches_the_stage_and_its_owner_plays_on() {
        let mut game = TestGame::in_battle();
        game.tell([
            named_chat(1, "xX_F.u.c.k_Xx", "2"),
            gift(1, "Rose", 1, 1, 1),
            named_chat(1, "xX_F.u.c.k_Xx", "help"),
        ]);
        let asked = game.asked();
        assert!(asked.joins[0].name.starts_with("Viewer "), "{}", asked.joins[0].name);
        assert_eq!(asked.spawned("militia"), 1, "the gift counts");
        assert!(asked.lines.iter().all(|line| !line.text.contains("u.c")), "{:?}", asked.lines);
        let roster = game.app.world().resource::<Roster>();
        assert_eq!(&*roster.player(PlayerId(0)).unwrap().viewer.name, "xX_F.u.c.k_Xx", "the operator sees who it is");
        game.tell([named_chat(1, "Mia", "hi")]);
        assert_eq!(game.name(0), "Mia", "another name is judged anew");
    }

    #[test]
    fn other_rules_judge_everybody_anew() {
        let mut game = TestGame::in_battle();
        game.tell([named_chat(1, "Voldemort", "1"), named_chat(2, "Mia", "2")]);
        assert_eq!(game.name(0), "Voldemort");
        let safety = |block: &[&str]| {
            let block: Vec<_> = block.iter().map(|word| Arc::from(*word)).collect();
            SafetyRules::new(Strictness::Usual, &block, &[])
        };
        game.rules(|rules| rules.safety = safety(&["voldemort"]));
        game.tell([]);
        assert!(game.name(0).starts_with("Viewer ") && game.name(1) == "Mia");
        game.rules(|rules| rules.safety = safety(&[]));
        game.tell([]);
        assert_eq!(game.name(0), "Voldemort");
    }

    #[test]
    fn a_gift_with_a_rude_name_is_a_gift() {
        let mut game = TestGame::in_battle();
        game.tell([gift(1, "Sh1t Cake", 1, 1, 1)]);
        assert!(game.asked().lines.iter().all(|line| !line.text.contains("Cake")));
    }
}
