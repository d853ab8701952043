//! Every example prints what is pinned here.

#[path = "../../examples/claims_in_code.rs"]
#[expect(dead_code, reason = "its main prints what is compared here")]
mod claims_in_code;
#[path = "../../examples/model_memory.rs"]
#[expect(dead_code, reason = "its main prints what is compared here")]
mod model_memory;
#[path = "../../examples/one_pair.rs"]
#[expect(dead_code, reason = "its main prints what is compared here")]
mod one_pair;
#[path = "../../examples/your_own_policy.rs"]
#[expect(dead_code, reason = "its main prints what is compared here")]
mod your_own_policy;

#[path = "../../examples/whom_to_doubt.rs"]
#[expect(dead_code, reason = "its main prints what is compared here")]
mod whom_to_doubt;

use gainsay::{Checker, ClaimSet};

/// The shipped case.
pub(crate) fn shipped() -> ClaimSet {
    let text = include_str!("../../examples/data/russia-iran.claims.json");
    gainsay::read([("russia-iran.claims.json", text)]).unwrap_or_else(|faults| panic!("{faults}"))
}

#[test]
fn claims_in_code_prints_its_report() {
    insta::assert_snapshot!(claims_in_code::report().unwrap());
}

#[test]
fn model_memory_prints_both_rounds() {
    insta::assert_snapshot!(model_memory::report().unwrap());
}

#[test]
fn one_pair_prints_its_answer() {
    insta::assert_snapshot!(one_pair::report().unwrap());
}

#[test]
fn your_own_policy_prints_both_reports() {
    insta::assert_snapshot!(your_own_policy::report().unwrap());
}

/// The second shipped case.
pub(crate) fn aid() -> ClaimSet {
    let text = include_str!("../../examples/data/aid-to-ukraine.claims.json");
    gainsay::read([("aid-to-ukraine.claims.json", text)]).unwrap_or_else(|faults| panic!("{faults}"))
}

#[test]
fn whom_to_doubt_prints_blame_and_repair() {
    insta::assert_snapshot!(whom_to_doubt::report().unwrap());
}

#[test]
fn the_shipped_case_prints_its_report() {
    insta::assert_snapshot!(Checker::new().check(&shipped()).text());
}

#[test]
fn the_shipped_case_prints_its_report_for_a_late_today() {
    let today = "2026-11-24".parse().unwrap();
    insta::assert_snapshot!(Checker::new().today(today).check(&shipped()).text());
}

#[test]
fn the_shipped_case_gives_its_report_as_json() {
    let report = Checker::new().check(&shipped());
    insta::assert_snapshot!(serde_json::to_string_pretty(&report).unwrap());
}
