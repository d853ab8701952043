//! A claim walks one way through the rooms: the `use` lines say so.

use std::path::{Path, PathBuf};

/// The rooms in their row. `proof` stands before the rooms that make proofs: they use it, it uses none of them.
const ROW: [&str; 12] = [
    "each", "watch", "model", "notation", "read", "solve", "proof", "ground", "check", "explain", "report",
    "table",
];

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

/// The rooms that a source text names with `crate::`.
fn named(text: &str) -> Vec<&str> {
    let parts = text.split("crate::").skip(1);
    parts.map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap()).collect()
}

#[test]
fn a_room_uses_only_the_rooms_before_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut looked_at = 0;
    for file in files(&src) {
        let inside = file.strip_prefix(&src).unwrap();
        let first = inside.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs");
        let Some(at) = ROW.iter().position(|room| *room == first) else {
            assert!(
                ["lib", "checker", "index", "guide", "testing"].contains(&first),
                "`{}` is in no room",
                inside.display()
            );
            continue;
        };
        looked_at += 1;
        let text = std::fs::read_to_string(&file).unwrap();
        for room in named(&text) {
            if let Some(used) = ROW.iter().position(|other| *other == room) {
                assert!(used <= at, "`{}` uses `{room}`, a later room", inside.display());
            }
            assert!(room != "checker" || at == ROW.len(), "`{}` uses the front door", inside.display());
        }
    }
    assert!(looked_at > 40, "only {looked_at} files were looked at");
}
