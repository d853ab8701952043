//! What holds of every set of claims, tried on sets at random.

#![expect(clippy::wildcard_enum_match_arm, reason = "a law about some kinds holds of no others")]

use gainsay::{
    Checker, Claim, ClaimSet, ClaimSetBuilder, Counts, End, Exact, Finding, Interval, Listing, Policy,
    Relation, Report, Rule, Statement, Value, Verdict, relate,
};
use proptest::prelude::{any, prop_assert, prop_assert_eq};
use proptest::test_runner::TestCaseError;

use crate::generators::{FAMILIES, runner, sets};

/// How many sets of each family are tried for each law.
const CASES: u32 = 40;

/// Tries a law on sets of every family, each with a number to choose by.
#[track_caller]
fn always(law: impl Fn(&ClaimSet, usize) -> Result<(), TestCaseError>) {
    for family in FAMILIES {
        let strategy = (sets(family), any::<usize>());
        let tried = runner(CASES).run(&strategy, |(set, chosen)| law(&set.0, chosen));
        tried.unwrap_or_else(|failure| panic!("{family:?}: {failure}"));
    }
}

fn check(set: &ClaimSet) -> Report {
    Checker::new().check(set)
}

fn rebuilt(set: &ClaimSet, change: impl FnOnce(&mut Vec<Claim>)) -> ClaimSet {
    let mut builder: ClaimSetBuilder = set.declared().clone();
    change(&mut builder.claims);
    builder.build().unwrap()
}

#[test]
fn two_claims_stand_to_each_other_as_they_do_the_other_way_round() {
    always(|set, _| {
        for a in set.claims() {
            for b in set.claims() {
                prop_assert_eq!(relate(set, &a.id, &b.id).unwrap(), relate(set, &b.id, &a.id).unwrap());
            }
        }
        Ok(())
    });
}

#[test]
fn the_order_of_the_claims_changes_no_byte_of_the_report() {
    always(|set, chosen| {
        let turned = rebuilt(set, |claims| {
            let by = chosen % claims.len();
            claims.rotate_left(by);
            if chosen % 2 == 0 {
                claims.reverse();
            }
        });
        let (one, other) = (check(set), check(&turned));
        prop_assert_eq!(one.text(), other.text());
        prop_assert_eq!(serde_json::to_string(&one).unwrap(), serde_json::to_string(&other).unwrap());
        Ok(())
    });
}

#[test]
fn a_narrower_interval_keeps_every_finding_or_a_smaller_one_no_weaker() {
    always(|set, chosen| {
        let narrower = rebuilt(set, |claims| {
            for (at, claim) in claims.iter_mut().enumerate() {
                narrow(claim, chosen >> at);
            }
        });
        let after = check(&narrower).findings;
        // A denial is met by what overlaps it, which less may not do.
        for finding in check(set).findings.into_iter().filter(|finding| finding.rule != Rule::Denial) {
            let kept = after.iter().any(|other| covers(other, &finding));
            prop_assert!(kept, "{:?} of {:?} is lost", finding.rule, finding.claims);
        }
        Ok(())
    });
}

/// Whether a finding is of no more claims than another, and no weaker.
fn covers(one: &Finding, other: &Finding) -> bool {
    let fewer = one.claims.iter().all(|claim| other.claims.contains(claim));
    // Contradictions come before tensions.
    fewer && one.verdict <= other.verdict
}

/// Leaves one half of an asserted interval that is closed and longer than a point.
fn narrow(claim: &mut Claim, chosen: usize) {
    let denied = claim.stance == gainsay::Stance::Denies;
    let Statement::Amount { value, .. } = &mut claim.statement else { return };
    let unit = value.unit_name().unwrap_or_default().to_owned();
    let Some(text) = value.words().strip_suffix(unit.as_str()) else { return };
    let Ok(interval) = text.trim().parse::<Interval>() else { return };
    let (End::Closed(low), End::Closed(high)) = (interval.low(), interval.high()) else { return };
    if denied || low == high {
        return;
    }
    let middle = &(low + high) * &Exact::ratio(1, 2).unwrap();
    let half = if chosen.is_multiple_of(2) { (low.clone(), middle) } else { (middle, high.clone()) };
    *value = Value::range(Interval::closed(half.0, half.1).unwrap()).in_unit(&unit);
}

#[test]
fn what_is_listed_changes_no_count() {
    always(|set, chosen| {
        let few = Policy { listing: Listing::Witnesses(chosen % 3), ..set.policy().clone() };
        let (all, some) = (check(set), check(&set.clone().with_policy(few)));
        prop_assert_eq!(&all.counts, &some.counts);
        prop_assert!(some.findings.len() <= all.findings.len());
        Ok(())
    });
}

#[test]
fn what_is_counted_is_what_is_listed_when_all_is_listed() {
    always(|set, _| {
        let report = check(set);
        let graded = |verdict| report.findings.iter().filter(|finding| finding.verdict == verdict).count();
        let Counts { contradictions, tensions, rules, claims, .. } = &report.counts;
        prop_assert_eq!(*contradictions, graded(Verdict::Contradiction));
        prop_assert_eq!(*tensions, graded(Verdict::Tension));
        prop_assert_eq!(rules.values().sum::<usize>(), report.findings.len());
        prop_assert_eq!(*claims, set.claims().len());
        Ok(())
    });
}

#[test]
fn a_pair_is_reported_exactly_when_it_is_related_so_and_holds_no_smaller_finding() {
    always(|set, _| {
        let report = check(set);
        for (at, a) in set.claims().iter().enumerate() {
            for b in &set.claims()[at + 1..] {
                let pair = [a.id.clone(), b.id.clone()];
                let verdict = match relate(set, &a.id, &b.id).unwrap() {
                    Relation::Contradiction(_) => Some(Verdict::Contradiction),
                    Relation::Tension(_) => Some(Verdict::Tension),
                    _ => None,
                };
                let listed = report.findings.iter().find(|finding| finding.claims == pair);
                if let Some(finding) = listed {
                    prop_assert_eq!(Some(finding.verdict), verdict);
                    continue;
                }
                let alone =
                    |finding: &Finding| finding.claims.len() == 1 && pair.contains(&finding.claims[0]);
                let smaller = report.findings.iter().any(alone);
                prop_assert!(verdict.is_none() || smaller, "{:?} is not reported", pair);
            }
        }
        Ok(())
    });
}

#[test]
fn the_proof_of_every_finding_verifies() {
    always(|set, _| {
        for finding in check(set).findings {
            let verified = finding.proof.verify(set);
            prop_assert!(verified.is_ok(), "{:?} of {:?}: {verified:?}", finding.rule, finding.claims);
        }
        Ok(())
    });
}

#[test]
fn values_that_fit_are_given_where_nothing_is_found_and_never_where_something_contradicts() {
    always(|set, _| {
        let (report, fit) = (check(set), Checker::new().fit(set));
        if let Some(fit) = &fit {
            prop_assert!(report.counts.contradictions == 0, "{:?}", report.findings[0].claims);
            prop_assert_eq!(fit.verify(set), Ok(()));
        } else {
            prop_assert!(!report.findings.is_empty() || !report.undecided.is_empty());
        }
        Ok(())
    });
}
