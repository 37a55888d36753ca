//! The words files that come with the game: whole, of a fitting length, without conflicts; and chat in any language
//! moves the hero.

use std::{collections::HashMap, fs, path::Path, process::Command as Program, sync::Arc, time::Duration};

use bevy::{ecs::system::RunSystemOnce, prelude::*, time::TimeUpdateStrategy};
use bevy_tiktool::Intake;
use throng::{
    arena::{AnnounceRequested, Hero, Lanes, MoveRequested, Order, Place, Round, Tick},
    base::PlayerId,
    game::{GamePlugins, bare_app},
    interaction::Inbox,
    locale::{ChatCommand, Language, LanguageId, Library, LocalizedText, TextKey, shipped_words},
    roster::{Room, ShownLanguage},
    rules::{self, Action, Rules, ShownIn, Stance, Step},
    session::journal::Recording,
};

/// The languages that say everything.
const WHOLE: [&str; 6] = ["en", "es", "pt", "ar", "id", "ja"];

fn shipped(code: &str) -> Language {
    let (_, text) = shipped_words().iter().find(|(known, _)| *known == code).unwrap();
    Language::parse(code, text).unwrap_or_else(|faults| panic!("{faults}"))
}

fn places(text: &str) -> Vec<&str> {
    let mut places: Vec<&str> =
        text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(place, _)| place).collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// Letters as they take room: those of wide scripts count double.
fn length(text: &str) -> usize {
    text.chars().map(|c| if u32::from(c) >= 0x1100 { 2 } else { 1 }).sum()
}

#[test]
fn every_file_of_the_folder_comes_with_the_game_and_is_sound() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/words");
    // What stands in folders is the panel's.
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap()).filter(|entry| entry.path().is_file());
    let mut files: Vec<_> = files.map(|entry| entry.file_name()).collect();
    files.sort();
    let mut known: Vec<_> = shipped_words().iter().map(|(code, _)| format!("{code}.ron")).collect();
    known.sort();
    assert_eq!(files, known.iter().map(std::ffi::OsString::from).collect::<Vec<_>>());
    for (code, text) in shipped_words() {
        let language = Language::parse(code, text).unwrap_or_else(|faults| panic!("{faults}"));
        assert!(!language.name.is_empty() && *language.code == **code);
        assert!(ron::from_str::<Box<ron::value::RawValue>>(text).is_ok(), "{code} is no RON");
    }
}

#[test]
fn six_languages_say_everything_and_it_fits() {
    let english = shipped("en");
    for code in WHOLE {
        let language = shipped(code);
        for (name, key, _) in TextKey::ALL {
            let (here, there) = (english.text(*key).unwrap(), language.text(*key));
            let there = there.unwrap_or_else(|| panic!("{code} has no {name}"));
            assert_eq!(places(here), places(there), "{code}: {name}");
            let most = (length(here) * 8).div_ceil(5).max(length(here) + 8);
            assert!(length(there) <= most, "{code}: {name} takes {} of {most}", length(there));
        }
        assert_eq!(language.how_to().len(), english.how_to().len(), "{code}");
        for line in language.how_to() {
            assert!(length(line) <= 40, "{code}: the ribbon has no room for {line}");
        }
        for (_, name, command) in ChatCommand::ALL {
            let own = language.words(command);
            // Emoji and `ult`, `auto` are the same everywhere; they stand in English.
            assert!(!own.is_empty(), "{code} has no word for {name}");
        }
    }
}

/// All texts and names of the shipped rules that viewers see.
fn shown_by_rules(rules: &Rules) -> Vec<Arc<str>> {
    let mut texts: Vec<Arc<str>> = rules.teams.iter().map(|team| team.name.clone()).collect();
    texts.extend(rules.units.iter().map(|unit| unit.name.clone()));
    texts.extend(rules.powers.iter().map(|power| power.name.clone()));
    let gifts = rules.gifts.iter().flat_map(|rule| &rule.actions);
    let likes = rules.likes.iter().flat_map(|rule| rule.turns.iter().flatten());
    let chat = rules.chat.iter().flat_map(|rule| &rule.actions);
    for action in gifts.chain(likes).chain(chat).chain(rules.events.values().flat_map(|rule| &rule.actions)) {
        if let Action::Announce { text, .. } = action {
            texts.push(text.clone());
        }
    }
    texts
}

#[test]
fn the_shipped_rules_are_said_in_six_languages() {
    for code in &WHOLE[1..] {
        let language = shipped(code);
        for text in shown_by_rules(&rules::shipped()) {
            let said = language.line(&text).unwrap_or_else(|| panic!("{code} has nothing for {text:?}"));
            assert_eq!(places(&text), places(said), "{code}: {text}");
            let most = if text.contains(' ') { length(&text) * 8 / 5 } else { length(&text).max(11) };
            assert!(length(said) <= most, "{code}: {said:?} takes {} of {most}", length(said));
        }
    }
}

