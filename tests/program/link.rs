//! The program on a real socket: a crowd in a process of its own, refusals, a port where nobody listens, and Ctrl-C.

use std::{
    fs,
    io::{BufRead, BufReader},
    net::{Ipv4Addr, SocketAddr, TcpListener},
    process::{Command, Stdio},
};

use tiktool_crowd::{CrowdSettings, Server};

use crate::support::{json, throng};

const KEY: &str = "tk_never_show_me_4711";

fn here() -> SocketAddr {
    SocketAddr::from((Ipv4Addr::LOCALHOST, 0))
}

#[test]
fn a_crowd_in_another_process_is_credited_to_the_last_gift() {
    let folder = tempfile::tempdir().unwrap();
    let serve = "crowd --listen 127.0.0.1:0 --viewers 60 --rate 80 --seed 4 --for 8 --manifest m.json";
    let mut crowd = throng(folder.path(), serve).stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(crowd.stderr.take().unwrap()).lines();
    let said = lines.next().unwrap().unwrap();
    let url = said.split_whitespace().find(|word| word.starts_with("ws://")).unwrap();
    let url = url.split('/').take(3).collect::<Vec<_>>().join("/");
    let play = throng(folder.path(), &format!("--headless --url {url} --for 14 --report r.json")).output().unwrap();
    lines.for_each(drop);
    assert!(crowd.wait().unwrap().success());
    let text = String::from_utf8_lossy(&play.stdout);
    assert!(play.status.success(), "{text}");
    assert!(text.contains("Connected to @demo.") && text.contains("The stream has ended."), "{text}");
    let (manifest, report) = (json(&folder.path().join("m.json")), json(&folder.path().join("r.json")));
    assert_eq!(report["frames"]["received"], manifest["frames"]);
    assert_eq!(report["frames"]["bad"], 0);
    assert!(manifest["gifts"].as_u64().unwrap() > 0, "{manifest}");
    assert_eq!(report["gifts"]["received"], manifest["gifts"]);
    assert_eq!(report["gifts"]["diamonds"], manifest["diamonds"]);
    assert_eq!(report["gifts"]["waiting"], 0, "the battle began within the 14 seconds");
    assert_eq!(report["link"]["connects"], 1);
    for wanted in manifest["viewers"].as_array().unwrap() {
        let viewers = report["viewers"].as_array().unwrap();
        let found = viewers.iter().find(|viewer| viewer["id"] == wanted["id"]).unwrap();
        assert_eq!((&found["gifts"], &found["diamonds"]), (&wanted["gifts"], &wanted["diamonds"]));
    }
}

#[test]
fn a_refused_key_ends_with_3_and_its_report() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(here(), CrowdSettings::default()).unwrap();
    let args = format!("--headless --live mia --url {} --for 30 --report r.json", server.url());
    let output = throng(folder.path(), &args).env("TIKTOOL_API_KEY", "bad").output().unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{text}");
    assert!(text.contains("refused the API key"), "{text}");
    assert!(json(&folder.path().join("r.json"))["link"]["ended"].as_str().unwrap().contains("refused the API key"));
}

#[test]
fn a_streamer_who_is_not_live_is_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(here(), CrowdSettings::default()).unwrap();
    let args = format!("--headless --live nobody --url {} --for 2 --report none", server.url());
    let output = throng(folder.path(), &args).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}");
    assert!(text.contains("not live") && text.contains("Trying again"), "{text}");
}

#[test]
fn where_nobody_listens_the_game_goes_on_and_the_key_is_never_shown() {
    let folder = tempfile::tempdir().unwrap();
    let port = TcpListener::bind(here()).unwrap().local_addr().unwrap().port();
    let args = format!("--headless --live mia --url ws://127.0.0.1:{port} --for 3 --report r.json --capture c.jsonl");
    let mut command = throng(folder.path(), &args);
    command.env("TIKTOOL_API_KEY", KEY).env("RUST_LOG", "trace").env("RUST_BACKTRACE", "1");
    let output = command.output().unwrap();
    assert!(output.status.success());
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.contains(&format!("Nobody answers at 127.0.0.1:{port}")), "{text}");
    let log = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(log.contains("TRACE") || log.contains("INFO"), "the log was meant to be full: {log}");
    let mut all = vec![text, log];
    for place in [folder.path().to_owned(), folder.path().join("sessions")] {
        for file in fs::read_dir(place).unwrap().map(|file| file.unwrap().path()).filter(|path| path.is_file()) {
            all.push(String::from_utf8_lossy(&fs::read(file).unwrap()).into_owned());
        }
    }
    assert!(all.len() >= 4, "report and journal were written");
    assert!(all.iter().all(|text| !text.contains(KEY)));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_cleanly_with_the_report() {
    let folder = tempfile::tempdir().unwrap();
    let mut show = throng(folder.path(), "--headless --report r.json").stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(show.stdout.take().unwrap()).lines().map_while(Result::ok);
    assert!(lines.any(|line| line.contains("Round 1: the lobby is open")));
    let pid = show.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
    assert!(lines.any(|line| line == "Report: r.json"));
    assert_eq!(show.wait().unwrap().code(), Some(0));
    assert!(json(&folder.path().join("r.json"))["ticks"].as_u64().unwrap() > 0);
}
