use proptest::prelude::*;

use crate::model::dated::calendar_tests::{policy, settings};
use crate::notation::date::tests::{dates, texts};
use crate::{Calendar, Date, Day, Grade, Periods, Span, When};

#[track_caller]
fn when(text: &str) -> When {
    text.parse().unwrap()
}

#[track_caller]
fn span(text: &str) -> Span {
    text.parse::<Date>().unwrap().stated_period().unwrap()
}

/// Text, saying, then plain and lenient days when told as a fact.
#[track_caller]
fn fact(text: &str, said: &str, plain: &str, lenient: &str) {
    let (when, said, calendar) = (when(text), span(said), Calendar::default());
    assert_eq!(when.span(Grade::Plain, &said, &calendar).to_string(), plain, "{text}, plain");
    assert_eq!(when.span(Grade::Lenient, &said, &calendar).to_string(), lenient, "{text}, lenient");
}

#[track_caller]
fn plan(text: &str, said: &str, plain: &str, lenient: &str) {
    let (when, said, calendar) = (when(text), span(said), Calendar::default());
    assert_eq!(when.plan_span(Grade::Plain, &said, &calendar).to_string(), plain, "{text}, plain");
    assert_eq!(when.plan_span(Grade::Lenient, &said, &calendar).to_string(), lenient, "{text}, lenient");
}

#[test]
fn soon_is_half_a_year_and_leniently_a_whole_one_from_the_saying() {
    fact("soon", "2025-01-10", "2025-01-10/2025-07-10", "2025-01-10/2026-01-10");
    fact("Soon", "2025-08-31", "2025-08-31/2026-02-28", "2025-08-31/2026-08-31");
    fact("soon", "2025-06", "2025-06-01/2025-12-30", "2025-06-01/2026-06-30");
    fact("soon", "../2025-06-30", "../2025-12-30", "../2026-06-30");
    plan("soon", "2025-01-10", "2025-01-10/2025-07-10", "2025-01-10/2026-01-10");
}

#[test]
fn by_a_date_is_any_time_before_for_a_fact_and_after_the_saying_for_a_plan() {
    fact("by 2025-01-19", "2025-01-10", "../2025-01-19", "../2025-01-19");
    plan("by 2025-01-19", "2025-01-10", "2025-01-10/2025-01-19", "2025-01-10/2025-01-19");
    plan("by 2025", "2025-01-10", "2025-01-10/2025-12-31", "2025-01-10/2025-12-31");
    plan("by 2025-06~", "2025-01-10", "2025-01-10/2025-07-15", "2025-01-10/2025-07-31");
    plan("by late 2025", "2025-01-10", "2025-01-10/2025-12-31", "2025-01-10/2026-02-28");
    plan("by 2025-06?", "2025-01-10", "2025-01-10/2025-06-30", "2025-01-10/..");
}

#[test]
fn a_plan_told_after_its_deadline_has_no_beginning() {
    plan("by 2025-01-19", "2025-02", "../2025-01-19", "../2025-01-19");
    // It may have been told in time: plainly it was, leniently it need not have been.
    plan("by 2025-01-19", "2025-01", "2025-01-01/2025-01-19", "../2025-01-19");
    plan("by 2025-01-19", "2024/..", "2024-01-01/2025-01-19", "../2025-01-19");
}

#[test]
fn counted_time_gives_half_a_unit_and_leniently_a_whole_one() {
    fact("in 3 years", "2025-01-10", "2027-07-11/2028-07-11", "2027-01-09/2029-01-10");
    fact("in two months", "2024-12-31", "2025-02-12/2025-03-16", "2025-01-28/2025-03-31");
    fact("in 10 days", "2025-01-10", "2025-01-19/2025-01-21", "2025-01-19/2025-01-21");
    fact("in a week", "2025-01-10", "2025-01-13/2025-01-21", "2025-01-10/2025-01-24");
    fact("in 1 month", "2025-06", "2025-06-15/2025-08-15", "2025-05-31/2025-08-30");
    fact("2 weeks ago", "2025-01-15", "2024-12-28/2025-01-05", "2024-12-25/2025-01-08");
    fact("in 3 years", "../2025-01-10", "../2028-07-11", "../2029-01-10");
}

