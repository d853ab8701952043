//! One set of true values that fits every claim: given where there is one, and checked against the claims.

use gainsay::{Checker, ClaimSet};

/// A lease signed on a day, of so many years, that ends on a day; and what was paid for it.
fn lease(years: u32, ends: &str, paid: &str) -> ClaimSet {
    let text = format!(
        r#"{{"gainsay": 1, "sources": {{"a": {{"publisher": "A", "published": "2026-01-01"}}, "b": {{"publisher": "B", "published": "2026-02-01"}}}},
        "events": {{"begin": {{"once": true}}, "end": {{"once": true}}}},
        "measures": {{"rent": {{"kind": "flow", "unit": "EUR", "non_negative": true}}}},
        "claims": [
          {{"id": "1", "source": "a", "event": "begin", "stage": "happened", "when": "2001-03-12"}},
          {{"id": "2", "source": "a", "event": "end", "stage": "happened", "when": "{ends}"}},
          {{"id": "3", "source": "b", "before": "begin", "after": "end", "gap": "{years} years"}},
          {{"id": "4", "source": "a", "subject": "port", "measure": "rent", "of": "2020", "value": "nearly €5 million"}},
          {{"id": "5", "source": "b", "subject": "port", "measure": "rent", "of": "2020", "value": "{paid}"}},
          {{"id": "6", "source": "b", "subject": "port", "measure": "rent", "of": "2020", "value": "€2 million", "stance": "denies"}}]}}"#
    );
    gainsay::read([("lease.json", text)]).unwrap()
}

#[test]
fn claims_that_fit_have_values_that_the_kernel_accepts() {
    let set = lease(20, "2021-03-12", "€4.7 million");
    let fit = Checker::new().fit(&set).unwrap();
    fit.verify(&set).unwrap();
    assert_eq!(fit.claims(), ["1", "2", "3", "4", "5", "6"]);
    let rents: Vec<_> = fit.values.iter().filter(|one| ["4", "5"].contains(&one.claim.as_str())).collect();
    assert_eq!(rents.len(), 2);
    assert_eq!((&rents[0].value, rents[0].unit.as_str()), (&rents[1].value, "EUR"));
    // Of other claims they prove nothing.
    for other in [lease(10, "2021-03-12", "€4.7 million"), lease(20, "2021-03-12", "€4.2 million")] {
        assert_eq!(
            fit.verify(&other).unwrap_err().to_string(),
            "the values do not fit all claims in a plain reading"
        );
    }
}

#[test]
fn claims_that_do_not_fit_have_none() {
    // A contradiction of dates, a tension of amounts, a denial.
    for (years, ends, paid) in [
        (10, "2021-03-12", "€4.7 million"),
        (20, "2021-03-12", "€5.1 million"),
        (20, "2021-03-12", "€2 million"),
    ] {
        assert_eq!(Checker::new().fit(&lease(years, ends, paid)), None, "{years}, {ends}, {paid}");
    }
}
