//! Every finding has a proof that the kernel accepts.

use std::path::Path;

use gainsay::{Checker, ClaimSet};

use crate::dice::Range;

#[test]
fn the_proof_of_every_finding_of_every_story_verifies() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let mut proofs = 0;
    let mut faults = Vec::new();
    for folder in std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()) {
        for file in ["fires.json", "fires_tension.json", "near_miss.json"] {
            let Ok(bytes) = std::fs::read(folder.join(file)) else { continue };
            let set: ClaimSet = gainsay::read([(file.to_owned(), bytes)]).unwrap();
            for finding in Checker::new().check(&set).findings {
                proofs += 1;
                if let Err(error) = finding.proof.verify(&set) {
                    faults.push(format!("{}/{file}: {:?}: {error}", folder.display(), finding.claims));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(proofs > 50, "{proofs}");
}

/// How many findings a random set has, and what the kernel says of each that it rejects.
fn rejected(seed: u64, range: Range) -> (usize, Vec<String>) {
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
    (findings.len(), findings.iter().filter_map(fault).collect())
}

/// Checks the proofs of so many random sets; the environment may ask for more.
fn all_verify(range: Range, most: u64) {
    let sets = std::env::var("GAINSAY_SETS").ok().and_then(|n| n.parse().ok()).unwrap_or(most);
    let (mut found, mut faults) = (0, Vec::new());
    for seed in 0..sets {
        let (findings, rejected) = rejected(seed, range);
        found += findings;
        faults.extend(rejected);
    }
    assert!(faults.is_empty(), "{} of {found} rejected\n{}", faults.len(), faults.join("\n"));
    assert!(found > 50, "{found}");
}

#[test]
fn the_proofs_of_random_findings_verify() {
    all_verify(Range::Common, 600);
}

#[test]
fn the_proofs_of_random_findings_of_a_wider_range_verify() {
    all_verify(Range::Wide, 1500);
}

#[test]
fn the_proofs_of_random_findings_under_a_standing_law_verify() {
    all_verify(Range::Lawful, 400);
}
