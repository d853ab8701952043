//! Derivations that somebody tampered with are rejected.

use super::super::{Entailment, Premise, ProofError, ProvedEnd, Refutation, Side};
use crate::model::{Cell, ClaimSet, Exact, Grade, Interval};
use crate::{Checker, Implied};

const CLAIMS: &str = r#"{"gainsay": 1,
    "sources": {"a": {"publisher": "Example Gazette", "published": "SAID"},
                "b": {"publisher": "Example Herald", "published": "2025-02-01"}},
    "measures": {
        "trade": {"kind": "flow", "unit": "k USD", "additive": true, "non_negative": true},
        "grant": {"kind": "running_total", "unit": "USD", "ladder": "funding", "non_negative": true}},
    "units": {"k USD": {"is": "1000 USD"}},
    "claims": [
        {"id": "a1", "kind": "amount", "source": "a", "subject": "X", "measure": "trade", "of": "2023", "value": "[300, 330)"},
        {"id": "a2", "kind": "amount", "source": "a", "subject": "X", "measure": "grant", "stage": "finalized",
         "as_of": "2023-03-01", "value": "about 5"},
        {"id": "b1", "kind": "change", "source": "b", "subject": "X", "measure": "trade", "change": "+50.0%",
         "from": "2022", "to": "2023"},
        {"id": "b2", "kind": "amount", "source": "b", "subject": "X", "measure": "grant", "as_of": "2024-03-01",
         "value": "at most 9"}]}"#;

fn set(said: &str) -> ClaimSet {
    crate::read([("set.json", CLAIMS.replace("SAID", said))]).unwrap()
}

fn told(set: &ClaimSet, cell: &Cell) -> Implied {
    let told = Checker::new().implied(set, cell).unwrap();
    assert_eq!(told.verify(set), Ok(()));
    told
}

fn all(set: &ClaimSet) -> Vec<Implied> {
    let grant = |stage: &str, at: &str| Cell::new("X", "grant").stage(stage).as_of(at.parse().unwrap());
    let trade = |of: &str| Cell::new("X", "trade").of(of.parse().unwrap());
    let cells = [
        trade("2022"),
        trade("2023"),
        trade("2023-01"),
        grant("paid", "2024-01-01"),
        grant("committed", "2023-03-01"),
        Cell::new("X", "grant").as_of("2024-01-01".parse().unwrap()),
    ];
    cells.iter().map(|cell| told(set, cell)).collect()
}

fn sum(bound: &mut ProvedEnd) -> Option<&mut Vec<(Exact, Premise)>> {
    match &mut bound.cases.last_mut()?.refutation {
        Refutation::Sum(premises) => Some(premises),
        Refutation::Named(_) => None,
    }
}

/// The ways to tamper with an end; `None` where it has nothing of the kind.
type Tampering = fn(&mut ProvedEnd) -> Option<()>;

const TAMPERINGS: [(&str, Tampering); 16] = [
    ("a nearer end", |bound| {
        let inwards = if bound.side == Side::Low { Exact::one() } else { -&Exact::one() };
        bound.at = &bound.at + &inwards;
        Some(())
    }),
    ("an end that is left out", |bound| {
        let closed = !bound.strict;
        bound.strict = true;
        closed.then_some(())
    }),
    ("the other side", |bound| {
        bound.side = if bound.side == Side::Low { Side::High } else { Side::Low };
        Some(())
    }),
    ("a multiplier", |bound| {
        let (times, _) = sum(bound)?.first_mut()?;
        *times = &*times + &Exact::one();
        Some(())
    }),
    ("a multiplier of nothing", |bound| {
        sum(bound)?.first_mut()?.0 = Exact::zero();
        Some(())
    }),
    ("a multiplier below nothing", |bound| {
        let (times, _) = sum(bound)?.first_mut()?;
        *times = -&*times;
        Some(())
    }),
    ("a sharper bound", |bound| {
        let (_, premise) = sum(bound)?.first_mut()?;
        premise.inequality.limit = &premise.inequality.limit - &Exact::one();
        Some(())
    }),
    ("a bound made looser", |bound| {
        let (_, premise) = sum(bound)?.last_mut()?;
        premise.inequality.limit = &premise.inequality.limit + &Exact::one();
        Some(())
    }),
    ("a premise left out", |bound| sum(bound)?.pop().map(|_| ())),
    ("a case left out", |bound| bound.cases.pop().map(|_| ())),
    ("a case twice", |bound| {
        let case = bound.cases.first()?.clone();
        bound.cases.push(case);
        Some(())
    }),
    ("a claim left out", |bound| bound.claims.pop().map(|_| ())),
    ("a claim put in", |bound| {
        let more = !bound.claims.contains(&"b2".to_owned());
        bound.claims.push("b2".to_owned());
        more.then_some(())
    }),
    ("a claim of nobody", |bound| {
        bound.claims.push("nobody".to_owned());
        Some(())
    }),
    ("a claim twice", |bound| {
        let claim = bound.claims.last()?.clone();
        bound.claims.push(claim);
        Some(())
    }),
    ("a clash for a sum", |bound| {
        bound.cases.last_mut()?.refutation = Refutation::Named(super::Named::Denial);
        Some(())
    }),
];

