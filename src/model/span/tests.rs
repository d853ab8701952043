use proptest::prelude::*;

use crate::{Day, Span};

fn spans() -> impl Strategy<Value = Span> {
    let end = || proptest::option::weighted(0.8, (0..40).prop_map(Day::from_number));
    (end(), end()).prop_map(|(a, b)| Span::new(a, b).or(Span::new(b, a)).unwrap())
}

/// Every day that matters here: the small ones, and one far out at each side for an absent end.
fn days(span: &Span) -> Vec<i32> {
    let inside = |number: &i32| {
        let day = Day::from_number(*number);
        span.first().is_none_or(|first| first <= day) && span.last().is_none_or(|last| day <= last)
    };
    (-5..45).filter(inside).collect()
}

#[test]
fn a_span_that_ends_before_it_begins_is_refused() {
    let error = Span::new(Day::new(2025, 6, 26), Day::new(2025, 6, 5)).unwrap_err().to_string();
    assert_eq!(error, "`2025-06-26/2025-06-05` ends before it begins; write the earlier one first");
}

#[test]
fn spans_print_as_edtf_writes_intervals() {
    let day = Day::new(2025, 6, 5).unwrap();
    assert_eq!(Span::day(day).to_string(), "2025-06-05");
    assert_eq!(Span::until(day).to_string(), "../2025-06-05");
    assert_eq!(Span::since(day).to_string(), "2025-06-05/..");
    assert_eq!(Span::always().to_string(), "../..");
    assert_eq!(Span::day(day).widened(21).to_string(), "2025-05-15/2025-06-26");
    assert_eq!(Span::day(day).widened(-1), Span::day(day));
    assert_eq!((Span::day(day).length(), Span::since(day).length()), (Some(1), None));
}

#[test]
fn the_days_without_end_are_no_single_day() {
    assert_eq!(Span::always().single_day(), None);
    assert_eq!(Span::day(Day::from_number(0)).single_day(), Some(Day::from_number(0)));
}

proptest! {
    #[test]
    fn relations_are_those_of_the_days(a in spans(), b in spans()) {
        let (ours, theirs) = (days(&a), days(&b));
        let shared: Vec<i32> = ours.iter().copied().filter(|day| theirs.contains(day)).collect();
        prop_assert_eq!(a.meets(&b), !shared.is_empty());
        prop_assert_eq!(a.within(&b), shared == ours);
        prop_assert_eq!(a.precedes(&b), ours.last() < theirs.first());
        prop_assert_eq!(a.common(&b).map(|common| days(&common)).unwrap_or_default(), shared);
        let hull = days(&a.hull(&b));
        let ends = (ours.first().min(theirs.first()), ours.last().max(theirs.last()));
        prop_assert_eq!((hull.first(), hull.last()), ends);
    }

    #[test]
    fn a_wider_span_holds_the_narrower(a in spans(), days in 0..100_i64) {
        prop_assert!(a.within(&a.widened(days)));
        prop_assert!(a.within(&Span::always()));
    }
}
