//! Every finding has a proof that the kernel accepts.

use std::collections::BTreeSet;
use std::path::Path;

use gainsay::{Checker, ClaimSet, Verdict};

use crate::dice::Range;

#[test]
fn the_proof_of_every_finding_of_every_story_verifies() {
    let mut proofs = 0;
    let mut faults = Vec::new();
    for (name, set) in stories() {
        for finding in Checker::new().check(&set).findings {
            proofs += 1;
            let error = finding.proof.verify(&set).err();
            faults.extend(error.map(|error| format!("{name}: {:?}: {error}", finding.claims)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(proofs > 50, "{proofs}");
}

/// The rules of the findings of a random set, and what the kernel says of each that it rejects.
fn rejected(seed: u64, range: Range) -> (Vec<&'static str>, Vec<String>) {
    let set = crate::dice::set(seed, range);
    let findings = Checker::new().check(&set).findings;
    let fault = |finding: &gainsay::Finding| {
        let error = finding.proof.verify(&set).err()?;
        let cited = set.only(|claim| finding.claims.contains(&claim.id));
        let claims = gainsay::write_lines(&cited);
        let claims = claims.lines().filter(|line| line.contains("\"id\": \"c"));
        let claims = claims.collect::<Vec<_>>().join("\n  ");
        let proof = serde_json::to_string(&finding.proof).unwrap();
        Some(format!("seed {seed}: {:?} {error}\n  {claims}\n  {proof}\n", finding.verdict))
    };
    let rules = findings.iter().map(|finding| finding.rule.name()).collect();
    (rules, findings.iter().filter_map(fault).collect())
}

/// Checks the proofs of so many random sets; the environment may ask for more.
fn all_verify(range: Range, most: u64) -> Vec<&'static str> {
    let sets = std::env::var("GAINSAY_SETS").ok().and_then(|n| n.parse().ok()).unwrap_or(most);
    let (mut found, mut faults) = (Vec::new(), Vec::new());
    for seed in 0..sets {
        let (findings, rejected) = rejected(seed, range);
        found.extend(findings);
        faults.extend(rejected);
    }
    assert!(faults.is_empty(), "{} of {} rejected\n{}", faults.len(), found.len(), faults.join("\n"));
    assert!(found.len() > 50, "{}", found.len());
    found
}

#[test]
fn the_proofs_of_random_findings_verify() {
    let _ = all_verify(Range::Common, 600);
}

#[test]
fn the_proofs_of_random_findings_of_a_wider_range_verify() {
    let _ = all_verify(Range::Wide, 1500);
}

#[test]
fn the_proofs_of_random_findings_of_sums_and_gaps_verify() {
    let _ = all_verify(Range::Sums, 120);
}

#[test]
fn the_proofs_of_random_findings_under_a_standing_law_verify() {
    let _ = all_verify(Range::Lawful, 400);
}

#[test]
fn the_proofs_of_random_findings_under_a_standing_total_verify() {
    let rules = all_verify(Range::Totals, 200);
    let of_totals = rules.iter().filter(|rule| **rule == "law-total").count();
    assert!(of_totals > 8, "{of_totals} of {}", rules.len());
}

/// The stories' sets, by name.
fn stories() -> Vec<(String, ClaimSet)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let mut sets = Vec::new();
    for folder in std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()) {
        for file in ["fires.json", "fires_tension.json"] {
            let Ok(bytes) = std::fs::read(folder.join(file)) else { continue };
            let name = format!("{}/{file}", folder.file_name().unwrap().to_string_lossy());
            sets.push((name, gainsay::read([(file.to_owned(), bytes)]).unwrap()));
        }
    }
    sets
}

/// The findings of these claims alone, as verdict and claims.
fn found(set: &ClaimSet, claims: &[String]) -> Vec<(Verdict, Vec<String>)> {
    let alone = set.only(|claim| claims.contains(&claim.id));
    Checker::new()
        .check(&alone)
        .findings
        .into_iter()
        .map(|finding| (finding.verdict, finding.claims))
        .collect()
}

/// The cited claims are enough, and every one of them is needed.
fn enough_and_needed(name: &str, set: &ClaimSet) -> BTreeSet<&'static str> {
    let mut rules = BTreeSet::new();
    for finding in Checker::new().check(set).findings {
        rules.insert(finding.rule.name());
        let same = (finding.verdict, finding.claims.clone());
        assert!(found(set, &finding.claims).contains(&same), "{name}: {same:?} is not enough");
        for dropped in &finding.claims {
            let rest: Vec<String> = finding.claims.iter().filter(|id| *id != dropped).cloned().collect();
            let left = found(set, &rest);
            let stands = |(verdict, _): &(Verdict, _)| {
                *verdict == Verdict::Contradiction || finding.verdict == Verdict::Tension
            };
            assert!(!left.iter().any(stands), "{name}: {same:?} does not need {dropped}: {left:?}");
        }
    }
    rules
}

#[test]
fn the_claims_of_a_proof_are_enough_and_needed() {
    let mut rules = BTreeSet::new();
    for (name, set) in stories() {
        rules.extend(enough_and_needed(&name, &set));
    }
    for seed in 0..300 {
        let set = crate::dice::set(seed, Range::Common);
        rules.extend(enough_and_needed(&format!("seed {seed}"), &set));
    }
    assert!(rules.len() > 20, "{rules:?}");
}
