//! What is allowed and denied: what it does to counts, to the text, and to nothing else.

use gainsay::{Checker, ClaimSet, Grade, NearRule, Policy, Report, Rule, Ruling, Verdict, read_policy};

fn read(text: &str) -> ClaimSet {
    gainsay::read([("set.json", text)]).unwrap_or_else(|faults| panic!("{faults}"))
}

/// Figures for a length from a publisher each, of one subject each, and what is ruled.
fn lengths(figures: &[(&str, &str)], rulings: &str) -> ClaimSet {
    let sources: Vec<String> =
        (0..figures.len()).map(|at| format!(r#""s{at}": {{"publisher": "Publisher {at}"}}"#)).collect();
    let claims: Vec<String> = figures
        .iter()
        .enumerate()
        .map(|(at, (subject, figure))| {
            format!(r#"{{"id": "c{at}", "kind": "amount", "source": "s{at}", "subject": "{subject}", "measure": "length", "value": "{figure}"}}"#)
        })
        .collect();
    read(&format!(
        r#"{{"gainsay": 1, "sources": {{{}}}, "names": {{"pier": {{"aliases": ["jetty"]}}}},
            "measures": {{"length": {{"kind": "constant", "unit": "m"}}}}, {rulings} "claims": [{}]}}"#,
        sources.join(","),
        claims.join(",")
    ))
}

fn check(set: &ClaimSet) -> Report {
    Checker::new().check(set)
}

const CONTRADICTION: [(&str, &str); 2] = [("pier", "exactly 300 m"), ("pier", "exactly 500 m")];
const TENSION: [(&str, &str); 2] = [("pier", "about 122 m"), ("pier", "124 m")];
/// Two subjects spelt alike: a near miss.
const NEAR: [(&str, &str); 2] = [("Rasht pier", "exactly 300 m"), ("Resht pier", "exactly 500 m")];

/// Contradictions, tensions, near misses, denied, allowed.
fn counts(report: &Report) -> [usize; 5] {
    let counts = &report.counts;
    [counts.contradictions, counts.tensions, counts.near_misses, counts.denied, counts.allowed]
}

#[test]
fn an_allowance_speaks_by_rule_by_subject_by_claims_and_by_all_of_them() {
    let because = r#""because": "b""#;
    let table = [
        (r#""rule": "one-value""#, true),
        (r#""rule": "G107""#, true),
        (r#""rule": "g107""#, true),
        (r#""rule": "precision""#, false),
        (r#""subject": "pier""#, true),
        (r#""subject": "Jetty""#, true),
        (r#""subject": "tower""#, false),
        (r#""claims": ["c1", "c0"]"#, true),
        (r#""claims": ["c0"]"#, false),
        (r#""rule": "G107", "subject": "pier", "claims": ["c0", "c1"]"#, true),
        (r#""rule": "G107", "subject": "tower", "claims": ["c0", "c1"]"#, false),
        (r#""rule": "G102", "claims": ["c0", "c1"]"#, false),
    ];
    for (which, speaks) in table {
        let report = check(&lengths(&CONTRADICTION, &format!(r#""allow": [{{{which}, {because}}}],"#)));
        assert_eq!(report.allowed.len(), usize::from(speaks), "{which}");
        assert_eq!(counts(&report), if speaks { [0, 0, 0, 0, 1] } else { [1, 0, 0, 0, 0] }, "{which}");
        assert_eq!(report.counts.failing(), usize::from(!speaks), "{which}");
        assert_eq!(report.stale.is_empty(), speaks, "{which}: {:?}", report.stale);
    }
}

#[test]
fn a_near_miss_can_be_allowed_and_denied() {
    let report = check(&lengths(&NEAR, ""));
    assert_eq!(counts(&report), [0, 0, 1, 0, 0]);
    assert_eq!(report.counts.failing(), 0);
    let allowed = check(&lengths(&NEAR, r#""allow": [{"rule": "near-name", "because": "two piers"}],"#));
    assert_eq!(counts(&allowed), [0, 0, 0, 0, 1]);
    assert_eq!((allowed.allowed[0].rule, allowed.allowed[0].verdict), (NearRule::NearName.into(), None));
    assert!(allowed.text().contains("c0, c1: two piers [G907 near-name]"), "{}", allowed.text());
    let denied = check(&lengths(&NEAR, r#""deny": [{"rule": "G907", "because": "names have to be one"}],"#));
    assert_eq!(counts(&denied), [0, 0, 1, 1, 0]);
    assert_eq!(denied.counts.failing(), 1);
    let text = denied.text();
    assert!(
        text.starts_with("2 claims from 2 sources: 0 contradictions, 0 tensions, 1 near miss; 1 denied.\n")
    );
    assert!(text.contains("other by 200 m [G907 near-name]; denied: names have to be one"), "{text}");
}

#[test]
fn a_denied_tension_stays_a_tension_and_fails() {
    let plain = check(&lengths(&TENSION, ""));
    assert_eq!((counts(&plain), plain.counts.failing()), ([0, 1, 0, 0, 0], 0));
    let denied = check(&lengths(&TENSION, r#""deny": [{"claims": ["c0", "c1"], "because": "too rough"}],"#));
    assert_eq!((counts(&denied), denied.counts.failing()), ([0, 1, 0, 1, 0], 1));
    assert_eq!(denied.findings[0].verdict, Verdict::Tension);
    assert_eq!(denied.findings[0].denied.as_deref(), Some("too rough"));
    assert!(denied.findings[0].proof.verify(&lengths(&TENSION, "")).is_ok());
    let text = denied.text();
    assert!(
        text.contains("1. TENSION, denied: two values for one thing at one time [G107 one-value]"),
        "{text}"
    );
    assert!(text.contains("\n   Denied: too rough\n"), "{text}");
    // Everything else is as it was.
    let undenied = |text: String| {
        text.replace("; 1 denied.", ".")
            .replace("TENSION, denied", "TENSION")
            .replace("   Denied: too rough\n", "")
    };
    assert_eq!(undenied(text), plain.text());
}

#[test]
fn denying_a_contradiction_changes_nothing_and_is_not_stale() {
    let report = check(&lengths(&CONTRADICTION, r#""deny": [{"claims": ["c0", "c1"]}],"#));
    assert_eq!((counts(&report), report.counts.failing()), ([1, 0, 0, 0, 0], 1));
    assert_eq!((&report.findings[0].denied, report.stale.len()), (&None, 0));
}

#[test]
fn an_allowance_outweighs_a_denial_and_neither_is_stale() {
    let rulings = r#""deny": [{"rule": "G107"}], "allow": [{"claims": ["c0", "c1"], "because": "known"}],"#;
    let report = check(&lengths(&TENSION, rulings));
    assert_eq!((counts(&report), report.counts.failing()), ([0, 0, 0, 0, 1], 0));
    assert!(report.stale.is_empty(), "{:?}", report.stale);
}

#[test]
fn two_allowances_of_one_finding_are_both_met_and_the_order_of_input_changes_no_byte() {
    let [broad, exact] =
        [r#"{"rule": "G107", "because": "all known"}"#, r#"{"subject": "pier", "because": "a pier"}"#];
    let one = check(&lengths(&TENSION, &format!(r#""allow": [{broad}, {exact}],"#)));
    let other = check(&lengths(&TENSION, &format!(r#""allow": [{exact}, {broad}],"#)));
    assert!(one.stale.is_empty(), "{:?}", one.stale);
    assert_eq!(one.allowed[0].because, "all known");
    assert_eq!(one, other);
}

#[test]
fn a_denial_is_stale_when_nothing_is_left_for_it_to_meet() {
    let stale = |deny: &str| check(&lengths(&NEAR, &format!(r#""deny": [{deny}],"#))).stale;
    // It stands guard.
    assert_eq!(stale(r#"{"rule": "one-value"}"#), [""; 0]);
    assert_eq!(stale(r#"{"rule": "one-value", "subject": "Rasht pier"}"#), [""; 0]);
    assert_eq!(
        stale(r#"{"rule": "one-value", "claims": ["c0", "c1"]}"#),
        ["the denial of `one-value` for c0, c1 is stale: it meets nothing"]
    );
    assert_eq!(
        stale(r#"{"subject": "tower"}"#),
        ["the denial of whatever about `tower` is stale: it meets nothing"]
    );
}

#[test]
fn what_was_said_too_late_makes_no_allowance_stale() {
    let set = read(
        r#"{"gainsay": 1,
            "sources": {"a": {"publisher": "A", "published": "2020-01-01"}, "b": {"publisher": "B", "published": "2021-01-01"}},
            "measures": {"length": {"kind": "constant", "unit": "m"}},
            "allow": [{"claims": ["a1", "b1"], "because": "known"}],
            "claims": [
              {"id": "a1", "kind": "amount", "source": "a", "subject": "pier", "measure": "length", "value": "exactly 300 m"},
              {"id": "b1", "kind": "amount", "source": "b", "subject": "pier", "measure": "length", "value": "exactly 400 m"}]}"#,
    );
    assert_eq!(check(&set).counts.allowed, 1);
    let early = Checker::new().said_by("2020-06-01".parse().unwrap()).check(&set);
    assert!(early.stale.is_empty(), "{:?}", early.stale);
}

#[test]
fn a_policy_allows_and_denies_in_whatever_set_and_is_never_stale() {
    let text = r#"{"deny": [{"rule": "G107", "because": "the house rule"}],
                   "allow": [{"subject": "tower", "because": "never mind"}], "soon": "3 months"}"#;
    let policy = read_policy("house.json", text, Policy::default()).unwrap();
    let report = check(&lengths(&TENSION, "").with_policy(policy.clone()));
    assert_eq!((counts(&report), report.counts.failing()), ([0, 1, 0, 1, 0], 1));
    assert_eq!(report.findings[0].denied.as_deref(), Some("the house rule"));
    assert!(report.stale.is_empty(), "{:?}", report.stale);
    // The set's own are kept beside it.
    let set = lengths(&TENSION, r#""allow": [{"rule": "G107", "because": "known"}],"#).with_policy(policy);
    assert_eq!(counts(&check(&set)), [0, 0, 0, 0, 1]);
    // In code, too; and a ruling that names nothing speaks of nothing.
    let deny = vec![
        Ruling::new(),
        Ruling::new().rule(Rule::OneValue).claims(["c1", "c0"]),
        Ruling::new().claims(["x"]),
    ];
    let policy = Policy { deny, ..Policy::default() };
    assert_eq!(counts(&check(&lengths(&TENSION, "").with_policy(policy))), [0, 1, 0, 1, 0]);
    let policy = Policy { allow: vec![Ruling::new()], ..Policy::default() };
    assert_eq!(counts(&check(&lengths(&TENSION, "").with_policy(policy))), [0, 1, 0, 0, 0]);
}

#[test]
fn the_rulings_of_a_policy_are_written_and_read_back_and_looked_through() {
    let rulings =
        r#""policy": {"allow": [{"subject": "tower", "because": "b"}], "deny": [{"claims": ["x"]}]},"#;
    let set = lengths(&TENSION, rulings);
    assert_eq!((set.policy().allow.len(), set.policy().deny.len(), set.allowances().len()), (1, 1, 0));
    assert_eq!(gainsay::read([("again.json", gainsay::write(&set))]).unwrap(), set);
    assert_eq!(gainsay::read([("again.jsonl", gainsay::write_lines(&set))]).unwrap(), set);
    // Two files with one policy unite.
    let again = gainsay::read([
        ("a.json", gainsay::write(&set)),
        (
            "b.json",
            r#"{"gainsay": 1, "sources": {}, "claims": [],
        "policy": {"deny": [{"claims": ["x"]}]}}"#
                .to_owned(),
        ),
    ]);
    assert_eq!(again.unwrap().policy().deny.len(), 1);
    let policy = Policy { allow: vec![Ruling::new().subject("x"), Ruling::new()], ..Policy::default() };
    let faults = ClaimSet::builder().policy(policy).build().unwrap_err().to_string();
    assert_eq!(
        faults,
        "allow `policy 0`: an allowance needs a reason; write why it is all right\n\
         allow `policy 1`: it speaks of nothing; name a `rule`, a `subject` or `claims`\n\
         allow `policy 1`: an allowance needs a reason; write why it is all right"
    );
}

#[test]
fn the_faults_of_a_policy_are_located() {
    let fault = |text: &str| read_policy("house.json", text, Policy::default()).unwrap_err().to_string();
    assert_eq!(fault(" \n"), "house.json:1:1: the file is empty; write at least `{}`");
    assert_eq!(
        fault(r#"{"deny": [{"rule": "G999"}]}"#),
        "house.json:1:20: `G999` is no rule; did you mean `G911`, which is `touching`?"
    );
    assert_eq!(
        fault(r#"{"allow": [{"rule": "gap"}]}"#),
        "house.json:1:12: an allowance needs the field `because`; add it"
    );
    assert_eq!(
        fault(r#"{"deny": [{}]}"#),
        "house.json:1:11: it speaks of nothing; name a `rule`, a `subject` or `claims`"
    );
    assert_eq!(
        fault(r#"{"deny": {}}"#),
        "house.json:1:10: an object stands where a list is due; write a list"
    );
}

#[test]
fn equal_rulings_of_two_files_unite() {
    let set = |rulings: &str| format!(r#"{{"gainsay": 1, "sources": {{}}, {rulings} "claims": []}}"#);
    let rulings = r#""deny": [{"rule": "G107"}], "allow": [{"rule": "G907", "because": "b"}],"#;
    let merged = gainsay::read([("a.json", set(rulings)), ("b.json", set(rulings))]).unwrap();
    assert_eq!((merged.allowances().len(), merged.denials().len()), (1, 1));
    // The code and the name are one rule.
    let merged =
        gainsay::read([("a.json", set(rulings)), ("b.json", set(&rulings.replace("G107", "one-value")))]);
    assert_eq!(merged.unwrap().denials(), [Ruling::new().rule(Rule::OneValue)]);
}

/// Estimates of one cost, each of another day: tensions, every two of them.
fn estimates(rulings: &str) -> ClaimSet {
    let each = |line: &dyn Fn(usize) -> String| (0..8).map(line).collect::<Vec<_>>().join(",");
    let source = |at: usize| {
        format!(r#""s{at}": {{"publisher": "Publisher {at}", "published": "2024-01-0{}"}}"#, at + 1)
    };
    let claim = |at: usize| {
        format!(
            r#"{{"id": "c{at}", "kind": "amount", "source": "s{at}", "subject": "pier", "measure": "cost", "value": "exactly €{}"}}"#,
            300 + at
        )
    };
    let set = read(&format!(
        r#"{{"gainsay": 1, "sources": {{{}}}, "measures": {{"cost": {{"kind": "constant", "unit": "EUR", "revisable": true}}}},
            {rulings} "claims": [{}]}}"#,
        each(&source),
        each(&claim)
    ));
    let mut policy = Policy::default();
    policy.set("listing", Grade::Plain, "2").unwrap();
    set.with_policy(policy)
}

#[test]
fn what_is_denied_is_not_lost_in_a_crowd_and_is_counted_in_full() {
    let pair = |report: &Report, of: [&str; 2]| report.findings.iter().any(|finding| finding.claims == of);
    let report = check(&estimates(""));
    assert_eq!(report.counts.tensions, 28);
    assert!(!pair(&report, ["c5", "c6"]), "it is one of those that are not listed");
    let report = check(&estimates(r#""deny": [{"claims": ["c5", "c6"], "because": "b"}],"#));
    assert_eq!((report.counts.tensions, report.counts.denied), (28, 1));
    assert!(pair(&report, ["c5", "c6"]));
    let report = check(&estimates(r#""deny": [{"rule": "G107"}],"#));
    assert_eq!((report.counts.denied, report.findings.len() < 28), (28, true));

    let report = check(&estimates(r#""allow": [{"rule": "G107", "because": "b"}],"#));
    assert_eq!((report.counts.tensions, report.counts.allowed), (0, 28));
    assert!(report.allowed.len() < 28, "they are thinned out as findings are");
    assert!(report.text().contains(&format!("   and {} more\n", 28 - report.allowed.len())));
}
