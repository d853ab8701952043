//! Every finding has a proof that the kernel accepts.

use std::path::Path;

use gainsay::{Checker, ClaimSet};

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

/// What the kernel makes of every finding of a random set: the claims and the error of each that it rejects.
fn rejected(seed: u64, lawful: bool) -> (usize, Vec<String>) {
    let set = crate::dice::set(seed, lawful);
    let findings = Checker::new().check(&set).findings;
    let fault = |finding: &gainsay::Finding| {
        let error = finding.proof.verify(&set).err()?;
        let claims = finding.claims.iter().map(|id| format!("{:?}", set.claim(id).unwrap()));
        let claims = claims.collect::<Vec<_>>().join("\n  ");
        let proof = &finding.proof;
        Some(format!("seed {seed}: {:?} {error}\n  {claims}\n  {proof:?}", finding.verdict))
    };
    (findings.len(), findings.iter().filter_map(fault).collect())
}

#[test]
fn the_proofs_of_random_findings_verify() {
    let sets: u64 = std::env::var("SETS").ok().and_then(|n| n.parse().ok()).unwrap_or(2000);
    let mut found = 0;
    let mut faults = Vec::new();
    for seed in 0..sets {
        let (findings, rejected) = rejected(seed, false);
        found += findings;
        faults.extend(rejected);
    }
    eprintln!("{found} findings, {} rejected", faults.len());
    faults.truncate(6);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
