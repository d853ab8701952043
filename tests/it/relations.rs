//! Pairs and triples of claims and what they come to: the smallest sets on which the library and the oracle once differed.

use std::collections::BTreeSet;

use gainsay::{Checker, ClaimSet, Verdict};

use crate::oracle::findings;

const SOURCES: &str = r#"{"record": "set", "gainsay": 1}
{"record": "source", "id": "a", "publisher": "Gazette", "published": "2025-01-20"}
{"record": "source", "id": "b", "publisher": "Herald", "published": "2025-02-10"}
{"record": "source", "id": "c", "publisher": "Gazette", "published": "2025-02-10"}
{"record": "ladder", "id": "steps", "rungs": ["planned", "committed", "disbursed"], "plan": "planned"}
{"record": "event", "id": "death", "once": true}
{"record": "attribute", "id": "status", "values": "one"}
{"record": "name", "id": "union", "includes": ["Bor", "Cay"]}
"#;

/// A set of claims about the output of Ayn, written without what all of them share.
#[track_caller]
fn set(measure: &str, claims: &[&str]) -> ClaimSet {
    let measures = ["output", "stock"]
        .map(|id| format!(r#"{{"record": "measure", "id": "{id}", "unit": "t", {measure}}}"#));
    let claim = |(at, claim): (usize, &&str)| match *claim {
        law if law.contains("lesser") => format!(r#"{{"record": "law", {law}}}"#),
        number if number.contains("\"kind\"") => format!(r#"{{"record": "claim", "id": "q{at}", {number}}}"#),
        amount => format!(
            r#"{{"record": "claim", "id": "q{at}", "kind": "amount", "subject": "Ayn", "measure": "output", {amount}}}"#
        ),
    };
    let claims: Vec<String> = claims.iter().enumerate().map(claim).collect();
    let file = format!("{SOURCES}{}\n{}\n", measures.join("\n"), claims.join("\n"));
    gainsay::read([("set.jsonl", file)]).unwrap_or_else(|faults| panic!("{faults}"))
}

/// What the library finds, which the oracle must find as well.
#[track_caller]
fn found(measure: &str, claims: &[&str]) -> Vec<Verdict> {
    let set = set(measure, claims);
    let all = Checker::new().check(&set).findings;
    for finding in &all {
        finding.proof.verify(&set).unwrap_or_else(|error| panic!("{:?}: {error}", finding.claims));
    }
    let library: BTreeSet<_> = all.into_iter().map(|finding| (finding.claims, finding.verdict)).collect();
    assert_eq!(library, findings(&set), "the library's findings are not the oracle's");
    library.into_iter().map(|(_, verdict)| verdict).collect()
}

const CONTRADICTION: [Verdict; 1] = [Verdict::Contradiction];
const TENSION: [Verdict; 1] = [Verdict::Tension];
const NOTHING: [Verdict; 0] = [];

const FLOW: &str = r#""kind": "flow", "additive": true, "non_negative": true"#;
const FUNDS: &str = r#""kind": "flow", "additive": true, "non_negative": true, "ladder": "steps""#;
const LEVEL: &str = r#""kind": "level", "additive": true, "non_negative": true"#;
const TOTAL: &str = r#""kind": "running_total", "additive": true, "non_negative": true"#;
const AVERAGE: &str = r#""kind": "average""#;
const CONSTANT: &str = r#""kind": "constant""#;

#[test]
fn a_period_marked_doubtful_is_plainly_as_written() {
    let doubtful = r#""source": "a", "of": "2024?", "value": "[1, 2] t""#;
    for (measure, other) in [
        (FLOW, r#""source": "b", "of": "2024", "value": "[4, 5] t""#),
        (FLOW, r#""source": "b", "of": "2024-05", "value": "[4, 5] t""#),
        (AVERAGE, r#""source": "b", "of": "2024", "value": "[4, 5] t""#),
        (LEVEL, r#""source": "b", "as_of": "2024-06-05", "value": "[4, 5] t""#),
    ] {
        assert_eq!(found(measure, &[doubtful, other]), TENSION, "{measure}");
    }
}

#[test]
fn a_change_told_before_its_period_was_over_is_of_the_part_up_to_then() {
    let change = |said: &str, way: &str| {
        format!(
            r#""kind": "change", {said}, "subject": "Ayn", "measure": "output", "change": "{way}", "from": "2023", "to": "2024""#
        )
    };
    let early = change(r#""source": "b", "said": "2024-06-05""#, "rose");
    let late = change(r#""source": "c""#, "fell");
    assert_eq!(found(AVERAGE, &[&early, &late]), NOTHING);
    let denied = change(r#""source": "b", "said": "2024-06-05", "stance": "denies""#, "fell");
    assert_eq!(found(FLOW, &[&denied, &late]), NOTHING);
    let in_time = change(r#""source": "b""#, "rose");
    assert_eq!(found(AVERAGE, &[&in_time, &late]), CONTRADICTION);
}

#[test]
fn an_old_plan_retold_is_held_against_nothing() {
    let planned = r#""source": "a", "stage": "planned", "of": "2024", "value": "[2, 3] t""#;
    let paid = r#""source": "a", "stage": "committed", "of": "2024", "value": "[4, 5] t""#;
    assert_eq!(found(FUNDS, &[planned, paid]), NOTHING);
    let told_in_time =
        r#""source": "a", "said": "2023-12-30", "stage": "committed", "of": "2023", "value": "[4, 5] t""#;
    let plan_of_then =
        r#""source": "a", "said": "2023-12-30", "stage": "planned", "of": "2023", "value": "[2, 3] t""#;
    assert_eq!(found(FUNDS, &[plan_of_then, told_in_time]), TENSION);
}

#[test]
fn a_denial_meets_what_is_told_of_all_its_time() {
    let state = |rest: &str| {
        format!(r#""kind": "state", {rest}, "subject": "the pact", "attribute": "status", "is": "in force""#)
    };
    let denied = |time: &str| state(&format!(r#""source": "a", "stance": "denies", {time}"#));
    let told = |time: &str| state(&format!(r#""source": "b", {time}"#));
    let (year, month, day) = (r#""of": "2024""#, r#""of": "2024-05""#, r#""as_of": "2024-05-03""#);
    assert_eq!(found(LEVEL, &[&denied(year), &told(month)]), NOTHING);
    assert_eq!(found(LEVEL, &[&denied(year), &told(day)]), NOTHING);
    assert_eq!(found(LEVEL, &[&denied(month), &told(year)]), CONTRADICTION);
    assert_eq!(found(LEVEL, &[&denied(day), &told(year)]), CONTRADICTION);
}

#[test]
fn what_is_possibly_not_so_contradicts_nothing() {
    let denied = |certainty: &str| {
        format!(
            r#""kind": "event", "source": "b", "stance": "denies", {certainty} "event": "signing", "stage": "happened", "when": "2024-06""#
        )
    };
    let told =
        r#""kind": "event", "source": "a", "event": "signing", "stage": "happened", "when": "2024-06""#;
    assert_eq!(found(LEVEL, &[&denied(r#""certainty": "possible","#), told]), NOTHING);
    assert_eq!(found(LEVEL, &[&denied(r#""certainty": "probable","#), told]), TENSION);
    assert_eq!(found(LEVEL, &[&denied(""), told]), CONTRADICTION);
}

#[test]
fn what_is_only_probable_makes_a_tension_that_a_mistake_would_reconcile() {
    let told = r#""source": "a", "value": "[4, 5] t""#;
    let probable = r#""source": "b", "said": "2025-01-20", "certainty": "probable", "value": "[1, 2] t""#;
    assert_eq!(found(CONSTANT, &[told, probable]), TENSION);
}

#[test]
fn a_denied_plan_meets_only_plans_of_its_day() {
    let plan = |rest: &str| {
        format!(r#""source": "a", {rest} "stage": "planned", "of": "2026", "value": "[4, 5] t""#)
    };
    let denied = |rest: &str| {
        format!(
            r#""source": "b", {rest} "stance": "denies", "stage": "planned", "of": "2026", "value": "[4, 5] t""#
        )
    };
    let on = r#""said": "2025-01-15","#;
    assert_eq!(found(FUNDS, &[&plan(""), &denied("")]), NOTHING);
    assert_eq!(found(FUNDS, &[&plan(on), &denied(on)]), CONTRADICTION);
    let undated = r#""kind": "event", "source": "c", "event": "signing", "stage": "planned""#;
    let earlier = r#""kind": "event", "source": "b", "stance": "denies", "event": "signing", "stage": "planned", "when": "2024-06""#;
    assert_eq!(found(FUNDS, &[undated, earlier]), NOTHING);
}

#[test]
fn a_standing_law_holds_at_the_time_of_the_lesser_cell_however_long() {
    let law = r#""lesser": {"subject": "Ayn", "measure": "output"}, "greater": {"subject": "Ayn", "measure": "stock"}"#;
    let less = |time: &str| format!(r#""source": "a", {time}, "value": "[5, 6] t""#);
    let more = |time: &str| {
        format!(
            r#""kind": "amount", "source": "b", "subject": "Ayn", "measure": "stock", {time}, "value": "[1, 2] t""#
        )
    };
    let (year, month) = (r#""as_of": "2023""#, r#""as_of": "2024-06""#);
    assert_eq!(found(TOTAL, &[law, &less(year), &more(month)]), CONTRADICTION);
    // One instant of the year, or two.
    assert_eq!(found(LEVEL, &[law, &less(year), &more(year)]), TENSION);
    assert_eq!(found(LEVEL, &[law, &less(r#""of": "2023""#), &more(year)]), CONTRADICTION);
}

#[test]
fn a_figure_may_have_been_revised_whatever_else_is_in_doubt() {
    let revisable = r#""kind": "flow", "additive": true, "non_negative": true, "revisable": true"#;
    for (measure, one, other) in [
        (
            FLOW,
            r#""source": "a", "said": "2025-01-15", "of": "2024", "value": "[1, 2] t""#,
            r#""source": "c", "said": "2025-01-15?", "of": "2024", "value": "[5, 6] t""#,
        ),
        (
            FLOW,
            r#""source": "a", "said": "2024-06-05", "of": "2024", "value": "[5, 6] t""#,
            r#""source": "c", "of": "2024", "value": "[1, 2] t""#,
        ),
        (
            LEVEL,
            r#""source": "a", "scope": {"place": "*"}, "of": "2024-05", "value": "[1, 2] t""#,
            r#""source": "c", "of": "2024", "value": "[4, 5] t""#,
        ),
        (
            revisable,
            r#""source": "a", "scope": {"sector": "gas?"}, "of": "2024", "value": "[4, 5] t""#,
            r#""source": "b", "scope": {"sector": "*"}, "of": "2024", "value": "[1, 2] t""#,
        ),
    ] {
        assert_eq!(found(measure, &[one, other]), TENSION, "{one} / {other}");
    }
}

#[test]
fn nobody_is_both_largest_and_smallest_and_no_period_both_record_high_and_record_low() {
    let rank = |source: &str, rest: &str| {
        format!(r#""kind": "rank", "source": "{source}", "subject": "Ayn", "measure": "output", {rest}"#)
    };
    let largest = rank("b", r#""rank": "largest", "among": ["Ayn", "Bor", "Cay"]"#);
    let smallest = rank("c", r#""rank": "smallest", "among": "union""#);
    assert_eq!(found(CONSTANT, &[&largest, &smallest]), CONTRADICTION);
    let elsewhere = rank("c", r#""rank": "smallest", "among": ["Dun"]"#);
    assert_eq!(found(CONSTANT, &[&largest, &elsewhere]), NOTHING);
    let record =
        |source: &str, which: &str| rank(source, &format!(r#""of": "2023", "rank": "record {which}""#));
    assert_eq!(found(FLOW, &[&record("a", "high"), &record("b", "low")]), CONTRADICTION);
}

#[test]
fn two_are_largest_of_a_list_that_leaves_one_of_them_out() {
    let largest = |source: &str, subject: &str| {
        format!(
            r#""kind": "rank", "source": "{source}", "subject": "{subject}", "measure": "output", "rank": "largest", "among": ["Bor", "Cay"]"#
        )
    };
    assert_eq!(found(CONSTANT, &[&largest("a", "Ayn"), &largest("b", "Cay")]), NOTHING);
    assert_eq!(found(CONSTANT, &[&largest("a", "Bor"), &largest("b", "Cay")]), CONTRADICTION);
}

#[test]
fn a_rank_in_a_running_total_is_held_against_a_later_total() {
    let rank = r#""kind": "rank", "source": "c", "subject": "Ayn", "measure": "output", "as_of": "2024-06-05", "rank": "largest", "among": ["Ayn", "Cay"]"#;
    let rival = r#""kind": "amount", "source": "a", "subject": "Cay", "measure": "output", "as_of": "2024-06-05", "value": "[5, 6] t""#;
    assert_eq!(
        found(TOTAL, &[rank, rival, r#""source": "b", "as_of": "2025-01", "value": "[1, 2] t""#]),
        CONTRADICTION
    );
    assert_eq!(
        found(TOTAL, &[rank, rival, r#""source": "b", "as_of": "2024-01", "value": "[1, 2] t""#]),
        NOTHING
    );
}

#[test]
fn two_orders_that_leave_an_event_no_day_clash() {
    let after = r#""kind": "order", "source": "a", "before": "2024-06-05", "after": "death""#;
    let before =
        |date: &str| format!(r#""kind": "order", "source": "b", "before": "death", "after": "{date}""#);
    assert_eq!(found(FLOW, &[after, &before("2024-05")]), CONTRADICTION);
    assert_eq!(found(FLOW, &[after, &before("2024-06-05")]), NOTHING);
}

#[test]
fn a_level_of_a_doubtful_part_may_be_of_the_whole_and_revised() {
    let part = r#""source": "c", "scope": {"sector": "gas?"}, "of": "2023/2024", "value": "[5, 6] t""#;
    let month = r#""source": "a", "scope": {"sector": "*"}, "of": "2024-05", "value": "[1, 2] t""#;
    assert_eq!(found(LEVEL, &[month, part]), TENSION);
    let another = r#""source": "b", "scope": {"sector": "*"}, "of": "2024-05", "value": "[1, 2] t""#;
    assert_eq!(found(LEVEL, &[another, part]), CONTRADICTION);
}
