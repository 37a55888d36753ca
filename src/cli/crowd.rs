//! `throng crowd`: the simulated TikTool server as a command.

use std::{
    fs,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use tiktool_crowd::{CrowdSettings, Manifest, Mirror, serve};

use super::{args::CrowdArgs, fault::Fault, out::Out, outputs::try_out};

/// Plays until Ctrl-C or the end of the stream, then writes what must have been credited.
pub(super) fn run(args: &CrowdArgs) -> Result<(), Fault> {
    if let Some(manifest) = args.manifest.as_deref() {
        try_out(manifest, "the manifest", "--manifest")?;
    }
    let settings = CrowdSettings {
        viewers: args.viewers,
        rate: args.rate,
        seed: args.seed,
        seconds: args.for_s,
        chaos: args.chaos,
        mirror: args.mirrored.map(|heads| Mirror { heads, swap: false }),
    };
    let stop = Arc::new(AtomicBool::new(false));
    let pressed = Arc::clone(&stop);
    ctrlc::set_handler(move || pressed.store(true, Ordering::Relaxed))
        .map_err(|error| Fault::Other(format!("cannot listen for Ctrl-C: {error}")))?;
    let sums = serve(args.listen, settings, &stop).map_err(|error| {
        let listen = args.listen;
        Fault::Other(format!("cannot listen on {listen}: {error}; choose another address with --listen"))
    })?;
    if let Some(path) = &args.manifest {
        write(path, &sums)
            .map_err(|error| Fault::Other(format!("cannot write the manifest to {}: {error}", path.display())))?;
        tracing::info!("the manifest is in {}", path.display());
    }
    Out::default().line(&format!("{} frames, {} gifts worth {} diamonds", sums.frames, sums.gifts, sums.diamonds));
    Ok(())
}

fn write(path: &Path, sums: &Manifest) -> std::io::Result<()> {
    let mut text = serde_json::to_string_pretty(sums)?;
    text.push('\n');
    fs::write(path, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_is_read_back_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("manifest.json");
        let sums = Manifest { frames: 7, ..Manifest::default() };
        write(&path, &sums).unwrap();
        let read: Manifest = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        assert_eq!(read, sums);
    }
}
