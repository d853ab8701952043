//! What the README shows is what gainsay prints.

use std::path::Path;

use gainsay::Checker;

/// The first fenced block of a language.
fn fenced<'t>(text: &'t str, language: &str) -> &'t str {
    let (_, rest) = text.split_once(&format!("```{language}\n")).unwrap();
    rest.split_once("```").unwrap().0
}

#[test]
fn the_readme_prints_what_its_claims_come_to() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(path).unwrap();
    let set = gainsay::read([("README.json", fenced(&readme, "json"))]).unwrap();
    assert_eq!(Checker::new().check(&set).text(), fenced(&readme, "text"));
}
