//! The pages of the rules: their stories are those of `tests/rules`, written out anew and held against the pages.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::explain::{says, source_of};
use crate::ground::Ground;
use crate::model::{AnyRule, ClaimSet};
use crate::proof::ClaimIx;
use crate::{Checker, Report, Verdict};

/// The first heading that is not written by hand.
const STORY: &str = "# A story\n";

/// How wide a fenced line is at most: the page indents it by four.
const WIDTH: usize = 96;

fn root(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)
}

/// The folder of a rule's story: that of its name, else the first that begins with it and has all three tellings.
fn folder(rule: AnyRule) -> PathBuf {
    let own = root("tests/rules").join(rule.name());
    if own.is_dir() {
        return own;
    }
    let folders = std::fs::read_dir(root("tests/rules")).unwrap().map(|entry| entry.unwrap().path());
    let begins = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy();
        name.strip_prefix(rule.name()).is_some_and(|rest| rest.starts_with('-'))
            && path.join("fires_tension.json").exists()
    };
    let first = folders.filter(begins).min();
    first.unwrap_or_else(|| panic!("{rule} has no story: make tests/rules/{rule}, as its README says"))
}

/// One telling: the set, what it comes to, and the notes by claim.
struct Telling {
    set: ClaimSet,
    report: Report,
    notes: Value,
}

impl Telling {
    fn new(folder: &Path, file: &str) -> Option<Telling> {
        let text = std::fs::read_to_string(folder.join(file)).ok()?;
        let set = crate::read([(file, &text)]).unwrap_or_else(|faults| panic!("{folder:?}: {faults}"));
        let report = Checker::new().check(&set);
        Some(Telling { set, report, notes: serde_json::from_str(&text).unwrap() })
    }

    /// The claims that the rule is about.
    fn met(&self, rule: AnyRule) -> Option<Vec<String>> {
        let finding = self.report.findings.iter().find(|finding| AnyRule::from(finding.rule) == rule);
        let near = self.report.near_misses.iter().find(|near| AnyRule::from(near.rule) == rule);
        finding.map(|finding| finding.claims.clone()).or_else(|| near.map(|near| near.claims.clone()))
    }

    fn note(&self, id: &str) -> Option<String> {
        let claims = self.notes["claims"].as_array().unwrap();
        let claim = claims.iter().find(|claim| claim["id"] == id)?;
        claim["note"].as_str().map(str::to_owned)
    }

    /// The claims in words, and what comes of them.
    fn told(&self, rule: AnyRule) -> String {
        let ground = Ground::new(&self.set);
        let title = self.set.title().unwrap_or_default();
        let mut text = format!("{title}.\n\n```text\n");
        for (at, claim) in self.set.claims().iter().enumerate() {
            let line = format!("{}: {}", source_of(&ground, ClaimIx(at)), says(claim));
            wrapped(&mut text, &format!("{:<10} ", claim.id), &line);
            if let Some(note) = self.note(&claim.id) {
                wrapped(&mut text, &format!("{:<10} ", ""), &format!("({note})"));
            }
        }
        text.push('\n');
        text.push_str(&self.outcome(rule));
        text + "```\n"
    }

    fn outcome(&self, rule: AnyRule) -> String {
        let mut text = String::new();
        let findings = self.report.findings.iter().filter(|finding| AnyRule::from(finding.rule) == rule);
        for finding in findings {
            let verdict = match finding.verdict {
                Verdict::Contradiction => "CONTRADICTION",
                Verdict::Tension => "TENSION",
            };
            wrapped(&mut text, &format!("{verdict}: "), &format!("{} [{}]", finding.text, rule.code()));
        }
        for near in self.report.near_misses.iter().filter(|near| AnyRule::from(near.rule) == rule) {
            wrapped(&mut text, "WORTH A LOOK: ", &format!("{} [{}]", near.because, rule.code()));
        }
        if text.is_empty() { "Nothing is found.\n".to_owned() } else { text }
    }
}

