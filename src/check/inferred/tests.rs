//! What is inferred in sets at random, compared with what the check says of every alternative put in its place.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a helper that fails is a test that fails")]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::{Inferred, inferred, trusted};
use crate::check::findings;
use crate::ground::Ground;
use crate::model::{Calendar, Claim, ClaimSet, Date, DateOf, Day, EventStage, Fit, Grade, Span, Statement};
use crate::proof::{ClaimIx, Fact, Inference, Proof, ProofError};

/// A die (a linear congruential generator, Knuth's MMIX).
struct Dice(u64);

impl Dice {
    fn throw(&mut self, faces: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % faces
    }

    fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from[usize::try_from(self.throw(u64::try_from(from.len()).unwrap())).unwrap()]
    }
}

const OPEN: [&str; 6] = ["202X", "[2021,2023,2026]", "XXXX-06-05", "202X-0X-05", "202X-06~", "[..2020,2024]"];
const DAYS: [&str; 7] = ["2020", "2022-03", "2023-06-20", "2024", "2024-05~", "2025-06-05", "1989-06-03"];
const GAPS: [&str; 6] =
    ["1 year", "36 years", "at least 6 months", "at most 18 months", "about 2 years", "10 days"];

/// One to six claims on three events and three sources, with dates that are incomplete.
fn set(seed: u64) -> ClaimSet {
    let mut dice = Dice(seed);
    dice.throw(2);
    let mut text = String::from("{\"record\": \"set\", \"gainsay\": 1}\n");
    for (id, repeats) in [("s", ""), ("t", ""), ("u", r#", "quoted_from": ["s"]"#)] {
        let published = match dice.throw(4) {
            0 => String::new(),
            1 => r#", "published": "2031-01-01""#.to_owned(),
            _ => format!(r#", "published": "{}""#, dice.pick(&OPEN)),
        };
        let repeats = if dice.throw(3) == 0 { repeats } else { "" };
        writeln!(
            text,
            r#"{{"record": "source", "id": "{id}", "publisher": "Example {id}"{published}{repeats}}}"#
        )
        .unwrap();
    }
    for (event, how) in
        [("a", "once"), ("b", "once"), ("c", if dice.throw(4) == 0 { "recurs" } else { "once" })]
    {
        writeln!(text, r#"{{"record": "event", "id": "{event}", "{how}": true}}"#).unwrap();
    }
    for at in 0..=dice.throw(6) {
        let source = dice.pick(&["s", "t", "u"]);
        let body = if dice.throw(2) == 0 {
            let stage = dice.pick(&["happened", "happened", "happened", "planned"]);
            let when = if dice.throw(3) == 0 { dice.pick(&OPEN) } else { dice.pick(&DAYS) };
            format!(r#""event": "{}", "stage": "{stage}", "when": "{when}""#, dice.pick(&["a", "b", "c"]))
        } else {
            let mut point = || match dice.throw(8) {
                0 => format!(r#"{{"said": "{}"}}"#, dice.pick(&["s", "t", "u"])),
                1 => format!(r#""{}""#, dice.pick(&OPEN)),
                2 => format!(r#""{}""#, dice.pick(&DAYS)),
                _ => format!(r#""{}""#, dice.pick(&["a", "b", "c"])),
            };
            let (before, after) = (point(), point());
            if before == after {
                continue;
            }
            let gap = if dice.throw(3) == 0 {
                String::new()
            } else {
                format!(r#", "gap": "{}""#, dice.pick(&GAPS))
            };
            format!(r#""before": {before}, "after": {after}{gap}"#)
        };
        let certainty = if dice.throw(8) == 0 { r#", "certainty": "probable""# } else { "" };
        writeln!(text, r#"{{"record": "claim", "id": "c{at}", "source": "{source}", {body}{certainty}}}"#)
            .unwrap();
    }
    crate::read([("dice.jsonl", text)]).unwrap_or_else(|faults| unreachable!("seed {seed}: {faults}"))
}

fn active(set: &ClaimSet) -> Vec<ClaimIx> {
    (0..set.claims().len()).map(ClaimIx).collect()
}

/// The claims of every contradiction.
fn contradictions(set: &ClaimSet) -> Vec<Vec<ClaimIx>> {
    let open = findings(&Ground::new(set), &active(set)).open;
    open.into_iter().filter(|(_, contradiction)| *contradiction).map(|(claims, _)| claims).collect()
}

fn looked(set: &ClaimSet) -> Inferred {
    let ground = Ground::new(set);
    inferred(&ground, &trusted(&active(set), &findings(&ground, &active(set))))
}

/// The set as it was when an inference was made.
fn before(set: &ClaimSet, all: &[Inference], at: usize) -> ClaimSet {
    set.with_dates(all[..at].iter().map(|one| (&one.of, &one.date)))
}

/// Ways to settle an open date, in years that the sets speak of.
fn alternatives(set: &ClaimSet, date: &Date) -> Vec<Date> {
    let calendar = &set.policy().calendar;
    let mut all: Vec<Date> = Vec::new();
    for (year, month) in (2015..2035).flat_map(|year| (1..=12).map(move |month| (year, month))) {
        let day = Day::new(year, month, 5).unwrap();
        if let Fit::One(one) = date.fit(&Span::day(day), calendar)
            && !all.contains(&one)
        {
            all.push(one);
        }
    }
    all
}

const SEEDS: u64 = 1000;

/// Where there are more alternatives, not every one is put in its place.
const FEW: usize = 20;

#[test]
fn any_other_alternative_of_an_inferred_date_contradicts_its_claims() {
    let (mut inferred, mut alternative) = (0, 0);
    for seed in 0..SEEDS {
        let set = set(seed);
        let all = looked(&set).dates;
        for (at, one) in all.iter().enumerate() {
            let set = before(&set, &all, at);
            inferred += 1;
            let told = one.facts().iter().any(|fact| matches!(fact, Fact::Told(_) | Fact::Repeats { .. }));
            let Some(written) = set.date(&one.of).filter(|_| !told) else { continue };
            let days = |date: &Date| date.span_as_written(Grade::Lenient, &set.policy().calendar);
            let others = alternatives(&set, written);
            for other in others.iter().filter(|other| !days(other).within(&days(&one.date))) {
                let put = set.with_dates([(&one.of, other)]);
                let claims: BTreeSet<&str> = one.claims();
                let within = |claims_of: &Vec<ClaimIx>| {
                    claims_of.iter().all(|ix| {
                        claims.contains(put.claims()[ix.0].id.as_str()) || is_of(&put, *ix, &one.of)
                    })
                };
                // As written there, it may be a prediction, which says nothing.
                if foretells(&put, &claims) {
                    continue;
                }
                alternative += 1;
                assert!(
                    contradictions(&put).iter().any(within),
                    "seed {seed}: {:?} {} {other}\n{}",
                    one.of,
                    one.date,
                    crate::write_lines(&set)
                );
            }
        }
    }
    assert!(inferred > 100 && alternative > 1000, "{inferred} {alternative}");
}

/// Whether a claim is the one whose date is meant.
fn is_of(set: &ClaimSet, ix: ClaimIx, of: &DateOf) -> bool {
    set.dates_of(&set.claims()[ix.0]).contains(of)
}

fn foretells(set: &ClaimSet, claims: &BTreeSet<&str>) -> bool {
    let ground = Ground::new(set);
    let mut stands = active(set).into_iter().filter_map(|ix| Some((ground.claim(ix)?, ground.stand(ix)?)));
    stands.any(|(claim, stand)| claims.contains(claim.id.as_str()) && stand.foretells())
}

#[test]
fn what_alone_contradicts_nothing_is_inferred() {
    let mut looked_at = 0;
    // A plan fixes nothing, though it may rule a date out.
    let planned =
        |claim: &Claim| matches!(claim.statement, Statement::Event { stage: EventStage::Planned, .. });
    for seed in 0..SEEDS / 3 {
        let set = set(seed).only(|claim| !planned(claim));
        let found = looked(&set);
        if !contradictions(&set).is_empty() {
            continue;
        }
        let open = set.claims().iter().flat_map(|claim| set.dates_of(claim));
        for of in open.filter(|of| set.date(of).is_some_and(Date::is_open)).collect::<BTreeSet<_>>() {
            let Some(date) = set.date(&of) else { continue };
            let all = alternatives(&set, date);
            if all.len() > FEW {
                continue;
            }
            let put: Vec<ClaimSet> = all.iter().map(|date| set.with_dates([(&of, date)])).collect();
            let clash: Vec<Vec<Vec<ClaimIx>>> = put.iter().map(contradictions).collect();
            // What is told too early is no matter of differences of dates.
            let alone = clash.iter().flatten().any(|claims| claims.len() == 1);
            let fitting = all.iter().zip(&clash).filter(|(_, clash)| clash.is_empty());
            let years: BTreeSet<_> = fitting.map(|(date, _)| year(date)).collect();
            let ids: BTreeSet<&str> = set.claims().iter().map(|claim| claim.id.as_str()).collect();
            let predicted = put.iter().any(|put| foretells(put, &ids));
            if years.len() == 1 && all.len() > 1 && !alone && !predicted {
                looked_at += 1;
                let inferred = found.dates.iter().any(|one| one.of == of && years.contains(&year(&one.date)));
                assert!(inferred, "seed {seed}: {of:?} {years:?}\n{}", crate::write_lines(&set));
            }
        }
    }
    assert!(looked_at > 8, "{looked_at}");
}

fn year(date: &Date) -> Option<i32> {
    date.span_as_written(Grade::Plain, &Calendar::default()).last().map(Day::year)
}

#[test]
fn no_contradiction_is_lost_by_a_date_put_in_its_place() {
    let mut kept = 0;
    for seed in 0..SEEDS {
        let set = set(seed);
        let found = looked(&set).dates;
        if found.is_empty() {
            continue;
        }
        let put = set.with_dates(found.iter().map(|one| (&one.of, &one.date)));
        let after = contradictions(&put);
        let all: BTreeSet<&str> = put.claims().iter().map(|claim| claim.id.as_str()).collect();
        for claims in contradictions(&set).into_iter().filter(|_| !foretells(&put, &all)) {
            kept += 1;
            let covered = after.iter().any(|other| other.iter().all(|ix| claims.contains(ix)));
            assert!(covered, "seed {seed}: {claims:?}\n{}", crate::write_lines(&set));
        }
    }
    assert!(kept > 10, "{kept}");
}

#[test]
fn the_kernel_accepts_every_inference_and_no_other_date() {
    let mut looked_at = 0;
    for seed in 0..SEEDS {
        let set = set(seed);
        let found = looked(&set).dates;
        let verified = |inferred: Vec<Inference>| {
            let proof = Proof {
                claims: vec![],
                contradiction: true,
                cases: vec![],
                reconciliations: vec![],
                inferred,
            };
            proof.verify(&set)
        };
        assert_eq!(
            verified(found.clone()),
            Err(ProofError::NoClaims),
            "seed {seed}\n{}",
            crate::write_lines(&set)
        );
        for at in 0..found.len() {
            looked_at += 1;
            let mut other = found.clone();
            other[at].date = "1999".parse().unwrap();
            assert!(matches!(verified(other), Err(ProofError::Inferred { .. })), "seed {seed}");
        }
    }
    assert!(looked_at > 100, "{looked_at}");
}
