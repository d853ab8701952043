//! The same in ordinary tests.

use gainsay::testing::suite;
use gainsay::{NearRule, Ruling};

#[test]
fn the_claims_are_consistent() {
    gainsay::assert_consistent!("claims");
}

#[test]
fn no_units_are_mixed_up() -> Result<(), Box<dyn std::error::Error>> {
    let strict = Ruling::new().rule(NearRule::NearUnit).because("every figure is in one currency");
    Ok(suite("claims").today("2026-07-01".parse()?).deny(strict).check()?)
}
