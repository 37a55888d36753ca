//! SVG drawings as assets of Bevy: read by its server, from the streamer's own folder and from the one that comes with the
//! game, and read again when they change where Bevy's watcher is on (feature `bevy/file_watcher`).

use std::{path::PathBuf, sync::Arc};

use bevy::{
    asset::{
        AssetLoader, LoadContext,
        io::{AssetSourceBuilder, AssetSourceId, Reader},
    },
    prelude::*,
};
use thiserror::Error;

use super::svg::natural_size;
use crate::base::{assets_folder, own_folder};

/// A drawing as text; its pixels are made for the size of the window.
#[derive(Asset, TypePath, Debug, Clone)]
pub struct Svg {
    /// The file.
    pub text: Arc<str>,
    /// Its natural size in stage units.
    pub size: Vec2,
}

/// Why a file is no drawing.
#[derive(Debug, Error)]
pub enum SvgFault {
    /// It cannot be read.
    #[error("it cannot be read: {0}")]
    Unreadable(#[from] std::io::Error),
    /// It is no text.
    #[error("it is no text; save it as a plain SVG")]
    NotText(#[from] std::string::FromUtf8Error),
    /// Nothing says how large it is.
    #[error("it has no viewBox; give its <svg> one, such as viewBox=\"0 0 100 80\"")]
    NoSize,
}

/// Reads SVG files.
#[derive(TypePath, Debug, Default)]
pub struct SvgLoader;

impl AssetLoader for SvgLoader {
    type Asset = Svg;
    type Settings = ();
    type Error = SvgFault;

    async fn load(&self, reader: &mut dyn Reader, _: &(), _: &mut LoadContext<'_>) -> Result<Svg, SvgFault> {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).await?;
        let text = String::from_utf8(bytes)?;
        let size = natural_size(&text).ok_or(SvgFault::NoSize)?;
        Ok(Svg { text: text.into(), size })
    }

    fn extensions(&self) -> &[&str] {
        &["svg"]
    }
}

/// The folders that drawings are read from, those of the game first: what is in a later one goes before the same name in
/// an earlier one.
#[derive(Resource, Debug, Clone, Default)]
pub struct ArtSources(pub Vec<(AssetSourceId<'static>, PathBuf)>);

/// Makes the folders of drawings known to the asset server. Comes before Bevy's `AssetPlugin`.
#[derive(Debug, Default)]
pub struct ArtSourcesPlugin;

impl Plugin for ArtSourcesPlugin {
    fn build(&self, app: &mut App) {
        let shipped = assets_folder().map(|folder| folder.join("art")).filter(|folder| folder.is_dir());
        let mut sources = ArtSources::default();
        for (id, folder) in [("art", shipped), ("own", own_folder("art"))] {
            let Some(folder) = folder else { continue };
            // Not the canonical path: on Windows that takes no other separators.
            let folder = std::path::absolute(&folder).unwrap_or(folder);
            app.register_asset_source(id, AssetSourceBuilder::platform_default(&folder.to_string_lossy(), None));
            sources.0.push((id.into(), folder));
        }
        app.insert_resource(sources);
    }
}
