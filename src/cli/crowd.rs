//! `throng crowd`: the simulated TikTool server as a command.

use super::{CrowdArgs, Fault, out::Out};
use crate::crowd::{CrowdSettings, serve};

pub(super) fn run(args: &CrowdArgs) -> Result<(), Fault> {
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