#[test]
fn a_date_is_itself_whenever_it_was_said() {
    fact("2025-01-17", "2025-06", "2025-01-17", "2025-01-17");
    plan("mid 2025-01", "2025-06", "2025-01-11/2025-01-20", "2025-01-06/2025-01-25");
    assert_eq!(when("2025-01-17").date().map(Date::words), Some("2025-01-17"));
    assert_eq!(when("by 2025?").deadline().map(Date::words), Some("2025?"));
    assert_eq!(when("by 2025?").date(), None);
    assert!(when("by 2025?").doubtful() && !when("soon").doubtful());
    assert!(when("soon").counts_from_saying() && !when("by 2025").counts_from_saying());
}

#[test]
fn a_named_period_of_the_set_can_be_a_deadline() {
    let mut periods = Periods::default();
    periods.declare("Iranian year 1404", "2025-03-21/2026-03-20".parse().unwrap()).unwrap();
    let by = When::read("by Iranian year 1404", &periods).unwrap();
    let said = span("2025-06-05");
    assert_eq!(by.plan_span(Grade::Plain, &said, &Calendar::default()).to_string(), "2025-06-05/2026-03-20");
}

#[test]
fn what_does_not_say_when_is_answered_with_what_to_write() {
    for (text, message) in [
        (
            "presently",
            "`presently` does not say when; write a date as 2025-06-05, or `soon`, `by 2025-06-05`, `in 3 years`",
        ),
        ("in a while", "`in a while` does not say when; count days, weeks, months or years, as `in 3 years`"),
        ("long ago", "`long ago` does not say when; count days, weeks, months or years, as `in 3 years`"),
        ("in 2025", "`in 2025` does not say when; write the date alone, as 2025"),
        ("on 2025-01-17", "`on 2025-01-17` does not say when; write the date alone, as 2025-01-17"),
        ("by 2026-02-30", "`2026-02-30` is not a day; write it as 2026-02-28"),
        ("17 January 2025", "`17 January 2025` is not a date; write it as 2025-01-17"),
    ] {
        assert_eq!(text.parse::<When>().unwrap_err().to_string(), message);
    }
}

fn whens() -> impl Strategy<Value = When> {
    let text = prop_oneof![
        2 => texts(),
        2 => texts().prop_map(|text| format!("by {text}")),
        1 => Just("soon".to_owned()),
        2 => "(in [0-9]{1,3} (day|week|month|year)s)|[0-9]{1,3} (day|week|month|year)s ago",
    ];
    text.prop_filter_map("does not say when", |text| text.parse().ok())
}

proptest! {
    #[test]
    fn the_lenient_days_contain_the_plain_ones_even_if_the_saying_is_wider(
        when in whens(), said in dates(), settings in settings(),
    ) {
        let calendar = policy(&settings);
        let sayings = [Grade::Plain, Grade::Lenient].map(|grade| said.span(grade, &calendar));
        for (plain_said, lenient_said) in [(sayings[0], sayings[0]), (sayings[0], sayings[1])] {
            let fact = when.span(Grade::Plain, &plain_said, &calendar);
            prop_assert!(fact.within(&when.span(Grade::Lenient, &lenient_said, &calendar)), "{} said {}", when, said);
            let plan = when.plan_span(Grade::Plain, &plain_said, &calendar);
            prop_assert!(plan.within(&when.plan_span(Grade::Lenient, &lenient_said, &calendar)), "{} said {}", when, said);
            prop_assert!(plan.within(&fact));
        }
    }

    #[test]
    fn printed_words_read_back_equal(when in whens()) {
        prop_assert_eq!(when.to_string().parse::<When>(), Ok(when.clone()));
        let json = serde_json::to_string(&when).unwrap();
        prop_assert_eq!(serde_json::from_str::<When>(&json).unwrap(), when);
    }

    #[test]
    fn no_text_makes_reading_when_panic(text in "\\PC*|(in|by|on|soon) ?\\PC{0,12}|\\PC{0,6} ago") {
        if let Ok(when) = text.parse::<When>() {
            prop_assert_eq!(when.to_string(), text.trim());
            let said = Span::day(Day::from_number(20_000));
            prop_assert!(when.plan_span(Grade::Lenient, &said, &Calendar::default()).within(&Span::always()));
        }
    }
}
