use proptest::prelude::*;

use crate::model::dated::calendar_tests::{policy, settings};
use crate::model::dated::days_of_months;
use crate::{Calendar, Day, Duration, GapSense, Grade};

const SENSES: [GapSense; 4] = [GapSense::Term, GapSense::Anniversary, GapSense::Age, GapSense::About];

#[track_caller]
fn days(text: &str, sense: GapSense, plain: (i64, Option<i64>), lenient: (i64, Option<i64>)) {
    let duration: Duration = text.parse().unwrap();
    let read = |grade| duration.days(grade, sense, &Calendar::default());
    assert_eq!(read(Grade::Plain), (Some(plain.0), plain.1), "{text}, plain");
    assert_eq!(read(Grade::Lenient), (Some(lenient.0), lenient.1), "{text}, lenient");
}

#[track_caller]
fn term(text: &str, low: i64, high: i64) {
    days(text, GapSense::Term, (low, Some(high)), (low, Some(high)));
}

#[test]
fn a_term_has_every_number_of_days_that_its_months_can_have() {
    term("5 days", 5, 5);
    term("three weeks", 21, 21);
    term("1 month", 28, 31);
    term("2 months", 59, 62);
    term("12 months", 365, 366);
    term("a year", 365, 366);
    term("4 years", 1460, 1461);
    term("8 years", 2921, 2922);
    term("20 years", 7304, 7305);
    term("36 years", 13_148, 13_149);
    term("400 years", 146_097, 146_097);
    term("between 2 and 3 years", 730, 1096);
    term("2-3 years", 730, 1096);
    term("2 to 3 weeks", 14, 21);
    term("1,000 days", 1000, 1000);
    term("exactly 7 days", 7, 7);
}

#[test]
fn one_sided_words_have_one_end_and_a_twentieth_of_leniency() {
    let term = |text, plain, lenient| days(text, GapSense::Term, plain, lenient);
    term("at least 2 months", (59, None), (56, None));
    term("100 days or more", (100, None), (95, None));
    term("more than 5 days", (6, None), (4, None));
    term("at most 2 months", (0, Some(62)), (0, Some(66)));
    term("up to 10 days", (0, Some(10)), (0, Some(11)));
    term("less than 100 days", (0, Some(99)), (0, Some(105)));
    term("under 0 days", (0, Some(0)), (0, Some(0)));
}

#[test]
fn about_is_half_a_unit_and_leniently_a_whole_one() {
    let term = |text, plain, lenient| days(text, GapSense::Term, plain, lenient);
    term("about 3 weeks", (17, Some(25)), (14, Some(28)));
    term("roughly 5 days", (4, Some(6)), (4, Some(6)));
    term("~2 months", (43, Some(78)), (28, Some(93)));
    term("nearly 3 years", (912, Some(1279)), (729, Some(1462)));
    days("3 years", GapSense::About, (912, Some(1279)), (729, Some(1462)));
}

#[test]
fn an_anniversary_is_kept_within_a_month_of_its_day() {
    days("36 years", GapSense::Anniversary, (13_117, Some(13_180)), (13_117, Some(13_180)));
    days("0 years", GapSense::Anniversary, (0, Some(31)), (0, Some(31)));
}

#[test]
fn an_age_lasts_until_the_next_one() {
    days("36 years", GapSense::Age, (13_148, Some(13_514)), (13_148, Some(13_514)));
    days("1 year", GapSense::Age, (365, Some(730)), (365, Some(730)));
    days("under 18 years", GapSense::Age, (0, Some(6574)), (0, Some(6904)));
    // Eighteen years over 1900 have three leap days only.
    days("at least 18 years", GapSense::Age, (6573, None), (6244, None));
    days("3 weeks", GapSense::Age, (21, Some(27)), (21, Some(27)));
}

#[test]
fn a_duration_that_cannot_be_is_answered_with_what_to_write() {
    let refused = |text: &str| text.parse::<Duration>().unwrap_err().to_string();
    for text in [
        "",
        "years",
        "2",
        "1.5 years",
        "-3 days",
        "2 fortnights",
        "2000000 days",
        "1,00 days",
        "between 2 years",
    ] {
        assert_eq!(
            refused(text),
            format!(
                "`{text}` is not a duration; write a whole number of days, weeks, months or years, \
                 as `at least 2 months`"
            )
        );
    }
    assert_eq!(
        refused("between 3 and 2 years"),
        "`between 3 and 2 years` is not a duration; write the smaller number first"
    );
}

#[test]
fn the_days_of_months_are_those_that_the_calendar_shows() {
    for months in (0..=50).chain([119, 120, 480, 1199, 1200, 2399, 4799, 4800, 4801]) {
        let step = i32::try_from(months).unwrap();
        let lengths = (0..4800).map(|start| {
            let first = Day::new(2000, 1, 1).unwrap().plus_months(start);
            first.plus_months(step).days_since(first)
        });
        let seen = lengths.fold((i64::MAX, 0), |(low, high), days| (low.min(days), high.max(days)));
        assert_eq!(days_of_months(months), seen, "{months} months");
    }
}

proptest! {
    #[test]
    fn months_from_any_day_are_in_the_range_of_their_days(start in -1_000_000..1_000_000, months in 0..6000_u32) {
        let first = Day::from_number(start);
        let days = first.plus_months(months.try_into().unwrap()).days_since(first);
        let (low, high) = days_of_months(months);
        prop_assert!((low..=high).contains(&days), "{} + {}: {}", first, months, days);
    }

    #[test]
    fn the_lenient_range_contains_the_plain_one_under_any_policy(
        text in "((at (least|most)|more than|under|about|between [0-9] and) )?[0-9]{1,4} (day|week|month|year)s",
        settings in settings(),
    ) {
        let Ok(duration) = text.parse::<Duration>() else { return Ok(()) };
        prop_assert_eq!(duration.to_string().parse::<Duration>(), Ok(duration.clone()));
        let calendar = policy(&settings);
        for sense in SENSES {
            let (low, high) = duration.days(Grade::Plain, sense, &calendar);
            let (lower, higher) = duration.days(Grade::Lenient, sense, &calendar);
            prop_assert!(lower <= low && Some(0) <= lower);
            prop_assert!(higher.is_none_or(|higher| high.is_some_and(|high| high <= higher)));
            prop_assert!(high.is_none_or(|high| low <= Some(high)));
        }
    }

    #[test]
    fn no_text_makes_reading_a_duration_panic(text in "\\PC*|(about|between|~)? ?[0-9,a-z]{0,9} \\PC{0,9}") {
        if let Ok(duration) = text.parse::<Duration>() {
            prop_assert_eq!(duration.to_string(), text.trim());
        }
    }
}
