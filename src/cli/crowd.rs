//! `throng crowd`: the simulated TikTool server as a command.

use super::{CrowdArgs, Fault, out::Out, outputs::try_out};
use crate::crowd::{CrowdSettings, serve};

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
    };
    let sums = serve(args.listen, settings, args.manifest.clone()).map_err(|error| Fault::Other(error.to_string()))?;
    Out::default().line(&format!("{} frames, {} gifts worth {} diamonds", sums.frames, sums.gifts, sums.diamonds));
    Ok(())
}