#[test]
fn an_end_that_was_tampered_with_is_rejected() {
    let set = set("2025-02-01");
    let mut tried = std::collections::BTreeMap::new();
    for told in all(&set) {
        for at in 0..told.proof.bounds.len() {
            for (name, tamper) in TAMPERINGS {
                let mut tampered = told.proof.clone();
                if tampered.bounds.get_mut(at).and_then(tamper).is_some() {
                    assert!(tampered.verify(&set).is_err(), "{name} in {:?}", told.proof.bounds.get(at));
                    *tried.entry(name).or_insert(0) += 1;
                }
            }
        }
    }
    assert_eq!(tried.len(), TAMPERINGS.len(), "{tried:?}");
}

#[test]
fn a_lenient_end_is_no_plain_one_and_a_plain_one_no_lenient_one() {
    let set = set("2025-02-01");
    let mut tried = 0;
    for told in all(&set).into_iter().filter(|told| told.plain != told.lenient) {
        for (at, bound) in told.proof.bounds.iter().enumerate() {
            let other =
                told.proof.bounds.iter().find(|other| other.side == bound.side && other.grade != bound.grade);
            let same = other.is_some_and(|other| (&other.at, other.strict) == (&bound.at, bound.strict));
            // The bare sign holds in every reading.
            if same || bound.claims.is_empty() {
                continue;
            }
            let mut tampered = told.proof.clone();
            let bound = tampered.bounds.get_mut(at).unwrap();
            bound.grade = if bound.grade == Grade::Plain { Grade::Lenient } else { Grade::Plain };
            tried += 1;
            assert!(tampered.verify(&set).is_err(), "{:?}", told.proof.bounds.get(at));
        }
    }
    assert!(tried > 4, "{tried}");
}

#[test]
fn a_derivation_is_of_one_cell_and_of_facts() {
    let now = set("2025-02-01");
    let told = told(&now, &Cell::new("X", "trade").of("2022".parse().unwrap()));
    let of = |year: &str| {
        let cell = Cell::new("X", "trade").of(year.parse().unwrap());
        Entailment { cell, ..told.proof.clone() }.verify(&now)
    };
    assert_eq!(of("2022"), Ok(()));
    assert_eq!(
        of("2021").unwrap_err().to_string(),
        "case 1, premise 4: no such law holds between `b1` and `the cell asked for` in this reading"
    );
    assert_eq!(of("2022?").unwrap_err(), ProofError::Open);
    assert_eq!(of("2022/..").unwrap_err(), ProofError::Open);
    // Had it been said before, it would have been foretold.
    let error = told.verify(&set("2021-02-01")).unwrap_err();
    assert_eq!(error.to_string(), "claim `a1` foretells, or may: no fact follows from it");
    let stage = |stage: &str| {
        let cell = Cell::new("X", "grant").stage(stage).as_of("2024-01-01".parse().unwrap());
        Entailment { cell, bounds: Vec::new(), inferred: Vec::new() }.verify(&now)
    };
    assert_eq!(stage("paid"), Ok(()));
    for word in ["planned", "finalized", "suspended", "unheard of"] {
        assert_eq!(stage(word), Err(ProofError::Open), "{word}");
    }
}

#[test]
fn what_is_told_is_what_is_derived() {
    let set = set("2025-02-01");
    let told = told(&set, &Cell::new("X", "trade").of("2022".parse().unwrap()));
    assert_eq!(told.unit, "k USD");
    assert_eq!(told.plain, Some("(600000/3001, 660000/2999)".parse().unwrap()));
    let narrow: Interval = "(200, 220)".parse().unwrap();
    let tampered = [
        Implied { plain: Some(narrow.clone()), ..told.clone() },
        Implied { lenient: Some(narrow), ..told.clone() },
        Implied { cell: "Y, trade, of 2022".to_owned(), ..told.clone() },
        Implied { unit: "USD".to_owned(), ..told.clone() },
        Implied { claims: vec!["a1".to_owned()], ..told.clone() },
    ];
    for one in tampered {
        assert_eq!(one.verify(&set), Err(ProofError::Unproved), "{one:?}");
    }
    assert_eq!(Implied { plain: None, ..told }.verify(&set), Ok(()), "who claims less claims nothing false");
}
