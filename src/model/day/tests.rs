use proptest::prelude::*;

use crate::Day;

#[track_caller]
fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[track_caller]
fn refused(text: &str) -> String {
    text.parse::<Day>().unwrap_err().to_string()
}

#[test]
fn a_day_that_no_calendar_has_is_answered_with_the_last_of_its_month() {
    assert_eq!(refused("2026-02-30"), "`2026-02-30` is not a day; write it as 2026-02-28");
    assert_eq!(refused("2024-02-30"), "`2024-02-30` is not a day; write it as 2024-02-29");
    assert_eq!(refused("1900-02-29"), "`1900-02-29` is not a day; write it as 1900-02-28");
    assert_eq!(refused("2025-04-31"), "`2025-04-31` is not a day; write it as 2025-04-30");
    assert_eq!(refused("2025-13-01"), "`2025-13-01` is not a day; write a month from 01 to 12");
    assert_eq!(refused("2025-00-01"), "`2025-00-01` is not a day; write a month from 01 to 12");
    assert_eq!(refused("2025-01-00"), "`2025-01-00` is not a day; days count from 01");
}

#[test]
fn only_the_full_shape_of_a_day_is_read() {
    let unshaped = [
        "",
        "2025-6-8",
        "2025-06-08 ",
        " 2025-06-08",
        "20250608",
        "2025-06",
        "2025-06-08-09",
        "25-06-08",
        "+2025-06-08",
        "02025-06-08",
        "-0000-01-01",
        "--2025-06-08",
        "2025-06-0八",
        "２０２５-06-08",
        "2025-+6-08",
    ];
    for text in unshaped {
        let expected =
            format!("`{text}` is not a day; write year, month and day with two dashes, as 2025-06-05");
        assert_eq!(refused(text), expected);
    }
}

#[test]
fn years_beyond_four_digits_are_written_with_their_sign() {
    for text in ["0000-01-01", "-0043-03-15", "+12025-01-01", "9999-12-31", "-262142-01-01", "+262141-12-31"]
    {
        assert_eq!(day(text).to_string(), text);
    }
    assert_eq!(
        refused("+999999-01-01"),
        "`+999999-01-01` lies too far away to count days; years from -262142 to 262141 can be used"
    );
}

#[test]
fn days_are_counted_from_1970() {
    for (text, number) in
        [("1970-01-01", 0), ("1969-12-31", -1), ("2000-03-01", 11_017), ("2025-06-05", 20_244)]
    {
        assert_eq!(day(text).number(), number);
    }
}

#[test]
fn months_end_where_the_shorter_month_ends() {
    for (from, months, to) in [
        ("2024-01-31", 1, "2024-02-29"),
        ("2025-01-31", 1, "2025-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", -48, "2020-02-29"),
        ("2025-03-31", -1, "2025-02-28"),
        ("2025-12-15", 1, "2026-01-15"),
        ("2025-01-15", -1, "2024-12-15"),
    ] {
        assert_eq!(day(from).plus_months(months), day(to), "{from} {months:+}");
    }
}

#[test]
fn counting_stops_at_the_ends_of_the_calendar() {
    let day = day("2025-06-05");
    for far in [day.plus(i64::MAX), day.plus_months(i32::MAX), Day::from_number(i32::MAX)] {
        assert_eq!(far, Day::latest());
    }
    for far in [day.plus(i64::MIN), day.plus_months(i32::MIN), Day::from_number(i32::MIN)] {
        assert_eq!(far, Day::earliest());
    }
    assert_eq!(Day::latest().plus(1), Day::latest());
    assert_eq!(Day::new(262_142, 1, 1), None);
}

#[test]
fn serde_makes_no_day_that_the_calendar_lacks() {
    assert_eq!(serde_json::to_string(&day("2025-06-05")).unwrap(), "\"2025-06-05\"");
    assert_eq!(serde_json::from_str::<Day>("\"2025-06-05\"").unwrap(), day("2025-06-05"));
    assert!(serde_json::from_str::<Day>("\"2025-02-29\"").is_err());
    assert!(serde_json::from_str::<Day>("20244").is_err());
}

proptest! {
    #[test]
    fn a_printed_day_reads_back_equal(number: i32) {
        let day = Day::from_number(number);
        prop_assert_eq!(day.to_string().parse::<Day>(), Ok(day));
        prop_assert_eq!(Day::new(day.year(), day.month(), day.day_of_month()), Some(day));
    }

    #[test]
    fn no_text_makes_reading_a_day_panic(text in "\\PC*|[-+0-9]{0,13}") {
        if let Ok(day) = text.parse::<Day>() {
            prop_assert_eq!(day.to_string(), text);
        }
    }

    #[test]
    fn days_forth_and_back_are_none(number in -90_000_000..90_000_000, days in -1_000_000..1_000_000_i64) {
        let day = Day::from_number(number);
        prop_assert_eq!(day.plus(days).plus(-days), day);
        prop_assert_eq!(day.plus(days).days_since(day), days);
    }
}
