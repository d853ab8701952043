//! The second shipped case shows what many claims come to together, row by row; worked out by hand.

use std::sync::LazyLock;

use gainsay::{Checker, Report, Verdict};

use crate::examples::aid;

const CONTRADICTIONS: [(&[&str], &str); 9] = [
    // 345 by 19 February, and no more than 120 four days later.
    (&["t3", "z15"], "running-total"),
    (&["r1", "t7"], "one-value"),
    // 69 + 31.6 at their loosest.
    (&["t3", "z11", "z12", "z13"], "total"),
    // America's part alone is more than the war is said to have cost.
    (&["t3", "z18", "z19"], "total"),
    // 345 less a tenth of a billion is no 240.
    (&["r1", "t3", "t4", "t5"], "total"),
    // A lead of 160 at least, of 100.6, of 120, and of 330 less 80 less 115 at most.
    (&["t4", "t5", "z11", "z12", "z13"], "total"),
    (&["t4", "t5", "z15"], "total"),
    (&["t4", "t5", "z16", "z17", "z18", "z19"], "total"),
    (&["m3", "t8"], "denial"),
];

const TENSIONS: [(&[&str], &str); 4] = [
    // 115.5 euros at 1.06, unless Kiel counts otherwise.
    (&["k12", "t3"], "ladder-order"),
    (&["g1", "z1"], "running-total"),
    // 59.5 % of at least 345 is 205; Kiel has 146.8 for Europe.
    (&["k11", "m1", "m2", "t3"], "total"),
    // 345 less 110 is 235, and 200 is at most 220 unless read loosely.
    (&["t3", "t4", "t5", "t7"], "total"),
];

/// One check for all: it takes a while without optimisation.
static REPORT: LazyLock<Report> = LazyLock::new(|| Checker::new().check(&aid()));

#[test]
fn the_second_case_prints_its_report() {
    insta::assert_snapshot!(REPORT.text());
}

#[test]
fn every_proof_of_the_second_case_verifies() {
    let set = aid();
    for finding in &REPORT.findings {
        finding.proof.verify(&set).unwrap();
    }
}

#[test]
fn every_finding_of_the_second_case_is_in_the_table_and_the_other_way_round() {
    let report = &*REPORT;
    assert_eq!(report.undecided, []);
    for (verdict, table) in [(Verdict::Contradiction, &CONTRADICTIONS[..]), (Verdict::Tension, &TENSIONS[..])]
    {
        let found = report.findings.iter().filter(|finding| finding.verdict == verdict);
        let mut found: Vec<(Vec<String>, &str)> =
            found.map(|finding| (finding.claims.clone(), finding.rule.name())).collect();
        let mut expected: Vec<(Vec<String>, &str)> = table
            .iter()
            .map(|(claims, rule)| (claims.iter().map(|id| (*id).to_owned()).collect(), *rule))
            .collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{verdict:?}");
    }
}

#[test]
fn sums_and_differences_that_are_right_are_quiet() {
    let report = &*REPORT;
    // 62 + 70 = 132 and 138 - 115 = 23 in euros; 67 and 31.5, and 120 + 100 + 100 = 320 by themselves.
    for quiet in [
        &["k1", "k2", "k3", "k4"][..],
        &["k11", "k12", "k13", "k14"],
        &["z11", "z12", "z13", "z15"],
        &["z15", "z16", "z17", "z18", "z19"],
    ] {
        let within =
            |finding: &&gainsay::Finding| finding.claims.iter().all(|id| quiet.contains(&id.as_str()));
        assert_eq!(report.findings.iter().find(within), None, "{quiet:?}");
    }
}

#[test]
fn a_retelling_lost_a_thousand_and_two_tell_what_another_told() {
    let report = &*REPORT;
    let slips: Vec<&String> = report.findings.iter().flat_map(|finding| &finding.slips).collect();
    assert_eq!(
        slips,
        [
            "\"billion\" and \"million\" were taken for each other: `about $100 billion` in t7 is exactly 1,000 times `$100 million` in r1"
        ]
    );
    let echoes: Vec<&Vec<String>> = report.echoes.iter().map(|group| &group.claims).collect();
    assert_eq!(echoes, [&["c1", "k3"], &["z14", "z8"]]);
}

#[test]
fn the_blame_is_shared_out_over_sets_of_two_to_six() {
    let report = &*REPORT;
    let blame = &report.blame[0];
    assert_eq!(blame.verdict, Verdict::Contradiction);
    let share = |id: &str| {
        blame.claims.iter().find(|one| one.claim == id).map(|one| one.share.to_string()).unwrap_or_default()
    };
    // t3: 1/2 + 1/4 + 1/3 + 1/4. t4: 1/4 + 1/5 + 1/3 + 1/6. z15: 1/2 + 1/3.
    assert_eq!([share("t3"), share("t4"), share("z15")], ["4/3", "0.95", "5/6"]);
    let all = blame.claims.iter().fold(gainsay::Exact::zero(), |sum, one| &sum + &one.share);
    assert_eq!(all, gainsay::Exact::from(9));
    assert!(blame.exact);
    assert_eq!(blame.set_aside[0], ["m3", "r1", "t3", "t4"]);
    assert_eq!(
        blame.first_doubt.as_ref().map(|doubt| (doubt.claim.as_str(), doubt.resolves)),
        Some(("t3", 4))
    );
    // Whoever is set aside takes every contradiction along.
    for set in &blame.set_aside {
        let left =
            report.contradictions().filter(|finding| !finding.claims.iter().any(|id| set.contains(id)));
        assert_eq!(left.count(), 0, "{set:?}");
    }
}
