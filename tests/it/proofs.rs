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
