use super::super::{Decision, Limits, decide};
use super::checker::verified;
use super::{LIMITS, NO_ROUNDS, exact, row, rows};

/// Whether the rows can be met, by propagation and by simplex alone.
#[track_caller]
fn met(texts: &[&str]) -> bool {
    let rows = rows(texts);
    let met = verified(&rows, &decide(&rows, &LIMITS));
    assert_eq!(met, verified(&rows, &decide(&rows, &NO_ROUNDS)), "{texts:?}");
    met
}

#[test]
fn a_row_is_read_as_it_is_written() {
    let read = row("2 a - 1/3 b + c > -5");
    let terms = [(0, exact("-2")), (1, exact("1/3")), (2, exact("-1"))];
    assert_eq!((read.terms.as_slice(), read.limit, read.strict), (&terms[..], exact("5"), true));
}

#[test]
fn what_can_be_met_and_what_cannot() {
    for (texts, can) in [
        (&["a >= 5", "a <= 1"][..], false),
        (&["a >= 5", "a <= 5"], true),
        (&["a >= 5", "a < 5"], false),
        (&["a > 5", "a - b <= 0", "b - c <= 0", "c <= 5"], false),
        (&["a > 5", "a - b < 0", "b - c < 0", "c < 5.0001"], true),
        // A circle of order.
        (&["a - b <= 0", "b - c <= 0", "c - a < 0"], false),
        (&["a - b <= 0", "b - c <= 0", "c - a <= 0"], true),
        // The sum of the parts.
        (&["a + b - c <= 0", "a + b - c >= 0", "a >= 5", "b >= 3", "c <= 7.9"], false),
        (&["a + b - c <= 0", "a + b - c >= 0", "a >= 5", "b >= 3", "c <= 8"], true),
        // Bounds of single variables stay silent: only sums of rows say no.
        (&["a + b <= 1", "a - b <= -1", "a >= 0.5"], false),
        (&["a + b >= 2", "a - b >= 0", "2 a - b <= 0.9"], false),
        (&["a + b >= 2", "a - b >= 0", "2 a - b <= 1"], true),
        (&["a + b + c <= 0", "a - b > 0", "b - c > 0", "c - a > -0.001", "c > -1"], true),
        // No variable, or one that cancels.
        (&["a - a < 0"], false),
        (&["a - a <= 0"], true),
        (&[], true),
    ] {
        assert_eq!(met(texts), can, "{texts:?}");
    }
}

#[test]
fn slow_convergence_is_cut_and_still_decided() {
    // Each round of propagation moves a by one, or halves what is missing: for ever.
    assert!(!met(&["a - b <= -1", "b - a <= -1", "a >= 0", "a <= 1000000000", "b >= 0", "b <= 1000000000"]));
    assert!(!met(&["a - 0.5 b <= 0", "b - a <= 0", "a > 0", "a <= 1"]));
    assert!(met(&["a - 0.5 b <= 0", "b - a <= 0", "a >= 0", "a <= 1"]));
}

#[test]
fn digits_are_not_lost() {
    let third = "0.3333333333333333333333333333";
    let texts = |last: &str| {
        [
            format!("{third} a - b <= 0"),
            format!("{third} a - b >= 0"),
            "a >= 30000000000000000000000000000".to_owned(),
            format!("b <= {last}"),
        ]
    };
    let can = |last: &str| met(&texts(last).each_ref().map(String::as_str));
    assert!(can("9999999999999999999999999999"));
    assert!(!can("9999999999999999999999999998.999999999999999999999999999"));
}

#[test]
fn a_refutation_cites_what_it_needs() {
    let rows = rows(&["z >= 0", "a >= 5", "a - b <= 0", "b - c <= 0", "c <= 1", "c <= 9", "a >= 4"]);
    for limits in [LIMITS, NO_ROUNDS] {
        let Decision::Refuted(certificate) = decide(&rows, &limits) else { panic!("it cannot be met") };
        assert_eq!(certificate.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [1, 2, 3, 4]);
    }
}

#[test]
fn without_pivots_simplex_gives_up_unless_another_part_is_absurd() {
    let mut rows = rows(&["a + b >= 2", "a - b >= 0", "2 a - b <= 1"]);
    let none = Limits { rounds: 0, pivots: 0, ..LIMITS };
    assert_eq!(decide(&rows, &none), Decision::GaveUp);
    rows.extend([row("c >= 1"), row("c < 1")]);
    assert!(!verified(&rows, &decide(&rows, &none)));
}
