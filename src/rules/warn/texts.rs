//! Texts that ask viewers for gifts.

use ron_diagnostics::{Kind, Node};

use super::{
    notes::Notes,
    place::{RulePlaces, words_named},
};
use crate::{locale::fold, rules::model::speaks};

/// How people ask for gifts, in the languages of the game and some more; compared as chat is, as whole words.
const ASKING: [&str; 46] = [
    "send gift",
    "send gifts",
    "send a gift",
    "send me",
    "send roses",
    "send a rose",
    "gift me",
    "gift us",
    "gift now",
    "gift for",
    "gifts for",
    "drop a gift",
    "drop gifts",
    "donate",
    "donation",
    "donations",
    "give me a gift",
    "envía regalos",
    "envia regalos",
    "envía un regalo",
    "manda regalos",
    "regálame",
    "dona",
    "donen",
    "donación",
    "envie presentes",
    "envie um presente",
    "mande presentes",
    "manda presente",
    "doe",
    "doem",
    "doação",
    "أرسل هدية",
    "ارسل هدية",
    "أرسلوا هدايا",
    "ارسلوا هدايا",
    "تبرع",
    "تبرعوا",
    "kirim hadiah",
    "kirim gift",
    "donasi",
    "ギフトを送って",
    "ギフトください",
    "投げ銭",
    "envoyez des cadeaux",
    "schickt geschenke",
];

pub(super) fn look(at: &RulePlaces, notes: &mut Notes) {
    let mut shown: Vec<&Node> = Vec::new();
    shown.extend(at.section("title"));
    for announce in words_named(at.root(), "Announce") {
        shown.extend(announce.member("text"));
    }
    shown.extend(at.section("stage").and_then(|stage| stage.member("how_to")).map_or(&[][..], Node::items));
    for section in ["units", "powers"] {
        shown.extend(at.entries(section).iter().filter_map(|(_, node)| node.member("name")));
    }
    for node in shown {
        let Kind::Text(text) = &node.kind else { continue };
        let folded = fold(text);
        if let Some(asking) = ASKING.iter().find(|asking| speaks(&folded, &fold(asking))) {
            let what = format!("this text asks viewers for gifts ({asking:?})");
            let help = "TikTok may punish a stream for it: say what a gift has done, not that one should be sent";
            notes.say(node.span.clone(), what, help);
        }
    }
}
