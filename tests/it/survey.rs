//! temporary
use crate::generators::*;
use crate::oracle::*;
use gainsay::*;
use proptest::strategy::{Strategy, ValueTree};
use std::collections::BTreeMap;
#[test]
fn survey() {
    let cases: usize = std::env::var("CASES").map_or(200, |c| c.parse().unwrap());
    let only = std::env::var("FAMILY").ok();
    for family in FAMILIES {
        if only.as_ref().is_some_and(|only| *only != format!("{family:?}")) {
            continue;
        }
        let mut runner = runner(1);
        let mut seen: BTreeMap<String, (usize, String)> = BTreeMap::new();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let (mut tl, mut to) = (std::time::Duration::ZERO, std::time::Duration::ZERO);
        for _ in 0..cases {
            let set = sets(family).new_tree(&mut runner).unwrap().current().0;
            #[expect(clippy::disallowed_methods, reason = "t")]
            let now = std::time::Instant::now();
            let library = reported(&set);
            tl += now.elapsed();
            #[expect(clippy::disallowed_methods, reason = "t")]
            let now = std::time::Instant::now();
            let oracle = findings(&set);
            to += now.elapsed();
            for (c, v) in &oracle {
                *counts.entry(format!("{v:?}{}", c.len())).or_default() += 1;
            }
            for (claims, verdict) in library.symmetric_difference(&oracle) {
                let small = set.only(|claim| claims.contains(&claim.id));
                let (l, o) = (reported(&small), findings(&small));
                if l == o {
                    let e = seen.entry("not in small".to_owned()).or_default();
                    e.0 += 1;
                    e.1 = format!("{library:?}\n{oracle:?}\n{}", write_lines(&set));
                    continue;
                }
                let rule =
                    Checker::new().check(&small).findings.iter().map(|f| f.rule.name()).collect::<Vec<_>>();
                let kinds = small.claims().iter().map(|c| c.statement.kind()).collect::<Vec<_>>();
                let den = small.claims().iter().any(|c| c.stance != Stance::Asserts);
                let vs = |x: &std::collections::BTreeSet<(Vec<String>, Verdict)>| {
                    x.iter().map(|(c, v)| format!("{v:?}{}", c.len())).collect::<Vec<_>>()
                };
                let key = format!("{kinds:?} {rule:?} lib {:?} oracle {:?} denial {den}", vs(&l), vs(&o));
                let _ = verdict;
                let text = write_lines(&small);
                let text: String = text
                    .lines()
                    .filter(|l| l.contains("\"q") || l.contains("\"output\""))
                    .map(|l| format!("   {l}\n"))
                    .collect();
                let e = seen.entry(key).or_insert((0, text.clone()));
                e.0 += 1;
                if text.len() < e.1.len() {
                    e.1 = text;
                }
            }
        }
        println!("== {family:?} {counts:?} lib {tl:?} oracle {to:?}");
        for (key, (n, text)) in seen {
            println!("{n} x {key}\n{text}");
        }
    }
}
