//! Laws that hold for any value under any policy.

use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::model::{
    Change, Direction, End, Exact, Figure, Form, Grade, Hedge, Hedges, Interval, Nature, Numeral, Scale,
    Vague, Value,
};

const HEDGES: [Hedge; 9] = [
    Hedge::Unhedged,
    Hedge::About,
    Hedge::Nearly,
    Hedge::JustOver,
    Hedge::MoreThan,
    Hedge::LessThan,
    Hedge::AtLeast,
    Hedge::AtMost,
    Hedge::Exactly,
];

const VAGUE: [Vague; 9] = [
    Vague::AFew,
    Vague::Several,
    Vague::Tens,
    Vague::Dozens,
    Vague::Scores,
    Vague::Hundreds,
    Vague::Thousands,
    Vague::Millions,
    Vague::Billions,
];

const UNITS: [&str; 12] = [
    "%",
    "pp",
    "1",
    "m",
    "t",
    "USD",
    "km²",
    "officials",
    "USD/barrel",
    "square miles",
    "b/d",
    "barrels of oil",
];

fn hedge() -> impl Strategy<Value = Hedge> {
    prop::sample::select(HEDGES.to_vec())
}

fn unit() -> impl Strategy<Value = Option<String>> {
    prop::option::of(prop::sample::select(UNITS.to_vec()).prop_map(str::to_owned))
}

fn numeral() -> impl Strategy<Value = Numeral> {
    prop_oneof![
        4 => (-100_000_i64..100_000, 0_u32..6).prop_map(|(digits, places)| Decimal::new(digits, places)),
        1 => (any::<i64>(), 0_u32..28).prop_map(|(digits, places)| Decimal::new(digits, places)),
    ]
    .prop_map(|decimal| Numeral::Digits(decimal.into()))
    .boxed()
    .prop_union((-20_i64..20, 1_i64..12).prop_map(|(over, under)| Numeral::Fraction { over, under }).boxed())
}

fn scale() -> impl Strategy<Value = Scale> {
    let power = prop::sample::select(vec![0, 0, 2, 3, 5, 6, 7, 8, 9, 12, 15]);
    (power, prop::sample::select(vec![1, 1, 1, 12, 20])).prop_map(|(power, times)| Scale { power, times })
}

fn figure() -> impl Strategy<Value = Figure> {
    (numeral(), scale()).prop_map(|(numeral, scale)| {
        // A bare fraction is a share, and is kept in per cent.
        let share = matches!(numeral, Numeral::Fraction { .. }) && scale == Scale::ONE;
        Figure { numeral, scale: if share { Scale::power(6) } else { scale } }
    })
}

fn end() -> impl Strategy<Value = End> {
    let number = || (-20_i64..20, 1_i64..5).prop_map(|(over, under)| Exact::ratio(over, under).unwrap());
    prop_oneof![
        1 => Just(End::Absent),
        3 => number().prop_map(End::Open),
        3 => number().prop_map(End::Closed),
    ]
}

fn interval() -> impl Strategy<Value = Interval> {
    (end(), end()).prop_map(|(low, high)| Interval::spanning(low, high))
}

fn value() -> impl Strategy<Value = Value> {
    let form = prop_oneof![
        6 => (hedge(), figure()).prop_map(|(hedge, figure)| Form::Figure { hedge, figure }),
        1 => (figure(), prop::option::of(-9_i32..9)).prop_map(|(figure, decimals)| Form::Declared { figure, decimals }),
        1 => interval().prop_map(Form::Range),
        1 => (prop::sample::select(VAGUE.to_vec()), prop::sample::select(vec![0, 2, 3, 5, 6, 9]))
            .prop_map(|(word, power)| Form::Vague { word, scale: Scale::power(power) }),
    ];
    let one = (form, unit()).prop_map(|(form, unit)| Value::made(form, unit));
    let two = (any::<bool>(), figure(), figure(), unit()).prop_map(|(about, a, b, unit)| {
        let (low, high) = if a.number() <= b.number() { (a, b) } else { (b, a) };
        // A scale word covers the figure before it, so that one without would be read with it.
        let scale = if low.scale == Scale::ONE { high.scale } else { low.scale };
        let covered = Figure { scale, ..low };
        let low = if covered.number() <= high.number() { covered } else { low };
        Value::from_figures(about, low, high, unit).unwrap()
    });
    prop_oneof![6 => one, 1 => two, 1 => Just(Value::made(Form::Most, Some("%".into())))]
}

