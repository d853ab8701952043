//! How many claims each of some clashes with, in O(n log n): all whose values lie apart, less those whose periods do too.

use super::clash::Lane;

/// How often each position was counted, summed over all before a place (Fenwick, *A new data structure for cumulative
/// frequency tables*, 1994).
struct Sums(Vec<u32>);

impl Sums {
    fn new(positions: usize) -> Sums {
        Sums(vec![0; positions + 1])
    }

    fn count(&mut self, position: usize) {
        let mut at = position + 1;
        while let Some(sum) = self.0.get_mut(at) {
            *sum += 1;
            at += at & at.wrapping_neg();
        }
    }

    /// Those at positions below `end`.
    fn below(&self, end: usize) -> u64 {
        let (mut at, mut sum) = (end, 0);
        while at > 0 {
            sum += u64::from(self.0.get(at).copied().unwrap_or(0));
            at &= at - 1;
        }
        sum
    }
}

/// Of each lane, how many of the others lie apart from it in value and share a day with it.
pub(super) fn clashes(lanes: &[Lane]) -> Vec<u64> {
    let sorted = |end: fn(&Lane) -> i64| {
        let mut ends: Vec<i64> = lanes.iter().map(end).collect();
        ends.sort_unstable();
        ends
    };
    let (lows, highs) = (sorted(|lane| lane.low), sorted(|lane| lane.high));
    let under = |lane: &Lane| highs.partition_point(|high| *high < lane.low);
    let over = |lane: &Lane| lows.partition_point(|low| *low <= lane.high);
    let apart = |lane: &Lane| count(under(lane) + (lows.len() - over(lane)));
    let mut clashes: Vec<u64> = lanes.iter().map(apart).collect();
    let by_first = order(lanes, |lane| lane.first);
    let by_last = order(lanes, |lane| lane.last);
    let back = |order: &[usize]| order.iter().rev().copied().collect::<Vec<_>>();
    let ended: fn(&Lane, &Lane) -> bool = |told, asking| told.last < asking.first;
    let to_come: fn(&Lane, &Lane) -> bool = |told, asking| told.first > asking.last;
    let ways = [(by_first.clone(), by_last.clone(), ended), (back(&by_last), back(&by_first), to_come)];
    for (asking, told, gone) in ways {
        let (mut low, mut high) = (Sums::new(lows.len()), Sums::new(highs.len()));
        let mut told = told.iter().filter_map(|at| lanes.get(*at)).peekable();
        let mut so_far = 0;
        for (at, lane) in asking.iter().filter_map(|at| Some((*at, lanes.get(*at)?))) {
            while let Some(one) = told.next_if(|one| gone(one, lane)) {
                low.count(lows.partition_point(|low| *low < one.low));
                high.count(highs.partition_point(|high| *high < one.high));
                so_far += 1;
            }
            let away = high.below(under(lane)) + (so_far - low.below(over(lane)));
            if let Some(clashes) = clashes.get_mut(at) {
                *clashes -= away;
            }
        }
    }
    clashes
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

/// The positions of lanes in the order of a day.
fn order(lanes: &[Lane], day: impl Fn(&Lane) -> i32) -> Vec<usize> {
    let mut order: Vec<usize> = (0..lanes.len()).collect();
    order.sort_by_key(|at| lanes.get(*at).map(&day));
    order
}
