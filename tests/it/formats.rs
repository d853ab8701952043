//! Every output of the shipped case is pinned, and valid by what others say of its format.

use std::fmt::Write as _;

use gainsay::{Checker, ClaimSet, Report};

use crate::examples::shipped;

const CLAIMS: &str = include_str!("../../examples/data/russia-iran.claims.json");

fn report() -> Report {
    Checker::new().check(&shipped())
}

/// Many piers, each of two lengths in as many pairs of claims as are asked for: contradictions all.
pub(crate) fn piers(piers: usize, figures: usize) -> (String, ClaimSet) {
    let mut claims = String::new();
    for pier in 0..piers {
        for at in 0..figures {
            let join = if claims.is_empty() { "" } else { ",\n" };
            let (source, metres) = (at % 2, 300 + at);
            write!(
                claims,
                r#"{join}{{"id": "p{pier}-{at}", "kind": "amount", "source": "s{source}", "subject": "pier {pier}", "measure": "length", "value": "exactly {metres} m"}}"#
            )
            .unwrap();
        }
    }
    let text = format!(
        r#"{{"gainsay": 1, "sources": {{"s0": {{"publisher": "A"}}, "s1": {{"publisher": "B"}}}}, "measures": {{"length": {{"kind": "constant", "unit": "m"}}}}, "claims": [{claims}]}}"#
    );
    let set = gainsay::read([("piers.json", &text)]).unwrap_or_else(|faults| panic!("{faults}"));
    (text, set)
}

#[cfg(feature = "render")]
mod diagnostics;
pub(crate) mod dot;
#[cfg(feature = "schema")]
mod json;
mod markdown;
pub(crate) mod sarif;