#[test]
fn what_the_ribbon_and_the_help_tell_to_type_is_understood() {
    let rules = rules::shipped();
    for code in WHOLE {
        let language = shipped(code);
        let english = "{name}: up, down, go, hold, back, ult";
        let help = language.line(english).unwrap_or(english);
        let (_, words) = help.split_once([':', '：']).unwrap();
        let told: Vec<&str> = words.split([',', '،', '、']).collect();
        let ribbon: Vec<&str> = language.how_to()[1].split(['·', '・']).collect();
        assert_eq!((ribbon.len(), told.len()), (5, 6), "{code}");
        for (told, expected) in told.iter().zip(["Up", "Down", "Go", "Hold", "Back", "Ult"]) {
            let rule = rules.chat_rule(told).unwrap_or_else(|| panic!("{code}: {told} is not understood"));
            assert_eq!(rules.chat[rule].command.map(|command| format!("{command:?}")).unwrap(), expected, "{code}");
        }
        for word in ribbon {
            assert!(rules.chat_rule(word).is_some(), "{code}: {word} is not understood");
        }
    }
    for (index, team) in rules.teams.iter().enumerate() {
        for code in WHOLE {
            let language = shipped(code);
            let name = language.line(&team.name).unwrap_or(&team.name);
            assert_eq!(rules.join_word(name).map(|team| team.index()), Some(index), "{code}: {name} joins nobody");
        }
    }
}

#[test]
fn no_word_means_two_things_in_two_languages() {
    let rules = rules::shipped();
    let mut owners: HashMap<Arc<str>, (ChatCommand, &str)> = HashMap::new();
    for (code, _) in shipped_words() {
        let language = shipped(code);
        for (_, _, command) in ChatCommand::ALL {
            for word in language.words(command) {
                let (other, first) = owners.entry(word.clone()).or_insert((command, code));
                assert_eq!(*other, command, "{word:?} of {first} and {code}");
                assert_eq!(rules.join_word(word), None, "{word:?} of {code} joins a team");
                let rule = rules.chat_rule(word).unwrap_or_else(|| panic!("{word:?} of {code} is lost"));
                assert_eq!(rules.chat[rule].command, Some(command), "{word:?} of {code}");
            }
        }
    }
    assert!(owners.len() > 400, "{}", owners.len());
}

fn game(text: &str) -> App {
    let mut app = bare_app();
    app.add_plugins(GamePlugins::new(rules::parse(text).unwrap_or_else(|faults| panic!("{faults}")), 5));
    app.insert_resource(TimeUpdateStrategy::FixedTimesteps(1));
    app.finish();
    app.cleanup();
    app
}

/// Chat as TikTool sends it, through decoding and settling, into the coming tick.
struct Chat {
    intake: Intake,
    said: u64,
}

impl Chat {
    fn say(&mut self, app: &mut App, viewer: u64, language: &str, text: &str) {
        self.said += 1;
        let frame = serde_json::json!({"event": "chat", "data": {
            "msgId": (9_000_000 + self.said).to_string(), "comment": text, "language": language,
            "user": {"userId": viewer.to_string(), "uniqueId": format!("v{viewer}"), "nickname": format!("V{viewer}")},
        }});
        let mut facts = Vec::new();
        self.intake.take(&frame.to_string(), Duration::from_millis(self.said * 10), &mut facts);
        let coming = app.world().resource::<Tick>().0 + 1;
        let mut inbox = app.world_mut().resource_mut::<Inbox>();
        facts.into_iter().for_each(|fact| inbox.push(coming, fact));
    }
}

