//! What follows: the narrowest interval that claims force, and how.

use gainsay::{
    Cell, Checker, Claim, ClaimSet, Exact, Grade, Implied, Interval, Measure, Policy, Source, Value,
};
use proptest::prelude::*;

/// Five papers of one day; flows, levels and running totals of money, and a balance that may be below zero.
fn set(claims: &str) -> ClaimSet {
    let text = format!(
        r#"{{"gainsay": 1,
            "sources": {{
                "a": {{"publisher": "Example Gazette", "published": "2025-02-01"}},
                "b": {{"publisher": "Example Herald", "published": "2025-02-02"}},
                "c": {{"publisher": "Example Courier", "published": "2025-02-03"}},
                "d": {{"publisher": "Example Post", "published": "2025-02-04"}},
                "early": {{"publisher": "Example Star", "published": "2021-02-04"}}}},
            "measures": {{
                "trade": {{"kind": "flow", "unit": "USD", "additive": true, "non_negative": true}},
                "tonnage": {{"kind": "flow", "unit": "t", "additive": true, "non_negative": true}},
                "profit": {{"kind": "flow", "unit": "USD"}},
                "rate": {{"kind": "average", "unit": "%"}},
                "debt": {{"kind": "level", "unit": "USD", "non_negative": true}},
                "length": {{"kind": "constant", "unit": "m", "non_negative": true}},
                "grant": {{"kind": "running_total", "unit": "USD", "ladder": "funding", "additive": true, "non_negative": true}}}},
            "names": {{"fuel": {{"includes": ["oil", "gas"]}}}},
            "rates": [{{"from": "EUR", "to": "USD", "value": "[1, 1.25]", "of": "2020/2025"}}],
            "claims": [{claims}]}}"#
    );
    gainsay::read([("set.json", text)]).unwrap_or_else(|faults| panic!("{faults}"))
}

fn cell(measure: &str) -> Cell {
    Cell::new("X", measure)
}

fn of(measure: &str, period: &str) -> Cell {
    cell(measure).of(period.parse().unwrap())
}

fn as_of(measure: &str, date: &str) -> Cell {
    cell(measure).as_of(date.parse().unwrap())
}

#[track_caller]
fn implied(set: &ClaimSet, cell: &Cell) -> Implied {
    let implied = Checker::new().implied(set, cell).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(implied.verify(set), Ok(()), "{implied:?}");
    implied
}

fn shown(interval: Option<&Interval>) -> String {
    interval.map_or("none".to_owned(), Interval::to_string)
}

/// Plain and lenient interval, and the claims that they rest on.
#[track_caller]
fn follows(claims: &str, cell: &Cell) -> (String, String, String) {
    let implied = implied(&set(claims), cell);
    (shown(implied.plain.as_ref()), shown(implied.lenient.as_ref()), implied.claims.join(" "))
}

#[track_caller]
fn check(claims: &str, cell: &Cell, plain: &str, lenient: &str, rests_on: &str) {
    let expected = (plain.to_owned(), lenient.to_owned(), rests_on.to_owned());
    assert_eq!(follows(claims, cell), expected, "{claims}");
}

const X: &str = r#""subject": "X", "measure":"#;

