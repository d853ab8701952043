//! The documents that claims quote.

use std::collections::BTreeSet;
use std::error::Error;
use std::path::{Component, Path, PathBuf};

use gainsay::{ClaimSet, Texts};

use super::{Named, bytes};

/// The documents that were given, and those that lie beside the claims files under the names by which they are quoted.
pub(crate) fn documents(
    set: &ClaimSet,
    files: &[Named],
    given: &[(String, PathBuf)],
) -> Result<Vec<Named>, Box<dyn Error>> {
    let mut documents = Vec::new();
    for (name, file) in given {
        documents.push((name.clone(), bytes(file)?));
    }
    for name in quoted(set) {
        if given.iter().any(|(own, _)| own == name) || !is_below(Path::new(name)) {
            continue;
        }
        let folders = files.iter().filter_map(|(file, _)| Path::new(file).parent());
        let found = folders.map(|folder| folder.join(name)).find(|file| file.is_file());
        if let Some(file) = found {
            documents.push((name.to_owned(), bytes(&file)?));
        }
    }
    Ok(documents)
}

/// The claims files and the documents as they are quoted.
pub(crate) fn texts<'t>(files: &'t [Named], documents: &'t [Named]) -> Texts<'t> {
    let texts = files.iter().fold(Texts::new(), |texts, (name, bytes)| texts.file(name.as_str(), bytes));
    documents.iter().fold(texts, |texts, (name, bytes)| texts.document(name.as_str(), bytes))
}

fn quoted(set: &ClaimSet) -> BTreeSet<&str> {
    let quotes = set.claims().iter().filter_map(|claim| {
        let quote = claim.quote.as_ref()?;
        let source = || set.sources().get(&claim.source)?.document.as_deref();
        quote.document.as_deref().or_else(source)
    });
    quotes.collect()
}

/// Whether a name stays below its folder: a claims file from elsewhere may name any.
fn is_below(name: &Path) -> bool {
    name.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}