#[test]
fn chat_in_any_language_moves_the_hero() {
    let mut app = game(&rules::SHIPPED.replacen("lobby_s: 10", "lobby_s: 0", 1));
    let mut chat = Chat { intake: Intake::default(), said: 0 };
    chat.say(&mut app, 7, "es", "¡ROJO!");
    for _ in 0..60 {
        app.update();
    }
    assert!(app.world().resource::<Round>().phase.fights());
    let orders = [
        ("es", "¡Arriba!", Order::Step(Step::Up)),
        ("ar", "تَحْتَ", Order::Step(Step::Down)),
        ("ja", "攻撃！！", Order::Stance(Stance::Charge)),
        ("id", "tahan dulu", Order::Stance(Stance::Hold)),
        ("pt", "RECUA", Order::Stance(Stance::Retreat)),
        ("ar", "مسار ٤", Order::Lane(3)),
        ("ja", "レーン１", Order::Lane(0)),
        ("tr", "SALDIR", Order::Stance(Stance::Charge)),
    ];
    for (language, text, order) in orders {
        app.world_mut().resource_mut::<Messages<MoveRequested>>().clear();
        chat.say(&mut app, 7, language, text);
        app.update();
        let asked: Vec<Order> =
            app.world_mut().resource_mut::<Messages<MoveRequested>>().drain().map(|asked| asked.order).collect();
        assert_eq!(asked, [order], "{text}");
    }
    // The last one that names a lane is obeyed.
    chat.say(&mut app, 7, "es", "fondo");
    for _ in 0..300 {
        app.update();
    }
    let world = app.world_mut();
    let mut heroes = world.query::<(&Hero, &Place)>();
    let lane = heroes.iter(world).find(|(hero, _)| hero.player == PlayerId(0)).map(|(_, place)| place.lane);
    let lowest = world.resource::<Lanes>().count() - 1;
    assert_eq!(lane, Some(lowest), "the lowest lane of a small crowd");
}

fn tongue_says(app: &mut App, key: TextKey) -> String {
    let say = move |language: ShownLanguage| language.text(key).to_owned();
    app.world_mut().run_system_once(say).unwrap()
}

#[test]
fn the_screen_follows_the_room_and_a_fixed_language_does_not() {
    let fixed = rules::SHIPPED.replacen("language: Auto", "language: \"ja\"", 1);
    let mut apps = [game(rules::SHIPPED), game(&fixed)];
    assert_eq!(apps.each_mut().map(|app| tongue_says(app, TextKey::SuddenDeath)), ["SUDDEN DEATH", "サドンデス"]);
    for app in &mut apps {
        let mut chat = Chat { intake: Intake::default(), said: 0 };
        for viewer in 1..10 {
            chat.say(app, viewer, "es", "hola");
        }
        // The first update of an app makes no step.
        app.update();
        app.update();
    }
    assert_eq!(apps.each_mut().map(|app| tongue_says(app, TextKey::SuddenDeath)), ["MUERTE SÚBITA", "サドンデス"]);
    let [mut auto, japanese] = apps;
    assert_eq!(japanese.world().resource::<Room>().languages.chosen(), "es");
    // Who joins is told in the language that is shown, whatever was shown when it was said.
    let lines: Vec<LocalizedText> =
        auto.world_mut().resource_mut::<Messages<AnnounceRequested>>().drain().map(|line| line.text).collect();
    let joins = lines.iter().find(|line| line.contains("joins")).unwrap().clone();
    let said =
        auto.world_mut().run_system_once(move |language: ShownLanguage| language.line(&joins).into_owned()).unwrap();
    assert!(said.contains("se une a") && (said.contains("Brasa") || said.contains("Marea")), "{said}");
    // A room without a language that has texts reads English.
    let mut chat = Chat { intake: Intake::default(), said: 0 };
    for _ in 0..61 * 30 {
        auto.update();
    }
    for viewer in 10..60 {
        chat.say(&mut auto, viewer, "fr", "bonjour");
    }
    auto.update();
    assert_eq!(auto.world().resource::<Room>().languages.chosen(), "fr");
    assert_eq!(tongue_says(&mut auto, TextKey::SuddenDeath), "SUDDEN DEATH");
}

#[test]
fn a_streamers_own_ribbon_stands_and_the_games_own_is_translated() {
    let ribbon = |app: &mut App| {
        let first = |language: ShownLanguage| language.how_to().first().map(|line| language.named(line).to_owned());
        app.world_mut().run_system_once(first).unwrap().unwrap()
    };
    let spanish = rules::SHIPPED.replacen("language: Auto", "language: \"es\"", 1);
    assert_eq!(ribbon(&mut game(&spanish)), "Escribe 1 o 2 para unirte");
    let own = spanish.replacen("right: 0.88,", "right: 0.88, how_to: [\"Be kind\"],", 1);
    assert_eq!(ribbon(&mut game(&own)), "Be kind");
}