fn trade(id: &str, source: &str, of: &str, value: &str, more: &str) -> String {
    format!(r#"{{"id": "{id}", "source": "{source}", {X} "trade", "of": "{of}", "value": "{value}"{more}}}"#)
}

fn change(id: &str, source: &str, measure: &str, change: &str, from: &str, to: &str) -> String {
    format!(
        r#"{{"id": "{id}", "source": "{source}", {X} "{measure}", "change": "{change}", "from": "{from}", "to": "{to}"}}"#
    )
}

fn all(claims: &[String]) -> String {
    claims.join(",")
}

#[test]
fn a_change_leads_from_one_end_to_the_other() {
    let told = trade("a1", "a", "2023", "[300, 330]", "");
    let up = change("b1", "b", "trade", "+50.0%", "2022", "2023");
    // 50.0 % is from 49.95 to 50.05, leniently to 50.1.
    check(
        &all(&[told.clone(), up.clone()]),
        &of("trade", "2022"),
        "(600000/3001, 660000/2999]",
        "[300000/1501, 660000/2999]",
        "a1 b1",
    );
    let earlier = trade("a1", "a", "2022", "[200, 220]", "");
    check(&all(&[earlier, up]), &of("trade", "2023"), "[299.9, 330.11)", "[299.9, 330.22]", "a1 b1");
    let more = change("b1", "b", "trade", "+20 USD", "2022", "2023");
    check(&all(&[told.clone(), more]), &of("trade", "2022"), "(278, 312]", "[276, 314]", "a1 b1");
    let rose = change("b1", "b", "trade", "rose", "2022", "2023");
    check(&all(&[told, rose]), &of("trade", "2022"), "[0, 330)", "[0, 330)", "a1 b1");
}

#[test]
fn changes_follow_one_another_across_sources() {
    let claims = all(&[
        trade("a1", "a", "2020", "[100, 100]", ""),
        change("b1", "b", "trade", "x2", "2020", "2021"),
        change("c1", "c", "trade", "x3", "2021", "2022"),
        change("d1", "d", "trade", "+50%", "2022", "2023"),
    ]);
    let implied = implied(&set(&claims), &of("trade", "2023"));
    // A factor in digits is rounded as any figure is: 1.8 to 2.2 (ten per cent), 2.7 to 3.3; 49.5 to 50.5 per cent.
    assert_eq!(shown(implied.plain.as_ref()), "[726.57, 1092.63)");
    assert_eq!(implied.claims, ["a1", "b1", "c1", "d1"]);
    assert_eq!(implied.steps.len(), 4, "{:?}", implied.steps);
}

#[test]
fn a_share_leads_from_the_part_to_the_whole_and_back() {
    let share = r#"{"id": "b1", "source": "b", "share": "25.0%",
        "part": {"subject": "X", "measure": "trade", "scope": {"goods": "oil"}, "of": "2023"},
        "whole": {"subject": "X", "measure": "trade", "of": "2023"}}"#;
    let whole = format!("{share},{}", trade("a1", "a", "2023", "[400, 400]", ""));
    let oil = of("trade", "2023").scope("goods", "oil");
    // 24.95 to 25.05 per cent, leniently to 25.1.
    check(&whole, &oil, "[99.8, 100.2)", "[99.8, 100.4]", "a1 b1");
    let part =
        format!("{share},{}", trade("a1", "a", "2023", "[100, 100]", r#", "scope": {"goods": "oil"}"#));
    check(&part, &of("trade", "2023"), "(200000/501, 200000/499]", "[100000/251, 200000/499]", "a1 b1");
    // What a1 leaves open may leniently be a part of the whole that b1 states: at least 400 is in it.
    let stated =
        share.replace(r#""measure": "trade", "of""#, r#""measure": "trade", "scope": {"goods": "*"}, "of""#);
    let open = format!("{stated},{}", trade("a1", "a", "2023", "[400, 400]", ""));
    check(&open, &oil, "[99.8, 100.2)", "[99.8, ∞)", "a1 b1");
    let stated =
        format!("{stated},{}", trade("a1", "a", "2023", "[400, 400]", r#", "scope": {"goods": "*"}"#));
    check(&stated, &oil, "[99.8, 100.2)", "[99.8, 100.4]", "a1 b1");
}

#[test]
fn a_share_of_a_part_that_nobody_named_bounds_the_whole_from_below_only() {
    // Of what is `X` a quarter? Of some part of the fuel trade.
    let claims = format!(
        r#"{{"id": "b1", "source": "b", "share": "25.0%",
            "part": {{"subject": "X", "measure": "trade", "of": "2023"}},
            "whole": {{"subject": "X", "measure": "trade", "scope": {{"goods": "fuel"}}, "of": "2023"}}}},{}"#,
        trade("a1", "a", "2023", "[400, 400]", r#", "scope": {"goods": "fuel"}"#)
    );
    // The whole of the trade has at least the fuel in it; the unnamed quarter bounds nothing from above.
    check(&claims, &of("trade", "2023"), "[400, ∞)", "[400, ∞)", "a1");
    // It is no oil either.
    check(&claims, &of("trade", "2023").scope("goods", "oil"), "[0, 400]", "[0, 400]", "a1");
}

#[test]
fn a_part_is_what_the_whole_leaves() {
    let total = r#"{"id": "c1", "source": "c", "exhaustive": true,
        "total": {"subject": "X", "measure": "trade", "scope": {"goods": "fuel"}, "of": "2023"},
        "parts": [{"subject": "X", "measure": "trade", "scope": {"goods": "oil"}, "of": "2023"},
                  {"subject": "X", "measure": "trade", "scope": {"goods": "gas"}, "of": "2023"}]}"#;
    let told = |goods: &str, id: &str, value: &str| {
        trade(id, "a", "2023", value, &format!(r#", "scope": {{"goods": "{goods}"}}"#))
    };
    let both = all(&[total.to_owned(), told("fuel", "a1", "[8, 8.5)"), told("gas", "a2", "[3, 3.5]")]);
    let oil = of("trade", "2023").scope("goods", "oil");
    check(&both, &oil, "[4.5, 5.5)", "[4.5, 5.5)", "a1 a2 c1");
    let open =
        all(&[total.replace("true", "false"), told("fuel", "a1", "[8, 8.5)"), told("gas", "a2", "[3, 3.5]")]);
    check(&open, &oil, "[0, 5.5)", "[0, 5.5)", "a1 a2 c1");
    let parts = all(&[total.to_owned(), told("oil", "a1", "[8, 8.5)"), told("gas", "a2", "[3, 3.5]")]);
    check(&parts, &of("trade", "2023").scope("goods", "fuel"), "[11, 12)", "[11, 12)", "a1 a2 c1");
    // What is fuel is at most all trade.
    check(&parts, &of("trade", "2023"), "[11, ∞)", "[11, ∞)", "a1 a2 c1");
}

#[test]
fn laws_of_time_and_ladders_bound_without_any_arithmetic() {
    let grant = |id: &str, source: &str, stage: &str, at: &str, value: &str| {
        format!(
            r#"{{"id": "{id}", "source": "{source}", {X} "grant", "stage": "{stage}", "as_of": "{at}", "value": "{value}"}}"#
        )
    };
    let paid = |at| as_of("grant", at).stage("paid");
    let claims = all(&[
        grant("a1", "a", "paid", "2022-03-01", "[5, 5]"),
        grant("b1", "b", "paid", "2024-03-01", "[9, 9]"),
    ]);
    check(&claims, &paid("2023-03-01"), "[5, 9]", "[5, 9]", "a1 b1");
    check(&claims, &paid("2021-03-01"), "[0, 5]", "[0, 5]", "a1");
    check(&claims, &as_of("grant", "2023-03-01"), "[5, 9]", "[5, 9]", "a1 b1");
    // More may be paid than was signed for: a soft law.
    let signed = grant("a1", "a", "signed", "2023-03-01", "[7, 7]");
    check(&signed, &paid("2023-03-01"), "[0, 7]", "[0, ∞)", "a1");
    let months =
        all(&[trade("a1", "a", "2023-01/2023-03", "[5, 5]", ""), trade("b1", "b", "2023", "[9, 9]", "")]);
    check(&months, &of("trade", "2023-01/2023-06"), "[5, 9]", "[5, 9]", "a1 b1");
    let debt = format!(r#"{{"id": "a1", "source": "a", {X} "debt", "of": "2023", "value": "[5, 6]"}}"#);
    check(&debt, &as_of("debt", "2023-05-05"), "[5, 6]", "[5, 6]", "a1");
    check(&debt, &as_of("debt", "2024-05-05"), "[0, ∞)", "[0, ∞)", "");
}

#[test]
fn ranks_and_standing_laws_bound_too() {
    let first = r#"{"id": "b1", "source": "b", "subject": "X", "measure": "trade", "of": "2023", "rank": "largest", "among": ["Y", "Z"]}"#;
    let claims = all(&[first.to_owned(), trade("a1", "a", "2023", "[300, 330]", "")]);
    let y = Cell::new("Y", "trade").of("2023".parse().unwrap());
    check(&claims, &y, "[0, 330)", "[0, 330)", "a1 b1");
    // Who is not in the class may have more, and who is may have had more the year before.
    let w = Cell::new("W", "trade").of("2023".parse().unwrap());
    check(&claims, &w, "[0, ∞)", "[0, ∞)", "");
    check(&claims, &Cell::new("Y", "trade").of("2022".parse().unwrap()), "[0, ∞)", "[0, ∞)", "");
    let record = first.replace(r#""largest", "among": ["Y", "Z"]"#, r#""record high""#);
    let claims = all(&[record, trade("a1", "a", "2023", "[300, 330]", "")]);
    check(&claims, &of("trade", "2022"), "[0, 330)", "[0, 330)", "a1 b1");
    // Leniently a record is over the year before only.
    check(&claims, &of("trade", "2020"), "[0, 330)", "[0, ∞)", "a1 b1");
    let law = |soft: bool| {
        let text = format!(
            r#"{{"gainsay": 1, "sources": {{"a": {{"publisher": "Example Gazette", "published": "2025-02-01"}}}},
            "measures": {{"land taken": {{"kind": "level", "unit": "hectare"}}, "land handed over": {{"kind": "level", "unit": "hectare"}}}},
            "laws": [{{"lesser": {{"subject": "X", "measure": "land handed over"}}, "greater": {{"subject": "X", "measure": "land taken"}}, "soft": {soft}}}],
            "claims": [{{"id": "a1", "source": "a", "subject": "X", "measure": "land taken", "as_of": "2024-05-05", "value": "[50, 60] km²"}}]}}"#
        );
        let set = gainsay::read([("set.json", text)]).unwrap_or_else(|faults| panic!("{faults}"));
        let told = implied(&set, &as_of("land handed over", "2024-05-05"));
        (shown(told.plain.as_ref()), shown(told.lenient.as_ref()), told.steps)
    };
    let (plain, lenient, steps) = law(false);
    assert_eq!((plain.as_str(), lenient.as_str()), ("(-∞, 6000]", "(-∞, 6000]"));
    assert_eq!(steps.len(), 2, "{steps:?}");
    assert_eq!(law(true).1, "(-∞, ∞)");
}

#[test]
fn periods_and_standing_totals_add_up() {
    let told = |id: &str, of: &str, value: &str| trade(id, "a", of, value, "");
    let claims = all(&[told("a1", "2023", "[100, 100]"), told("a2", "2023-01/2023-09", "[60, 70]")]);
    check(&claims, &of("trade", "2023-10/2023-12"), "[30, 40]", "[30, 40]", "a1 a2");
    let quarter =
        all(&[told("a1", "2023-01/2023-09", "[60, 70]"), told("a2", "2023-10/2023-12", "[30, 30]")]);
    check(&quarter, &of("trade", "2023"), "[90, 100]", "[90, 100]", "a1 a2");
    // Two quarters that are not side by side bound the year from below only.
    let apart = all(&[told("a1", "2023-01/2023-03", "[60, 70]"), told("a2", "2023-10/2023-12", "[30, 30]")]);
    check(&apart, &of("trade", "2023"), "[90, ∞)", "[90, ∞)", "a1 a2");
    let steps = implied(&set(&quarter), &of("trade", "2023")).steps;
    assert_eq!(steps.len(), 3, "{steps:?}");
    let text = r#"{"gainsay": 1, "sources": {"a": {"publisher": "Example Gazette", "published": "2025-02-01"}},
        "measures": {"trade": {"kind": "flow", "unit": "USD", "additive": true, "non_negative": true}},
        "laws": [{"total": {"subject": "X", "measure": "trade"}, "exhaustive": true, "parts": [
            {"subject": "X", "measure": "trade", "scope": {"goods": "oil"}},
            {"subject": "X", "measure": "trade", "scope": {"goods": "gas"}}]}],
        "claims": [
            {"id": "a1", "source": "a", "subject": "X", "measure": "trade", "of": "2023", "value": "[100, 110]"},
            {"id": "a2", "source": "a", "subject": "X", "measure": "trade", "of": "2023", "scope": {"goods": "oil"}, "value": "[60, 70]"}]}"#;
    let set = gainsay::read([("set.json", text)]).unwrap_or_else(|faults| panic!("{faults}"));
    let gas = |year| implied(&set, &of("trade", year).scope("goods", "gas"));
    assert_eq!(shown(gas("2023").plain.as_ref()), "[30, 50]");
    assert_eq!(gas("2023").claims, ["a1", "a2"]);
    assert_eq!(shown(gas("2022").plain.as_ref()), "[0, ∞)");
}

#[test]
fn an_inferred_date_is_used_and_named() {
    let text = |gap: &str| {
        format!(
            r#"{{"gainsay": 1,
            "sources": {{"a": {{"publisher": "Example Gazette", "published": "XXXX-06-05"}}, "b": {{"publisher": "Example Herald", "published": "2026-01-01"}}}},
            "events": {{"the fair is founded": {{"once": true}}}},
            "measures": {{"debt": {{"kind": "running_total", "unit": "USD", "non_negative": true}}}},
            "claims": [
                {{"id": "b1", "source": "b", "event": "the fair is founded", "stage": "happened", "when": "1989-06-03"}},
                {{"id": "a1", "source": "a", "before": "the fair is founded", "after": {{"said": "a"}}, "gap": "{gap}", "as": "anniversary"}},
                {{"id": "a2", "source": "a", "subject": "X", "measure": "debt", "value": "[5, 6]"}}]}}"#
        )
    };
    let set =
        |gap: &str| gainsay::read([("set.json", text(gap))]).unwrap_or_else(|faults| panic!("{faults}"));
    let at = as_of("debt", "2025-12-31");
    let told = implied(&set("36 years"), &at);
    assert_eq!(
        (shown(told.plain.as_ref()), told.claims, told.rests_on),
        ("[5, ∞)".to_owned(), vec!["a2".to_owned()], vec!["a1".to_owned(), "b1".to_owned()])
    );
    // Whose year nobody knows is no earlier than anything.
    let told = implied(&set("at least 1 year"), &at);
    assert_eq!((shown(told.plain.as_ref()), told.rests_on.len()), ("[0, ∞)".to_owned(), 0));
}

#[test]
fn a_word_for_two_rungs_leaves_what_the_wider_reading_leaves() {
    let grant = |id: &str, source: &str, stage: &str, value: &str| {
        format!(
            r#"{{"id": "{id}", "source": "{source}", {X} "grant"{stage}, "as_of": "2023-03-01", "value": "{value}"}}"#
        )
    };
    let asked = as_of("grant", "2023-03-01").stage("committed");
    // Paid out or only signed for: at least so much was signed for.
    let finalized = grant("a1", "a", r#", "stage": "finalized""#, "[5, 6]");
    check(&finalized, &asked, "[5, ∞)", "[0, ∞)", "a1");
    // What may be a plan is no fact.
    check(&grant("a1", "a", r#", "stage": "agreed""#, "[5, 6]"), &asked, "[0, ∞)", "[0, ∞)", "");
    // An unstated stage is plainly the last one, and may leniently be any.
    let unstated = grant("a1", "a", "", "[5, 6]");
    check(&unstated, &as_of("grant", "2023-03-01").stage("paid"), "[5, 6]", "[0, ∞)", "a1");
    // Paid out as a1 has it, or only signed for: then the floor is b1's.
    let paid = grant("b1", "b", r#", "stage": "paid""#, "[3, 100]");
    let both = all(&[finalized.clone(), paid]);
    check(&both, &as_of("grant", "2023-03-01").stage("paid"), "[3, 6]", "[3, 100]", "a1 b1");
    let implied = implied(&set(&finalized), &asked);
    assert_eq!(
        implied.steps[0],
        "of the ways to take the stages this leaves the most: \"finalized\" means committed"
    );
}

#[test]
fn what_is_no_fact_binds_no_fact() {
    let told = trade("a1", "a", "2023", "[100, 110]", "");
    for (more, because) in [
        (r#", "stance": "denies""#, "denied"),
        (r#", "stance": "declines""#, "declined"),
        (r#", "certainty": "possible""#, "only possible"),
    ] {
        let claim = trade("a1", "a", "2023", "[100, 110]", more);
        assert_eq!(follows(&claim, &of("trade", "2023")).0, "[0, ∞)", "{because}");
    }
    let probable = trade("a1", "a", "2023", "[100, 110]", r#", "certainty": "probable""#);
    check(&probable, &of("trade", "2023"), "[100, 110]", "[0, ∞)", "a1");
    // Foretold in 2021: neither the figure, nor what it would be had it risen so.
    check(&trade("a1", "early", "2023", "[100, 110]", ""), &of("trade", "2023"), "[0, ∞)", "[0, ∞)", "");
    let hoped = all(&[told.clone(), change("e1", "early", "trade", "+50%", "2021", "2023")]);
    check(&hoped, &of("trade", "2021"), "[0, ∞)", "[0, ∞)", "");
    let withdrawn = all(&[told, trade("a2", "a", "2023", "[200, 210]", r#", "corrects": ["a1"]"#)]);
    check(&withdrawn, &of("trade", "2023"), "[200, 210]", "[200, 210]", "a2");
    // In one source plans and outcomes stand on one ladder, and yet a plan is none.
    let grant = |id: &str, stage: &str, value: &str| {
        format!(
            r#"{{"id": "{id}", "source": "a", {X} "grant", "stage": "{stage}", "as_of": "2023-03-01", "value": "{value}"}}"#
        )
    };
    let planned = all(&[grant("a1", "planned", "[8, 8]"), grant("a2", "paid", "at least 5")]);
    let paid = as_of("grant", "2023-03-01").stage("paid");
    check(&planned, &paid, "[5, ∞)", "[4.75, ∞)", "a2");
}

#[test]
fn near_misses_bound_nothing() {
    let told = trade("a1", "a", "2023", "[300, 330]", "");
    let nothing = |claims: &str, cell: &Cell| {
        let implied = implied(&set(claims), cell);
        let bounds = (shown(implied.plain.as_ref()), shown(implied.lenient.as_ref()));
        let free = ["[0, ∞)", "(-∞, ∞)"];
        assert!(free.contains(&bounds.0.as_str()) && bounds.0 == bounds.1, "{claims}: {bounds:?}");
        assert_eq!(implied.because.as_deref(), Some("no claim bounds it"));
        assert!(implied.claims.is_empty() && implied.steps.is_empty(), "{implied:?}");
    };
    nothing(&told, &of("trade", "2022"));
    nothing(&told, &Cell::new("Y", "trade").of("2023".parse().unwrap()));
    // Of another kind of goods, another basis, another part of the year.
    nothing(
        &trade("a1", "a", "2023", "[3, 4]", r#", "scope": {"goods": "coal"}"#),
        &of("trade", "2023").scope("goods", "oil"),
    );
    nothing(
        &trade("a1", "a", "2023", "[3, 4]", r#", "basis": {"prices": "2015"}"#),
        &of("trade", "2023").basis("prices", "2020"),
    );
    nothing(&trade("a1", "a", "2023-01", "[0, 4]", ""), &of("trade", "2023-02"));
    // Who knows whether a loss of 100 rose by half to 150 or to 50?
    let profit = |value: &str| {
        format!(r#"{{"id": "a1", "source": "a", {X} "profit", "of": "2022", "value": "{value}"}}"#)
    };
    nothing(
        &all(&[profit("[100, 110]"), change("b1", "b", "profit", "+50%", "2022", "2023")]),
        &of("profit", "2023"),
    );
    // Percentage points are of what is counted in per cent, and per cent is not the same as them.
    // That it rose is all that is left of points of what is no percentage.
    let points = all(&[profit("[100, 110]"), change("b1", "b", "profit", "+5 pp", "2022", "2023")]);
    check(&points, &of("profit", "2023"), "(100, ∞)", "(100, ∞)", "a1 b1");
    let rate = format!(r#"{{"id": "a1", "source": "a", {X} "rate", "of": "2022", "value": "[10, 11]"}}"#);
    let points = all(&[rate.clone(), change("b1", "b", "rate", "+5.0 pp", "2022", "2023")]);
    check(&points, &of("rate", "2023"), "[14.95, 16.05)", "[14.95, 16.1]", "a1 b1");
    nothing(&all(&[rate, change("b1", "b", "rate", "+5.0%", "2022", "2023")]), &of("rate", "2023"));
    // A difference of what may be below zero is another matter.
    let more = all(&[profit("[100, 110]"), change("b1", "b", "profit", "+50 USD", "2022", "2023")]);
    check(&more, &of("profit", "2023"), "[145, 165)", "[145, 170]", "a1 b1");
}

#[test]
fn what_a_contradiction_touches_is_left_out_and_named() {
    let up = change("b1", "b", "trade", "+50.0%", "2022", "2023");
    let clash = [trade("a1", "a", "2023", "[300, 330]", ""), trade("c1", "c", "2023", "[600, 660]", "")];
    let cells = [of("trade", "2022"), of("trade", "2023")];
    for cell in &cells {
        let implied = implied(&set(&all(&[clash[0].clone(), clash[1].clone(), up.clone()])), cell);
        assert_eq!(shown(implied.plain.as_ref()), "(0, ∞)");
        assert_eq!(implied.left_out, ["a1", "c1"]);
        assert_eq!(
            implied.because.as_deref(),
            Some("what would bound it is touched by a contradiction: a1, c1")
        );
    }
    // Allowed or not, it is one; and a third claim still counts.
    let third = trade("d1", "d", "2022-01/2022-06", "[150, 160]", "");
    let implied = implied(&set(&all(&[clash[0].clone(), clash[1].clone(), up, third])), &cells[0]);
    assert_eq!((shown(implied.plain.as_ref()), implied.because), ("[150, ∞)".to_owned(), None));
    assert_eq!(implied.left_out, ["a1", "c1"]);
}

#[test]
fn claims_in_tension_leave_no_plain_interval_and_a_lenient_one() {
    let claims =
        all(&[trade("a1", "a", "2023", "about 300", ""), trade("c1", "c", "2023", "exactly 340", "")]);
    assert_eq!(Checker::new().check(&set(&claims)).counts.tensions, 1);
    let told = implied(&set(&claims), &of("trade", "2023"));
    assert_eq!((told.plain, shown(told.lenient.as_ref())), (None, "[340, 340]".to_owned()));
    assert_eq!(told.because.as_deref(), Some("no plain reading makes a1, c1 true together"));
    assert_eq!(told.text, "read as loosely as the words allow, exactly 340 USD");
    // A tension elsewhere is no hindrance.
    let other = all(&[claims, trade("d1", "d", "2021", "[5, 6]", "")]);
    check(&other, &of("trade", "2021"), "[5, 6]", "[5, 6]", "d1");
}

#[test]
fn amounts_in_another_currency_count_at_their_rate() {
    let euros = trade("a1", "a", "2023", "[200, 240] EUR", "");
    check(&euros, &of("trade", "2023"), "[200, 300]", "[200, 300]", "a1");
    let up = change("b1", "b", "trade", "x2", "2022", "2023");
    let both = all(&[euros, up, trade("c1", "c", "2023", "[210, 400]", "")]);
    assert_eq!(follows(&both, &of("trade", "2022")).2, "a1 b1 c1");
    // What does not convert bounds nothing, and is in nobody's way.
    let tons = trade("a1", "a", "2023", "[200, 240] GBP", "");
    check(
        &all(&[tons, trade("c1", "c", "2023", "[1, 2]", "")]),
        &of("trade", "2023"),
        "[1, 2]",
        "[1, 2]",
        "c1",
    );
}

#[test]
fn what_was_said_later_does_not_count_then() {
    let claims = all(&[trade("a1", "early", "2020", "[1, 5]", ""), trade("b1", "b", "2020", "[3, 9]", "")]);
    let then = Checker::new().said_by("2022-01-01".parse().unwrap());
    let then = then.implied(&set(&claims), &of("trade", "2020")).unwrap();
    assert_eq!(shown(then.plain.as_ref()), "[1, 5]");
    check(&claims, &of("trade", "2020"), "[3, 5]", "[3, 5]", "a1 b1");
}

#[test]
fn a_cell_that_leaves_something_open_is_refused() {
    let set = set("");
    for (cell, message) in [
        (cell("trad"), "measure `trad` is not declared; did you mean `trade`?"),
        (cell("trade"), "which period? say what it is `of`"),
        (cell("debt"), "at which time? say what it is `as_of`, or `of`"),
        (cell("grant"), "at which time? say what it is `as_of`"),
        (as_of("trade", "2023"), "a flow is given `of` a period, not `as_of` a date"),
        (of("length", "2023"), "a constant has no time; leave `of` out"),
        (of("trade", "2023?"), "`2023?` leaves open which days are meant; ask of definite days"),
        (as_of("debt", "2023-05~"), "`2023-05~` leaves open which days are meant; ask of definite days"),
        (of("trade", "202X"), "`202X` is not a definite period"),
        (of("trade", "2023/.."), "`2023/..` has no end; ask of a time that ends"),
        (as_of("debt", "2023/.."), "`2023/..` has no end; ask of a time that ends"),
        (
            of("trade", "2023").scope("goods", "oil?"),
            "`goods: oil?` is in doubt; ask of `oil`, or leave `goods` out for the whole",
        ),
        (
            of("trade", "2023").stage("paid"),
            "the measure `trade` has no ladder, so the stage `paid` means nothing; name a `ladder`",
        ),
        (
            as_of("grant", "2023").stage("finalized"),
            "`finalized` may mean `committed` or `disbursed`; ask of one of them",
        ),
        (
            as_of("grant", "2023").stage("pledged"),
            "`planned` is a plan, and what follows is about facts; ask of a later rung",
        ),
        (
            as_of("grant", "2023").stage("suspended"),
            "what is `suspended` is compared with nothing; leave the stage out, or name a rung",
        ),
        (Cell::new(" ", "length"), "the subject is empty; name whose number it is"),
    ] {
        let error = Checker::new().implied(&set, &cell).unwrap_err().to_string();
        assert_eq!(error, message);
    }
}

#[test]
fn a_limit_is_owned_up_to() {
    let claims = all(&[
        trade("a1", "a", "2023", "[300, 330]", ""),
        change("b1", "b", "trade", "+50.0%", "2022", "2023"),
    ]);
    for (name, size, cells, because) in [
        (
            "implied",
            "1",
            " and 1 more cell",
            "it hangs together with more claims than the policy's `implied`",
        ),
        ("pivots", "0", "", "it takes more readings or more steps than the policy's limits allow"),
    ] {
        let mut policy = Policy::default();
        policy.set(name, Grade::Plain, size).unwrap();
        let set = set(&claims).with_policy(policy);
        let told = implied(&set, &of("trade", "2022"));
        assert_eq!((told.plain, told.lenient, told.because.as_deref()), (None, None, Some(because)));
        let report = Checker::new().check(&set);
        assert!(report.implied.is_empty());
        let hint = format!("what follows of X, trade, of 2022{cells} was not worked out: {because}");
        assert_eq!(report.hints, [hint]);
    }
}

#[test]
fn the_report_tells_what_follows_of_cells_without_a_figure() {
    let claims = [
        trade("a1", "a", "2023", "[300, 330]", ""),
        change("b1", "b", "trade", "+50.0%", "2022", "2023"),
        change("c1", "c", "trade", "fell", "2020", "2021"),
    ];
    let report = Checker::new().check(&set(&all(&claims)));
    let cells: Vec<&str> = report.implied.iter().map(|implied| implied.cell.as_str()).collect();
    // Of 2023 there is a figure; of 2020 and 2021 nothing is known but who is more.
    assert_eq!(cells, ["X, trade, of 2022"]);
    let text = report.text();
    let section = text.split("\n\n").find(|section| section.starts_with("What follows")).unwrap();
    assert_eq!(
        section.trim_end(),
        "\
What follows, though no claim gives the figure
   - X, trade, of 2022: more than 199.9 USD and at most 220.1 USD, rounded outward; read as loosely
     as the words allow, at least 199.8 USD and at most 220.1 USD, rounded outward
     1. a1 (Example Gazette, 2025-02-01) says at least 300 USD and at most 330 USD for X, trade, of
        2023
     2. b1 (Example Herald, 2025-02-02) says: X, trade: +50.0% from 2022 to 2023; so X, trade, of
        2022 is more than 199.9 USD (300 USD ÷ 1.5005) and at most 220.1 USD (330 USD ÷ 1.4995),
        rounded outward"
    );
    // A figure of the year makes it no news.
    let told = all(&[claims[0].clone(), claims[1].clone(), trade("d1", "d", "2022", "[1, 1000]", "")]);
    assert!(Checker::new().check(&set(&told)).implied.is_empty());
}

#[test]
fn of_very_many_cells_only_some_are_looked_at_and_it_is_said() {
    let of_one = |at: usize| {
        let cell = |year| {
            format!(
                r#"{{"id": "{year}-{at:03}", "source": "a", "subject": "Y{at:03}", "measure": "trade", "of": "{year}", "value": "exactly 300"}}"#
            )
        };
        let up = format!(
            r#"{{"id": "up-{at:03}", "source": "b", "subject": "Y{at:03}", "measure": "trade", "change": "x2", "from": "2022", "to": "2023"}}"#
        );
        format!("{},{up}", cell("2023"))
    };
    let claims: Vec<String> = (0..40).map(of_one).collect();
    let report = Checker::new().check(&set(&claims.join(",")));
    assert_eq!(report.implied.len(), 32);
    assert_eq!(report.hints, ["what follows was looked for of 64 cells only, and not of 16 more"]);
}

#[test]
fn the_shipped_case_gives_the_trade_of_nine_months() {
    let set = crate::examples::shipped();
    let cell = Cell::new("Iran and Russia", "trade").of("2023-01/2023-09".parse().unwrap());
    let told = implied(&set, &cell);
    assert_eq!(told.claims, ["z20"]);
    let expected = "(1300000000000/459, 6700000000000/2293)";
    assert_eq!(shown(told.plain.as_ref()), expected);
    let report = Checker::new().check(&set);
    assert!(report.implied.contains(&told));
    for implied in &report.implied {
        assert_eq!(implied.verify(&set), Ok(()));
    }
}

/// A year of trade in oil and gas, told by papers of one day each.
struct World {
    set: gainsay::ClaimSetBuilder,
    /// The true trade of each year, in oil, gas and together.
    truth: Vec<[i64; 3]>,
}

const GOODS: [&str; 3] = ["oil", "gas", "*"];

fn goods(year: usize, which: usize) -> Cell {
    of("trade", &(2019 + year).to_string()).scope("goods", GOODS[which])
}

/// How a claim of a random world is made: which kind, of which years and goods, how wide.
type Throw = (usize, usize, usize, usize, i64, i64);

fn world(truth: &[(i64, i64)], throws: &[Throw]) -> World {
    let truth: Vec<[i64; 3]> = truth.iter().map(|(oil, gas)| [*oil, *gas, oil + gas]).collect();
    let mut set = ClaimSet::builder().measure("trade", Measure::flow("USD").additive().non_negative());
    for (at, throw) in throws.iter().enumerate() {
        let source = format!("s{at}");
        set = set
            .source(Source::new(&source, format!("Publisher {at}")).published("2025-02-01".parse().unwrap()))
            .claim(told(&format!("c{at:02}"), &source, &truth, throw));
    }
    World { set, truth }
}

fn told(id: &str, source: &str, truth: &[[i64; 3]], throw: &Throw) -> Claim {
    let (kind, year, other, which, below, above) = *throw;
    let (value, later) = (truth[year][which], truth[other][which]);
    let bounds =
        |low: i64, high: i64| Value::range(Interval::closed(Exact::from(low), Exact::from(high)).unwrap());
    match kind {
        0 | 1 => Claim::amount(id, source, goods(year, which), bounds((value - below).max(0), value + above)),
        2 => {
            let part = goods(year, which.min(1));
            let percent = (truth[year][which.min(1)] * 100 * 2 + truth[year][2]) / (truth[year][2] * 2);
            let share = format!("{percent}%").parse().unwrap();
            let whole = goods(year, 2);
            Claim::new(id, source, gainsay::Statement::Share { share, part, whole })
        }
        3 => {
            let part = |which| gainsay::Part { cell: goods(year, which), times: Exact::one() };
            let parts = vec![part(0), part(1)];
            Claim::new(
                id,
                source,
                gainsay::Statement::Total { total: goods(year, 2), parts, exhaustive: true },
            )
        }
        _ if year == other => Claim::amount(id, source, goods(year, which), bounds(value, value + above)),
        _ => {
            let dates =
                ((2019 + year).to_string().parse().unwrap(), (2019 + other).to_string().parse().unwrap());
            let change = format!("{:+} USD", later - value);
            let change = if later == value { "x1".to_owned() } else { change };
            let cell = cell("trade").scope("goods", GOODS[which]);
            Claim::change(id, source, cell, change.parse().unwrap(), dates)
        }
    }
}

/// What may be said of a stage: twice as likely a word for two rungs.
const WORDS: [&str; 4] = ["finalized", "finalized", "committed", "disbursed"];

fn staged(at: usize) -> Cell {
    as_of("grant", ["2022-03-01", "2023-03-01", "2024-03-01"][at])
}

/// Claims of papers of their own about what was signed for, 10 and 12 and 14, and paid, 4 and 6 and 8: each fits however
/// its word is read.
fn grants(throws: &[(usize, usize, i64, i64)], words: &[&str]) -> ClaimSet {
    let mut set = ClaimSet::builder()
        .measure("grant", Measure::running_total("USD").ladder("funding").additive().non_negative());
    for (number, ((word, at, below, above), stage)) in throws.iter().zip(words).enumerate() {
        let paid = 4 + 2 * i64::try_from(*at).unwrap();
        let (least, most) = match WORDS[*word] {
            "committed" => (paid + 6, paid + 6),
            "disbursed" => (paid, paid),
            _ => (paid, paid + 6),
        };
        let bounds = Interval::closed(Exact::from(least - below), Exact::from(most + above)).unwrap();
        let id = format!("c{number}");
        set = set
            .source(Source::new(&id, format!("Publisher {id}")).published("2025-02-01".parse().unwrap()))
            .claim(Claim::amount(&id, &id, staged(*at).stage(*stage), Value::range(bounds)));
    }
    set.build().unwrap()
}

/// Every way to say one rung for each word of two.
fn readings(throws: &[(usize, usize, i64, i64)]) -> Vec<Vec<&'static str>> {
    let mut all = vec![Vec::new()];
    for (word, ..) in throws {
        let rungs: &[&str] = if *word < 2 { &["committed", "disbursed"] } else { &WORDS[*word..=*word] };
        all = all
            .iter()
            .flat_map(|known| rungs.iter().map(|rung| [known.as_slice(), &[*rung]].concat()))
            .collect();
    }
    all
}

/// A further claim, of a paper of its own, that a number is just so.
fn with_probe(world: &World, cell: &Cell, value: &Exact) -> ClaimSet {
    let source = Source::new("probe", "Example Probe").published("2025-02-01".parse().unwrap());
    let value = Value::range(Interval::point(value.clone()));
    world
        .set
        .clone()
        .source(source)
        .claim(Claim::amount("probe", "probe", cell.clone(), value))
        .build()
        .unwrap()
}

/// Numbers within an interval, and numbers outside of it, at its very ends where they can be.
fn inside_and_outside(interval: &Interval) -> (Vec<Exact>, Vec<Exact>) {
    use gainsay::End::{Absent, Closed, Open};
    let tiny = Exact::ratio(1, 1000).unwrap();
    let (mut inside, mut outside) = (Vec::new(), Vec::new());
    for (end, inwards) in [(interval.low(), Exact::one()), (interval.high(), -&Exact::one())] {
        let step = &tiny * &inwards;
        match end {
            Absent => {}
            Closed(at) => {
                inside.push(at.clone());
                outside.push(at - &step);
            }
            Open(at) => {
                inside.push(at + &step);
                outside.push(at.clone());
            }
        }
    }
    inside.retain(|number| interval.contains(number));
    outside.retain(|number| !number.is_negative());
    (inside, outside)
}

/// How many contradictions and tensions there are, whatever follows.
fn findings(set: &ClaimSet) -> (usize, usize) {
    let mut policy = Policy::default();
    policy.set("implied", Grade::Plain, "0").unwrap();
    let report = Checker::new().check(&set.clone().with_policy(policy));
    assert!(report.undecided.is_empty(), "{:?}", report.undecided);
    (report.counts.contradictions, report.counts.tensions)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_interval_is_the_narrowest_that_claims_which_fit_force(
        truth in prop::collection::vec((1_i64..9, 1_i64..9), 3),
        throws in prop::collection::vec((0_usize..6, 0_usize..3, 0_usize..3, 0_usize..3, 0_i64..4, 0_i64..4), 2..9),
        (year, which) in (0_usize..3, 0_usize..3),
    ) {
        let world = world(&truth, &throws);
        let set = world.set.clone().build().unwrap();
        prop_assert_eq!(findings(&set), (0, 0), "a true world clashes with nothing");
        let cell = goods(year, which);
        let told = implied(&set, &cell);
        let (plain, lenient) = (told.plain.unwrap(), told.lenient.unwrap());
        prop_assert!(plain.within(&lenient), "{plain} in {lenient}");
        prop_assert!(plain.contains(&Exact::from(world.truth[year][which])), "{plain}");
        // All stages, scopes and dates are stated, so that there is one plain reading and one most lenient one.
        let (inside, outside) = inside_and_outside(&plain);
        for value in inside {
            prop_assert_eq!(findings(&with_probe(&world, &cell, &value)), (0, 0), "{} in {}", value, &plain);
        }
        for value in outside {
            let found = findings(&with_probe(&world, &cell, &value));
            prop_assert_ne!(found, (0, 0), "{} outside of {}", value, &plain);
        }
        let (inside, outside) = inside_and_outside(&lenient);
        for value in inside {
            let found = findings(&with_probe(&world, &cell, &value));
            prop_assert_eq!(found.0, 0, "{} in {}", value, &lenient);
        }
        for value in outside {
            let found = findings(&with_probe(&world, &cell, &value));
            prop_assert_ne!(found.0, 0, "{} outside of {}", value, &lenient);
        }
    }

    #[test]
    fn what_words_of_two_rungs_leave_is_what_all_their_readings_leave(
        throws in prop::collection::vec((0_usize..4, 0_usize..3, 0_i64..5, 0_i64..5), 2..7),
        (at, stage) in (0_usize..3, prop::sample::select(vec!["committed", "disbursed"])),
    ) {
        let cell = staged(at).stage(stage);
        let every = readings(&throws);
        let told = |words: &[&str]| implied(&grants(&throws, words), &cell).plain.unwrap();
        let all = every.iter().map(|words| told(words)).reduce(|all, one| all.hull(&one)).unwrap();
        let words: Vec<&str> = throws.iter().map(|throw| WORDS[throw.0]).collect();
        prop_assert_eq!(told(&words), all, "{} readings", every.len());
    }

    #[test]
    fn the_order_of_the_claims_changes_nothing(
        truth in prop::collection::vec((1_i64..9, 1_i64..9), 3),
        throws in prop::collection::vec((0_usize..6, 0_usize..3, 0_usize..3, 0_usize..3, 0_i64..4, 0_i64..4), 2..9),
        seed in any::<u64>(),
    ) {
        let world = world(&truth, &throws);
        let mut turned = world.set.clone();
        let claims = turned.claims.len();
        turned.claims.rotate_left(usize::try_from(seed % 7).unwrap() % claims);
        turned.claims.reverse();
        let cell = goods(0, 2);
        let json = |set: ClaimSet| serde_json::to_string(&implied(&set, &cell)).unwrap();
        prop_assert_eq!(json(world.set.build().unwrap()), json(turned.build().unwrap()));
    }
}

#[test]
fn everything_that_follows_in_random_sets_is_proved() {
    let mut told = 0;
    for seed in 0..25 {
        for range in [crate::dice::Range::Common, crate::dice::Range::Sums] {
            let set = crate::dice::set(seed, range);
            let cells = set.claims().iter().flat_map(|claim| claim.statement.cells());
            let asked = cells.filter_map(|cell| Checker::new().implied(&set, cell).ok()).take(3);
            let listed = Checker::new().check(&set).implied;
            for implied in asked.chain(listed) {
                assert_eq!(implied.verify(&set), Ok(()), "seed {seed}: {implied:?}");
                told += usize::from(!implied.claims.is_empty());
            }
        }
    }
    assert!(told > 30, "{told}");
}
