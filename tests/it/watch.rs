//! Work that is watched: told in full, the same result, and no word after it was stopped.

use std::ops::ControlFlow;
use std::sync::Mutex;

use gainsay::{Checker, ClaimSet, ClaimTable, Progress, Stopped, TableColumns, Work};

use crate::examples::shipped;

/// Figures, parts that add up, and a share of which a figure follows.
fn sums() -> ClaimSet {
    let text = r#"{"gainsay": 1,
        "sources": {"s": {"publisher": "Gazette", "published": "2024-02-01"}, "t": {"publisher": "Herald", "published": "2024-02-02"}},
        "measures": {"sales": {"kind": "flow", "unit": "t", "additive": true, "non_negative": true}},
        "claims": [
            {"id": "a", "source": "s", "kind": "amount", "subject": "north", "measure": "sales", "of": "2023", "value": "exactly 30 t"},
            {"id": "b", "source": "s", "kind": "amount", "subject": "south", "measure": "sales", "of": "2023", "value": "exactly 50 t"},
            {"id": "c", "source": "s", "kind": "amount", "subject": "all", "measure": "sales", "of": "2023", "value": "exactly 90 t"},
            {"id": "d", "source": "t", "kind": "amount", "subject": "all", "measure": "sales", "of": "2023", "value": "about 70 t"},
            {"id": "e", "source": "t", "kind": "share", "share": "exactly 50%",
             "part": {"subject": "port", "measure": "sales", "of": "2023"}, "whole": {"subject": "all", "measure": "sales", "of": "2023"}},
            {"id": "f", "source": "t", "kind": "total", "exhaustive": true,
             "parts": [{"subject": "north", "measure": "sales", "of": "2023"}, {"subject": "south", "measure": "sales", "of": "2023"}],
             "total": {"subject": "all", "measure": "sales", "of": "2023"}}
        ]}"#;
    gainsay::read([("sums.json", text)]).unwrap_or_else(|faults| panic!("{faults}"))
}

/// What a watcher is told.
fn told(set: &ClaimSet) -> Vec<Progress> {
    let told = Mutex::new(Vec::new());
    let report = Checker::new().check_watched(set, |progress| {
        told.lock().unwrap().push(progress);
        ControlFlow::Continue(())
    });
    assert_eq!(report, Ok(Checker::new().check(set)));
    told.into_inner().unwrap()
}

/// Whether each kind of work goes from nothing to all, a step at a time, over and again.
fn goes_through(told: &[Progress]) {
    for of_one in told.chunk_by(|a, b| a.work == b.work) {
        assert_eq!(of_one[0].done, 0);
        for (a, b) in of_one.iter().zip(&of_one[1..]) {
            let next = a.of == b.of && (b.done == a.done || b.done == a.done + 1);
            assert!(next || (a.done == a.of && b.done == 0), "{a:?}, then {b:?}");
        }
        let last = of_one[of_one.len() - 1];
        assert_eq!(last.done, last.of);
    }
}

#[test]
fn all_work_is_told_from_nothing_to_all() {
    let told = told(&sums());
    goes_through(&told);
    let mut works: Vec<Work> = told.iter().map(|progress| progress.work).collect();
    works.dedup();
    let all = [
        Work::Grounding,
        Work::Pairing,
        Work::Solving,
        Work::Judging,
        Work::Reconciling,
        Work::Agreeing,
        Work::Comparing,
        Work::Implying,
        Work::Explaining,
    ];
    assert_eq!(works, all);
    let claims = told.iter().find(|progress| progress.work == Work::Grounding).unwrap().of;
    assert_eq!(claims, sums().claims().len());
}

#[test]
fn a_set_with_incomplete_dates_is_looked_at_twice() {
    let told = told(&shipped());
    goes_through(&told);
    let starts = told.iter().filter(|progress| progress.work == Work::Grounding && progress.done == 0);
    assert_eq!(starts.count(), 2);
}

#[test]
fn stopped_work_has_no_result_and_says_no_more() {
    let set = sums();
    let all = told(&set);
    for stop in 0..all.len() {
        let told = Mutex::new(Vec::new());
        let report = Checker::new().check_watched(&set, |progress| {
            let mut told = told.lock().unwrap();
            told.push(progress);
            if told.len() > stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert_eq!(report, Err(Stopped), "at {stop}");
        assert_eq!(told.into_inner().unwrap(), all[..=stop]);
    }
}

#[test]
fn a_table_is_watched_alike() {
    let numbers: Vec<u32> = (0..100_000).collect();
    let zeros = vec![0; numbers.len()];
    let days = vec![0; numbers.len()];
    let cells: Vec<u32> = numbers.iter().map(|number| number / 10).collect();
    let values: Vec<i64> = numbers.iter().map(|number| i64::from(number % 3)).collect();
    let table = ClaimTable::from_columns(TableColumns {
        cells: &cells,
        sources: &numbers,
        first: &days,
        last: &zeros,
        low: &values,
        high: &values,
        decimals: 0,
    })
    .unwrap();
    let told = Mutex::new(Vec::new());
    let clashes = table.clashes_watched(|progress| {
        told.lock().unwrap().push(progress);
        ControlFlow::Continue(())
    });
    assert_eq!(clashes, Ok(table.clashes()));
    let mut told: Vec<usize> = told.into_inner().unwrap().iter().map(|progress| progress.done).collect();
    // Threads may pass each other.
    told.sort_unstable();
    assert_eq!(told, (1..=8).collect::<Vec<_>>());
    assert_eq!(table.clashes_watched(|_| ControlFlow::Break(())), Err(Stopped));
}