#[test]
fn the_language_that_is_shown_has_the_first_word() {
    let own = |code: &str, command: &str| {
        (code.to_owned(), format!("(name: \"{code}\", texts: (fight: \"!\"), commands: ({command}: [\"zug\"]))"))
    };
    let library = Library::shipped().with(&[own("xa", "up"), own("xb", "down")]).unwrap();
    let up_or_down = |text: &str| {
        let rules = rules::parse_with(text, &library).unwrap_or_else(|faults| panic!("{faults}"));
        let rule = rules.chat_rule("ZUG").unwrap();
        (rules.chat[rule].command, rules.hash)
    };
    let (auto, hash) = up_or_down(rules::SHIPPED);
    assert_eq!(auto, Some(ChatCommand::Up), "the file before");
    let (second, other) = up_or_down(&rules::SHIPPED.replacen("language: Auto", "language: \"xb\"", 1));
    assert_eq!(second, Some(ChatCommand::Down));
    // What viewers are understood by is a part of the rules.
    assert!(hash != other && hash != rules::shipped().hash);
    // A word of the rules themselves goes before all.
    let literal =
        rules::SHIPPED.replacen("(command: Up, ", "(say: [\"zug\", \"UP\"], do: [ShowMe]), (command: Up, ", 1);
    let rules = rules::parse_with(&literal, &library).unwrap_or_else(|faults| panic!("{faults}"));
    for word in ["zug", "up"] {
        assert_eq!(rules.chat[rules.chat_rule(word).unwrap()].command, None, "{word}");
    }
    assert!(rules.chat_rule("arriba").is_some());
}

#[test]
fn faults_of_the_section_and_of_commands_have_their_line() {
    let text = rules::SHIPPED
        .replacen("language: Auto", "language: \"esp\"", 1)
        .replacen("(command: Down, ", "(command: Up, ", 1)
        .replacen("(command: Hold, ", "(command: Hodl, ", 1)
        .replacen("(command: Back, ", "(", 1);
    let faults = rules::parse(&text).unwrap_err();
    let said: Vec<(&str, &str)> =
        faults.list.iter().map(|fault| (fault.message.as_str(), fault.help.as_str())).collect();
    let expected = [
        ("Up is answered twice", "chat[0] answers it already"),
        ("Hodl is not known here", "did you mean Hold?"),
        ("say is missing", "add say: [\"up\"]"),
        ("there are no texts in the language \"esp\"", "did you mean \"es\"?"),
    ];
    assert_eq!(said, expected, "{faults}");
    let small = rules::parse(&rules::SHIPPED.replacen("language: Auto", "language: \"fr\"", 1)).unwrap_err();
    assert!(small.to_string().contains("there are no texts in the language \"fr\""), "{small}");
}

#[test]
fn a_setting_of_the_file_is_read() {
    let rules = rules::parse(&rules::SHIPPED.replacen("language: Auto", "language: \"pt-BR\"", 1)).unwrap();
    let portuguese = rules.wording.library.id("pt").unwrap();
    assert_eq!(rules.wording.language, ShownIn::Fixed(portuguese));
    assert_eq!(rules.wording.shown("es"), portuguese);
    assert_eq!(rules::shipped().wording.shown("es-MX"), rules.wording.library.id("es").unwrap());
    assert_eq!(rules::shipped().wording.shown("xx"), LanguageId::ENGLISH);
    assert_eq!(rules::shipped().wording.shown(""), LanguageId::ENGLISH);
}

fn throng(folder: &Path, line: &str) -> (bool, String) {
    let mut program = Program::new(env!("CARGO_BIN_EXE_throng"));
    program.current_dir(folder).args(line.split_whitespace());
    for name in ["DISPLAY", "WAYLAND_DISPLAY", "TIKTOOL_API_KEY", "RUST_LOG"] {
        program.env_remove(name);
    }
    let output = program.output().unwrap();
    let told = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    (output.status.success(), told)
}

#[test]
fn a_journal_keeps_words_that_are_not_the_games_own() {
    let folder = tempfile::tempdir().unwrap();
    let (at, words) = (folder.path(), folder.path().join("words"));
    fs::create_dir(&words).unwrap();
    fs::write(at.join("my.ron"), rules::SHIPPED).unwrap();
    // What the crowd types as an order means something else here, so a replay without these words goes another way.
    let own = "(name: \"English\", commands: (up: [\"go\"], go: [\"up\"], down: [\"hold\"], hold: [\"down\"]))";
    fs::write(words.join("en.ron"), own).unwrap();
    let play = "--headless --for 60 --speed max --seed 9 --rules my.ron --journal j.jsonl --report none --quiet";
    let (fine, told) = throng(at, play);
    assert!(fine, "{told}");
    fs::remove_dir_all(&words).unwrap();
    fs::remove_file(at.join("my.ron")).unwrap();
    let recording = Recording::load(&at.join("j.jsonl")).unwrap();
    assert_eq!(recording.header.words, [("en".to_owned(), own.to_owned())]);
    let (fine, told) = throng(at, "replay j.jsonl --headless --verify");
    assert!(fine && told.contains("all equal"), "{told}");
    // Broken words are said with their file, and nothing starts.
    fs::create_dir(&words).unwrap();
    fs::write(words.join("de.ron"), "(comands: ())").unwrap();
    let (fine, told) = throng(at, "check");
    assert!(!fine && told.contains("de.ron:1:2") && told.contains("did you mean commands?"), "{told}");
}