fn nature() -> impl Strategy<Value = Nature> {
    (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(non_negative, counts, percent)| Nature {
        non_negative,
        counts,
        percent,
    })
}

/// A policy of which any number is set to anything.
fn hedges() -> impl Strategy<Value = Hedges> {
    let setting = (0_usize..30, any::<bool>(), 0_i64..9, 0_i64..100);
    prop::collection::vec(setting, 0..12).prop_map(|settings| {
        let mut hedges = Hedges::default();
        let keys: Vec<_> = hedges.entries().into_iter().map(|(key, ..)| key).collect();
        for (at, plain, units, percent) in settings {
            let grade = if plain { Grade::Plain } else { Grade::Lenient };
            let key = keys.get(at).copied().unwrap_or("rounding");
            let texts = [
                format!("{units}u, {percent}%"),
                format!("{percent}%"),
                format!("{}", units + 2),
                "0.3".to_owned(),
                format!("[{units}, {}]", units + percent),
                "truncation".to_owned(),
            ];
            for text in texts {
                let _ = hedges.set(key, grade, &text);
            }
        }
        hedges
    })
}

const PIECES: &[&str] = &[
    "5",
    "12.50",
    "1,234",
    "1.234,5",
    "0",
    " ",
    "-",
    "–",
    "to ",
    "and ",
    "between ",
    "from ",
    "[",
    "]",
    "(",
    ")",
    ", ",
    ";",
    "million",
    "bn",
    "m",
    "k",
    "t",
    "%",
    "pp",
    "$",
    "USD",
    "km²",
    "officials",
    "nearly ",
    "about ",
    "~",
    ">",
    "most",
    "of ",
    "dozens ",
    "half ",
    "a ",
    "third",
    "two ",
    "or more",
    "+",
    "/",
    "½",
    "e3",
    "∞",
    "..",
    "dozen",
    "per ",
    "(decimals 2)",
    "in ",
    "fold",
    "x",
    "rose ",
    "fell ",
    "é",
    "\u{2009}",
];

