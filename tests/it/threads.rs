//! A report is the same on one thread and on several.

#[expect(clippy::expect_used, reason = "it is shared with the benches")]
#[path = "../../benches/parts/large.rs"]
mod large;
#[path = "../../benches/parts/noise.rs"]
mod noise;

use gainsay::{Checker, ClaimSet};
use rayon::ThreadPool;

use super::dice::{self, Range};

fn pool(threads: usize) -> ThreadPool {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap()
}

/// Checks a set on one thread and on four, and tells how many findings and agreements were compared.
#[track_caller]
fn same((one, four): &(ThreadPool, ThreadPool), set: &ClaimSet) -> usize {
    let report = one.install(|| Checker::new().check(set));
    let other = four.install(|| Checker::new().check(set));
    let json = |report| serde_json::to_string(report).unwrap();
    assert_eq!(json(&report), json(&other));
    report.findings.len() + report.echoes.len() + report.corroborations.len()
}

#[test]
fn small_sets_have_one_report_on_one_thread_and_on_four() {
    let pools = (pool(1), pool(4));
    let mut compared = 0;
    for seed in 0..60 {
        for range in [Range::Common, Range::Wide, Range::Sums, Range::Lawful, Range::Totals] {
            compared += same(&pools, &dice::set(seed, range));
        }
    }
    assert!(compared > 100, "only {compared} findings and agreements were compared");
}

#[test]
fn large_sets_have_one_report_on_one_thread_and_on_four() {
    let pools = (pool(1), pool(4));
    for set in [large::plain(5_000), large::mixed(600)] {
        let compared = same(&pools, &set);
        assert!(compared > 100, "only {compared} findings and agreements were compared");
    }
}
