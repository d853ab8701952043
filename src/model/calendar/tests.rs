use proptest::prelude::*;

use super::Key;
use crate::{Calendar, Date, Grade, Span};

#[test]
fn the_defaults_are_those_of_the_guide() {
    let rows: Vec<String> = Calendar::default()
        .entries()
        .into_iter()
        .map(|(key, plain, lenient)| format!("{key}: {plain}, {lenient}"))
        .collect();
    assert_eq!(
        rows,
        [
            "approximate day: 3 days, 10 days",
            "approximate month: 15 days, 31 days",
            "approximate season: 46 days, 92 days",
            "approximate year: 92 days, 366 days",
            "season: 0 days, 31 days",
            "first days: 7 days, 15 days",
            "early month: 10 days, 10 days",
            "mid month: 20 days, 20 days",
            "part of month: 0 days, 5 days",
            "early year: 4 months, 4 months",
            "mid year: 8 months, 8 months",
            "part of year: 0 months, 2 months",
            "soon: 6 months, 12 months",
            "counted time: 1/2 unit, 1 unit",
            "anniversary: 31 days, 31 days",
            "rival plans: 1 month, 1 month",
            "time zones: 0 days, 1 day",
            "hemisphere: northern, northern",
        ]
    );
}

#[track_caller]
fn refused(key: &str, grade: Grade, text: &str) -> String {
    let mut calendar = Calendar::default();
    let error = calendar.set(key, grade, text).unwrap_err().to_string();
    assert_eq!(calendar, Calendar::default(), "a refused setting changes nothing");
    error
}

#[test]
fn a_setting_that_cannot_be_is_refused_with_what_would_do() {
    assert_eq!(
        refused("soon", Grade::Plain, "a while"),
        "`a while` is no size for `soon`; write it as 12 months"
    );
    assert_eq!(
        refused("soon", Grade::Lenient, "5 months"),
        "`5 months` is less than the plain size of `soon`; write at least 6 months"
    );
    assert_eq!(
        refused("counted time", Grade::Lenient, "3 days"),
        "`3 days` is no size for `counted time`; write it as 1 unit"
    );
    assert_eq!(
        refused("hemisphere", Grade::Plain, "west"),
        "`west` is no size for `hemisphere`; write it as northern or southern"
    );
    assert_eq!(
        refused("early month", Grade::Plain, "20 days"),
        "`20 days` leaves no days for a part; keep `early` shorter than `mid` and both inside the month"
    );
    assert_eq!(
        refused("mid year", Grade::Plain, "12 months"),
        "`12 months` leaves no days for a part; keep `early` shorter than `mid` and both inside the year"
    );
    assert_eq!(
        refused("first days", Grade::Plain, "0 days"),
        "`0 days` is no size for `first days`; write it as 15 days"
    );
    assert!(
        refused("sone", Grade::Plain, "1 day")
            .starts_with("`sone` is not a setting of dates; write one of appr")
    );
}

#[test]
fn a_plain_size_above_the_lenient_one_raises_both() {
    let mut calendar = Calendar::default();
    calendar.set("soon", Grade::Plain, "2 years").unwrap();
    assert!(calendar.entries().contains(&("soon", "24 months".to_owned(), "24 months".to_owned())));
}

#[test]
fn days_and_months_compare_by_the_shortest_and_the_longest_month() {
    for (plain, lenient, stands) in [
        ("28 days", "1 month", true),
        ("29 days", "1 month", false),
        ("1 month", "31 days", true),
        ("1 month", "30 days", false),
        ("4 weeks", "28 days", true),
        ("1 year", "12 months", true),
    ] {
        let mut calendar = Calendar::default();
        calendar.set("season", Grade::Plain, plain).unwrap();
        assert_eq!(calendar.set("season", Grade::Lenient, lenient).is_ok(), stands, "{plain}, {lenient}");
    }
}

#[test]
fn setting_a_default_again_leaves_the_default_policy() {
    let mut calendar = Calendar::default();
    calendar.set("soon", Grade::Plain, "1 month").unwrap();
    assert_ne!(calendar, Calendar::default());
    calendar.set("soon", Grade::Plain, "6 months").unwrap();
    assert_eq!(calendar, Calendar::default());
}

#[test]
fn in_the_south_spring_begins_in_september() {
    let mut south = Calendar::default();
    south.set("hemisphere", Grade::Plain, "southern").unwrap();
    for (text, span) in [
        ("2024-21", "2024-09-01/2024-11-30"),
        ("2024-22", "2024-12-01/2025-02-28"),
        ("2024-23", "2024-03-01/2024-05-31"),
        ("2024-24", "2024-06-01/2024-08-31"),
        ("2024-25", "2024-03-01/2024-05-31"),
    ] {
        let date: Date = text.parse().unwrap();
        assert_eq!(date.span(Grade::Plain, &south).to_string(), span, "{text}");
    }
}

#[test]
fn an_interval_that_only_the_south_turns_round_has_the_days_of_both_ends() {
    let mut south = Calendar::default();
    south.set("hemisphere", Grade::Plain, "southern").unwrap();
    let date: Date = "2025-21/2025-08".parse().unwrap();
    assert_eq!(date.span(Grade::Plain, &south).to_string(), "2025-08-01/2025-11-30");
    // Leniently the season begins in August and the ends would be in order; the plain days stay in.
    assert_eq!(date.span(Grade::Lenient, &south).to_string(), "2025-08-01/2025-12-31");
}

#[test]
fn plans_answer_each_other_for_a_month_and_zones_shift_by_a_day() {
    let calendar = Calendar::default();
    let said = Span::day("2025-01-31".parse().unwrap());
    assert_eq!(calendar.rival_plans(Grade::Plain, &said).to_string(), "2024-12-31/2025-02-28");
    assert_eq!(calendar.across_time_zones(Grade::Plain, &said), said);
    assert_eq!(calendar.across_time_zones(Grade::Lenient, &said).to_string(), "2025-01-30/2025-02-01");
}

/// Settings that people might make, good and bad.
pub(crate) fn settings() -> impl Strategy<Value = Vec<(&'static str, bool, String)>> {
    let keys: Vec<&'static str> = Key::ALL.into_iter().map(Key::name).chain(["hemisphere"]).collect();
    let text =
        prop_oneof!["[0-9]{1,3} (day|week|month|year)s?", "[0-9](/2)? units?", "(nor|sou)thern", "\\PC{0,9}"];
    proptest::collection::vec((proptest::sample::select(keys), any::<bool>(), text), 0..12)
}

pub(crate) fn policy(settings: &[(&'static str, bool, String)]) -> Calendar {
    let mut calendar = Calendar::default();
    for (key, lenient, text) in settings {
        let grade = if *lenient { Grade::Lenient } else { Grade::Plain };
        // Refused settings are part of what is tried.
        drop(calendar.set(key, grade, text));
    }
    calendar
}

proptest! {
    #[test]
    fn entries_read_back_to_the_same_policy(settings in settings()) {
        let calendar = policy(&settings);
        let mut copy = Calendar::default();
        // The cuts depend on each other, so a second round may be needed.
        for (key, plain, lenient) in calendar.entries().into_iter().chain(calendar.entries()) {
            drop(copy.set(key, Grade::Plain, &plain));
            drop(copy.set(key, Grade::Lenient, &lenient));
        }
        prop_assert_eq!(copy, calendar);
    }
}
