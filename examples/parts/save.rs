//! Files that are written as a whole or not at all.

use std::error::Error;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::Path;

/// Writes beside the file and then renames: whoever breaks in, and however full the disk is, the file holds what it held
/// before or all of the text. A run that is broken off may leave the other file, `.NAME.PID.part`.
pub(crate) fn save(file: &Path, text: &str) -> Result<(), Box<dyn Error>> {
    let named = |error| format!("{}: {error}", file.display());
    // Pipes and devices hold nothing, and cannot be replaced.
    if fs::metadata(file).is_ok_and(|data| !data.is_file() && !data.is_dir()) {
        return Ok(fs::write(file, text).map_err(named)?);
    }
    let name = file.file_name().ok_or_else(|| format!("{}: not a name of a file", file.display()))?;
    let part = file.with_file_name(format!(".{}.{}.part", name.to_string_lossy(), std::process::id()));
    let fill = |mut out: File| {
        out.write_all(text.as_bytes())?;
        out.sync_all()
    };
    let made = OpenOptions::new().write(true).create_new(true).open(&part).map_err(named)?;
    fill(made).and_then(|()| fs::rename(&part, file)).map_err(|error| {
        // What cannot be removed either is left as it is.
        let _ = fs::remove_file(&part);
        named(error).into()
    })
}