/// A text that looks like a value, more or less.
fn scrambled() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..9).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_printed_value_reads_back_equal(value in value()) {
        prop_assert_eq!(value.words().parse::<Value>(), Ok(value.clone()), "{}", value.words());
    }

    #[test]
    fn a_printed_change_reads_back_equal(value in value(), fell in any::<bool>()) {
        let direction = if fell { Direction::Fell } else { Direction::Rose };
        if let Ok(change) = Change::by(direction, value) {
            prop_assert_eq!(change.words().parse::<Change>(), Ok(change.clone()), "{}", change.words());
        }
    }

    #[test]
    fn whatever_is_read_prints_to_something_equal(text in scrambled()) {
        if let Ok(value) = text.parse::<Value>() {
            prop_assert_eq!(value.canonical().parse::<Value>(), Ok(value.clone()), "{} {}", text, value.canonical());
        }
        if let Ok(change) = text.parse::<Change>() {
            prop_assert_eq!(change.canonical().parse::<Change>(), Ok(change.clone()), "{}", text);
        }
    }

    #[test]
    fn no_text_makes_a_panic(text in any::<String>()) {
        let _ = (text.parse::<Value>(), text.parse::<Change>(), text.parse::<Interval>(), text.parse::<Exact>());
    }

    #[test]
    fn the_lenient_set_holds_the_plain_one(value in value(), nature in nature(), hedges in hedges()) {
        let plain = value.interval(Grade::Plain, nature, &hedges);
        prop_assert!(plain.within(&value.interval(Grade::Lenient, nature, &hedges)));
        if let Ok(change) = Change::by(Direction::Fell, value) {
            let plain = change.interval(Grade::Plain, nature, &hedges);
            prop_assert!(plain.within(&change.interval(Grade::Lenient, nature, &hedges)));
        }
    }

    #[test]
    fn about_never_narrows(figure in figure(), unit in unit(), nature in nature(), hedges in hedges()) {
        let value = |hedge| Value::made(Form::Figure { hedge, figure }, unit.clone());
        for grade in [Grade::Plain, Grade::Lenient] {
            let bare = value(Hedge::Unhedged).interval(grade, nature, &hedges);
            prop_assert!(bare.within(&value(Hedge::About).interval(grade, nature, &hedges)));
        }
    }

    #[test]
    fn a_hedge_reaches_at_least_as_far_on_its_side(figure in figure(), nature in nature()) {
        let hedges = Hedges::default();
        let set = |hedge| Value::made(Form::Figure { hedge, figure }, None).interval(Grade::Plain, nature, &hedges);
        let bare = set(Hedge::Unhedged);
        let (inner, outer) = (set(Hedge::Nearly), set(Hedge::JustOver));
        let number = figure.number();
        let reaches = |hedged: &Interval, low: bool| {
            if low { hedged.low().number() <= bare.low().number() } else { hedged.high().number() >= bare.high().number() }
        };
        prop_assert!(reaches(&inner, !number.is_negative()));
        prop_assert!(reaches(&outer, number.is_negative()));
        prop_assert!(set(Hedge::MoreThan).high().number().is_none_or(|high| Some(high) >= bare.high().number()));
    }

    #[test]
    fn signs_mirror_the_rounding_rows(figure in figure(), nature in nature()) {
        let hedges = Hedges::default();
        for hedge in [Hedge::Unhedged, Hedge::About, Hedge::Nearly, Hedge::JustOver] {
            for grade in [Grade::Plain, Grade::Lenient] {
                let set = |figure| Value::made(Form::Figure { hedge, figure }, None).interval(grade, nature, &hedges);
                prop_assert_eq!(set(figure).negated(), set(figure.negated()));
            }
        }
    }

    #[test]
    fn the_figure_itself_is_always_leniently_meant(figure in figure(), hedge in hedge(), nature in nature()) {
        let set = Value::made(Form::Figure { hedge, figure }, None).interval(Grade::Lenient, nature, &Hedges::default());
        let number = figure.number();
        let left_out = number.is_zero() && matches!(hedge, Hedge::MoreThan | Hedge::LessThan);
        prop_assert_eq!(set.contains(&number), !left_out);
    }

    #[test]
    fn exact_numbers_print_and_read_back(over in any::<i64>(), under in 1_i64..10_000) {
        let number = Exact::ratio(over, under).unwrap();
        prop_assert_eq!(number.to_string().parse(), Ok(number.clone()));
        prop_assert_eq!(number.grouped().replace(',', ""), number.to_string());
    }

    #[test]
    fn interval_arithmetic_is_sound_and_tight(a in interval(), b in interval(), c in -3_i64..4) {
        let (samples_a, samples_b) = (samples(&a), samples(&b));
        for x in &samples_a {
            prop_assert!(a.contains(x));
            prop_assert!(a.scaled(&c.into()).contains(&(x * &c.into())));
            prop_assert!(a.negated().contains(&-x));
            for y in &samples_b {
                prop_assert!(a.plus(&b).contains(&(x + y)));
                prop_assert!(a.times(&b).contains(&(x * y)), "{} × {} = {}", a, b, a.times(&b));
                prop_assert!(!a.below(&b) || x < y);
                prop_assert!(a.hull(&b).contains(x) && a.hull(&b).contains(y));
            }
        }
        // An end of the product that is reached is a product of ends that are reached, or zero.
        for end in [a.times(&b).low().clone(), a.times(&b).high().clone()] {
            if let End::Closed(end) = end {
                let reached = samples_a.iter().any(|x| samples_b.iter().any(|y| x * y == end));
                prop_assert!(reached || end.is_zero(), "{} × {}", a, b);
            }
        }
    }

    #[test]
    fn meeting_is_having_something_in_common(a in interval(), b in interval()) {
        prop_assert_eq!(a.meets(&b), a.common(&b).is_some());
        prop_assert_eq!(a.meets(&b), b.meets(&a));
        prop_assert_eq!(a.within(&b), a.common(&b).as_ref() == Some(&a));
        prop_assert_eq!(a.within(&b), a.hull(&b) == b);
        prop_assert_eq!(a.gap(&b).is_some(), !a.meets(&b));
        if let Some(common) = a.common(&b) {
            prop_assert!(common.within(&a) && common.within(&b));
        }
    }
}

/// The ends that are reached, numbers just inside those that are not, and one in the middle.
fn samples(interval: &Interval) -> Vec<Exact> {
    let near = Exact::ratio(1, 1000).unwrap();
    let low = interval.low().number().cloned();
    let high = interval.high().number().cloned();
    let (from, to) = match (low, high) {
        (Some(low), Some(high)) => (low, high),
        (Some(low), None) => (low.clone(), &low + &9.into()),
        (None, Some(high)) => (&high - &9.into(), high),
        (None, None) => (Exact::from(-9), 9.into()),
    };
    let middle = &(&from + &to) * &Exact::ratio(1, 2).unwrap();
    let all = [&from + &near, &to - &near, from, to, middle, Exact::zero()];
    all.into_iter().filter(|number| interval.contains(number)).collect()
}
