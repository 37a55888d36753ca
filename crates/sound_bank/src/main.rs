//! Writes every sound as a WAV file into the folder that is named: `cargo run --release -p sound_bank -- DIR`.

use std::{env, fs, io, path::PathBuf, process::ExitCode};

fn main() -> ExitCode {
    let Some(folder) = env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("name the folder for the sounds: sound_bank DIR");
        return ExitCode::from(2);
    };
    match write(&folder) {
        Ok(count) => {
            println!("{count} sounds written to {}", folder.display());
            ExitCode::SUCCESS
        }
        Err(fault) => {
            eprintln!("{} cannot be written: {fault}", folder.display());
            ExitCode::FAILURE
        }
    }
}

fn write(folder: &std::path::Path) -> io::Result<usize> {
    fs::create_dir_all(folder)?;
    let sounds = sound_bank::all();
    for sound in &sounds {
        sound.take.write(&folder.join(format!("{}.wav", sound.name)))?;
    }
    Ok(sounds.len())
}
