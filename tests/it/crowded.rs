//! A part with very many figures of one cell is looked through as far as it goes, and the report says so.

use gainsay::{Checker, ClaimSet, Verdict};

/// What was given, day after day, and a sum of two parts at the end; the first part is so large.
fn running_totals(days: u32, first: u32) -> ClaimSet {
    let day = |day: u32| chrono::NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + chrono::Days::new(day.into());
    let cell = |subject: &str, at: u32| {
        format!(r#""subject": "{subject}", "measure": "given", "as_of": "{}""#, day(at))
    };
    let mut lines = vec![
        r#"{"record": "set", "gainsay": 1}"#.to_owned(),
        r#"{"record": "source", "id": "s", "publisher": "Gazette", "published": "2020-01-01"}"#.to_owned(),
        r#"{"record": "measure", "id": "given", "kind": "running_total", "unit": "t", "additive": true, "non_negative": true}"#.to_owned(),
        format!(
            r#"{{"record": "claim", "id": "sum", "kind": "total", "source": "s", "exhaustive": true, "total": {{{}}}, "parts": [{{{}}}, {{{}}}]}}"#,
            cell("all", days), cell("first", days), cell("second", days)
        ),
        format!(
            r#"{{"record": "claim", "id": "part", "kind": "amount", "source": "s", {}, "value": "exactly {first} t"}}"#,
            cell("first", days)
        ),
    ];
    lines.extend((0..=days).map(|at| {
        let figure = 100 + at;
        format!(
            r#"{{"record": "claim", "id": "d{at}", "kind": "amount", "source": "s", {}, "value": "exactly {figure} t"}}"#,
            cell("all", at)
        )
    }));
    gainsay::read([("set.jsonl", lines.join("\n"))]).unwrap()
}

fn checked(days: u32, first: u32) -> (Vec<(Vec<String>, Verdict)>, Vec<String>) {
    let set = running_totals(days, first);
    let report = Checker::new().check(&set);
    for finding in &report.findings {
        finding.proof.verify(&set).unwrap();
    }
    let found = report.findings.iter().map(|finding| (finding.claims.clone(), finding.verdict));
    (found.collect(), report.undecided.into_iter().map(|one| one.because).collect())
}

#[test]
fn many_figures_of_one_cell_hide_no_conflict_of_a_sum() {
    let clash = |days: u32| {
        let mut claims = vec![format!("d{days}"), "part".to_owned(), "sum".to_owned()];
        claims.sort();
        vec![(claims, Verdict::Contradiction)]
    };
    // The last figure is 100 + the days, and so large may a part be.
    assert_eq!(checked(50, 151), (clash(50), vec![]));
    assert_eq!(checked(50, 150), (vec![], vec![]));
    let limits = |undecided: &[String]| undecided.len() == 1 && undecided[0].contains("limits");
    let (found, undecided) = checked(700, 801);
    assert_eq!(found, clash(700));
    assert!(limits(&undecided), "{undecided:?}");
    let (found, undecided) = checked(700, 800);
    assert_eq!(found, []);
    assert!(limits(&undecided), "{undecided:?}");
}

/// Each of many piers is two parts, of which one is the next pier; with a standing law that none of them is under.
#[test]
fn many_figures_of_as_many_cells_are_no_crowd() {
    let cell = |name: &str, at: u32| format!(r#""subject": "{name} {at}", "measure": "length""#);
    let mut lines = vec![
        r#"{"record": "set", "gainsay": 1}"#.to_owned(),
        r#"{"record": "source", "id": "s", "publisher": "Gazette", "published": "2020-01-01"}"#.to_owned(),
        r#"{"record": "measure", "id": "length", "kind": "constant", "unit": "m", "non_negative": true}"#.to_owned(),
        r#"{"record": "law", "lesser": {"subject": "quay", "measure": "length"}, "greater": {"subject": "port", "measure": "length"}}"#.to_owned(),
    ];
    lines.extend((0..240).map(|at| {
        format!(
            r#"{{"record": "claim", "id": "t{at}", "kind": "total", "source": "s", "exhaustive": true, "total": {{{}}}, "parts": [{{{}}}, {{{}}}]}}"#,
            cell("pier", at), cell("pier", at + 1), cell("mole", at)
        )
    }));
    // The first pier is as long as the second and a mole.
    for (id, at, value) in [("first", 0, "exactly 9 m"), ("second", 1, "exactly 10 m")] {
        lines.push(format!(
            r#"{{"record": "claim", "id": "{id}", "kind": "amount", "source": "s", {}, "value": "{value}"}}"#,
            cell("pier", at)
        ));
    }
    let set = gainsay::read([("set.jsonl", lines.join("\n"))]).unwrap();
    let report = Checker::new().check(&set);
    assert_eq!(report.undecided, []);
    let found: Vec<_> = report.findings.iter().map(|finding| finding.claims.as_slice()).collect();
    assert_eq!(found, [["first", "second", "t0"]]);
}