fn wrapped(out: &mut String, first: &str, text: &str) {
    let indent = " ".repeat(first.chars().count());
    let mut line = first.to_owned();
    for word in text.split_whitespace() {
        if line.trim() != first.trim() && line.chars().count() + 1 + word.chars().count() > WIDTH {
            writeln!(out, "{}", line.trim_end()).unwrap();
            line.clone_from(&indent);
        }
        line.push_str(word);
        line.push(' ');
    }
    writeln!(out, "{}", line.trim_end()).unwrap();
}

/// What stands on a page from the story on.
fn stories(rule: AnyRule) -> String {
    let folder = folder(rule);
    let fires = Telling::new(&folder, "fires.json").unwrap_or_else(|| panic!("{rule} has no fires.json"));
    let near =
        Telling::new(&folder, "near_miss.json").unwrap_or_else(|| panic!("{rule} has no near_miss.json"));
    let claims = fires.met(rule).unwrap_or_else(|| panic!("the story of {rule} does not fire it"));
    assert_eq!(near.met(rule), None, "the near miss of {rule} fires it");
    let mut text = format!("{STORY}\n{}", fires.told(rule));
    if let Some(milder) = Telling::new(&folder, "fires_tension.json").filter(|own| own.met(rule).is_some()) {
        write!(text, "\n# A milder one\n\n{}", milder.told(rule)).unwrap();
    }
    write!(text, "\n# A near miss\n\n{}", near.told(rule)).unwrap();
    let code = rule.code();
    let claims = serde_json::to_string(&claims).unwrap().replace(',', ", ");
    let (kind, failing) = match rule {
        AnyRule::Finding(_) => ("findings", "Tensions of this rule"),
        AnyRule::NearMiss(_) => ("near misses", "Near misses of this rule"),
    };
    write!(
        text,
        "\n# To allow it, or deny it\n\n\
         In the claims file; without `claims`, or with a `subject`, more {kind} are meant:\n\n\
         ```json\n\"allow\": [{{\"rule\": \"{code}\", \"claims\": {claims},\n           \
         \"because\": \"why it is all right\"}}]\n```\n\n\
         {failing} count as failing with:\n\n\
         ```json\n\"deny\": [{{\"rule\": \"{code}\"}}]\n```\n"
    )
    .unwrap();
    text
}

#[test]
fn every_rule_has_a_page_with_the_stories_that_are_tested() {
    let mut stale = Vec::new();
    for rule in AnyRule::all() {
        let path = root("src/guide/rules").join(format!("{rule}.md"));
        let page = std::fs::read_to_string(&path).unwrap();
        let (by_hand, _) = page.split_once(STORY).unwrap_or_else(|| panic!("{path:?} has no `# A story`"));
        let current = format!("{by_hand}{}", stories(rule));
        if std::env::var_os("GAINSAY_WRITE_PAGES").is_some() {
            std::fs::write(&path, &current).unwrap();
        } else if page != current {
            stale.push(rule.name());
        }
    }
    assert!(
        stale.is_empty(),
        "run the tests once with GAINSAY_WRITE_PAGES=1, and look at what changes in {stale:?}"
    );
}

#[test]
fn every_page_says_what_and_why_and_fits_a_terminal() {
    for rule in AnyRule::all() {
        let page = rule.page();
        assert!(page.starts_with(&format!("{} {rule}: {}\n", rule.code(), rule.title())), "{page}");
        for part in [
            "\nWhy: ",
            "\nThe law in full: ",
            "\nA story\n",
            "\nA near miss\n",
            "\nTo allow it, or deny it\n",
        ] {
            assert!(page.contains(part), "the page of {rule} lacks {part:?}");
        }
        let (says, _) = page.split_once("\nWhy: ").unwrap();
        assert!(says.len() > 60 + rule.title().len(), "the page of {rule} does not say what it says");
        let longest = page.lines().map(|line| line.chars().count()).max();
        assert!(longest <= Some(100), "a line of the page of {rule} has {longest:?} characters");
    }
}

#[test]
fn there_is_no_page_without_a_rule() {
    for entry in std::fs::read_dir(root("src/guide/rules")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(AnyRule::all().any(|rule| rule.name() == name), "{path:?} is the page of no rule");
    }
}
