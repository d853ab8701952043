use proptest::prelude::*;

use crate::model::dated::calendar_tests::{policy, settings};
use crate::{Calendar, Date, Day, Grade, Granularity, Periods, Span};

#[track_caller]
fn date(text: &str) -> Date {
    text.parse().unwrap()
}

#[track_caller]
fn refused(text: &str) -> String {
    text.parse::<Date>().unwrap_err().to_string()
}

#[track_caller]
fn spans(text: &str, plain: &str, lenient: &str) {
    let (date, calendar) = (date(text), Calendar::default());
    assert_eq!(date.span(Grade::Plain, &calendar).to_string(), plain, "{text}, plain");
    assert_eq!(date.span(Grade::Lenient, &calendar).to_string(), lenient, "{text}, lenient");
}

#[track_caller]
fn exactly(text: &str, span: &str) {
    spans(text, span, span);
}

#[test]
fn exact_dates_are_the_same_in_both_grades() {
    exactly("2025", "2025-01-01/2025-12-31");
    exactly("2025-06", "2025-06-01/2025-06-30");
    exactly("2024-02", "2024-02-01/2024-02-29");
    exactly("1900-02", "1900-02-01/1900-02-28");
    exactly("2025-06-05", "2025-06-05");
    exactly("2024-02-29", "2024-02-29");
    exactly("0000", "0000-01-01/0000-12-31");
    exactly("-0043-03-15", "-0043-03-15");
    exactly("Y17000", "+17000-01-01/+17000-12-31");
    exactly("Y-17E3", "-17000-01-01/-17000-12-31");
    exactly("  2025-06  ", "2025-06-01/2025-06-30");
}

#[test]
fn intervals_run_from_the_first_day_of_one_end_to_the_last_of_the_other() {
    exactly("2025-06-05/2025-06-26", "2025-06-05/2025-06-26");
    exactly("2024-01/2024-09", "2024-01-01/2024-09-30");
    exactly("2023/2024-02", "2023-01-01/2024-02-29");
    exactly("2025-06/2025", "2025-06-01/2025-12-31");
    exactly("../2025-06", "../2025-06-30");
    exactly("2025-06/..", "2025-06-01/..");
    exactly("/2025", "../2025-12-31");
    exactly("2025/", "2025-01-01/..");
    exactly("2025-06-05 / 2025-06-26", "2025-06-05/2025-06-26");
    exactly("..2025-06/2025-08", "../2025-08-31");
    spans("2024~/2025", "2023-10-01/2025-12-31", "2022-12-31/2025-12-31");
    spans("2025?/2026", "2025-01-01/2026-12-31", "../2026-12-31");
}

#[test]
fn approximate_dates_widen_by_their_finest_marked_part() {
    spans("2025-06-05~", "2025-06-02/2025-06-08", "2025-05-26/2025-06-15");
    spans("2024-03-01~", "2024-02-27/2024-03-04", "2024-02-20/2024-03-11");
    spans("2025-01-01~", "2024-12-29/2025-01-04", "2024-12-22/2025-01-11");
    spans("2025-06~", "2025-05-17/2025-07-15", "2025-05-01/2025-07-31");
    spans("2025-01~", "2024-12-17/2025-02-15", "2024-12-01/2025-03-03");
    spans("2025~", "2024-10-01/2026-04-02", "2024-01-01/2027-01-01");
    spans("2025-06~-05", "2025-05-21/2025-06-20", "2025-05-05/2025-07-06");
    spans("2025~-06-05", "2025-03-05/2025-09-05", "2024-06-04/2026-06-06");
    spans("2025-06-~05", "2025-06-02/2025-06-08", "2025-05-26/2025-06-15");
    spans("2024-33~", "2023-11-16/2024-05-16", "2023-10-01/2024-07-01");
    spans("2024-21~", "2024-01-15/2024-07-16", "2023-10-30/2024-10-01");
}

#[test]
fn a_doubtful_date_is_as_written_plainly_and_any_date_leniently() {
    spans("2025?", "2025-01-01/2025-12-31", "../..");
    spans("2026-02?", "2026-02-01/2026-02-28", "../..");
    spans("2025-06%", "2025-05-17/2025-07-15", "../..");
    spans("?2025-06-05", "2025-06-05", "../..");
    spans("early 2026?", "2026-01-01/2026-04-30", "../..");
    let calendar = Calendar::default();
    let written = date("2025-06%").span_as_written(Grade::Lenient, &calendar);
    assert_eq!(written.to_string(), "2025-05-01/2025-07-31");
}

#[test]
fn seasons_are_meteorological_and_a_month_wider_leniently() {
    spans("2024-21", "2024-03-01/2024-05-31", "2024-01-30/2024-07-01");
    spans("2024-22", "2024-06-01/2024-08-31", "2024-05-01/2024-10-01");
    spans("2024-23", "2024-09-01/2024-11-30", "2024-08-01/2024-12-31");
    spans("2024-26", "2024-06-01/2024-08-31", "2024-05-01/2024-10-01");
    spans("2024-31", "2024-03-01/2024-05-31", "2024-01-30/2024-07-01");
    spans("202X-22", "2020-06-01/2029-08-31", "2020-05-01/2029-10-01");
}

#[test]
fn a_winter_takes_its_name_from_either_of_its_years_leniently() {
    spans("2024-24", "2024-12-01/2025-02-28", "2023-10-31/2025-03-31");
    spans("2023-28", "2023-12-01/2024-02-29", "2022-10-31/2024-03-31");
    spans("2024-30", "2024-12-01/2025-02-28", "2023-10-31/2025-03-31");
}

#[test]
fn quarters_thirds_and_halves_of_a_year_are_exact() {
    exactly("2024-33", "2024-01-01/2024-03-31");
    exactly("2024-34", "2024-04-01/2024-06-30");
    exactly("2024-35", "2024-07-01/2024-09-30");
    exactly("2024-36", "2024-10-01/2024-12-31");
    exactly("2024-37", "2024-01-01/2024-04-30");
    exactly("2024-38", "2024-05-01/2024-08-31");
    exactly("2024-39", "2024-09-01/2024-12-31");
    exactly("2024-40", "2024-01-01/2024-06-30");
    exactly("2024-41", "2024-07-01/2024-12-31");
}

#[test]
fn the_first_days_of_a_month_are_a_week_or_leniently_half_of_it() {
    spans("first days of 2025-01", "2025-01-01/2025-01-07", "2025-01-01/2025-01-15");
    spans("the first days of 2025", "2025-01-01/2025-01-07", "2025-01-01/2025-01-15");
    spans("First days of 2024-02", "2024-02-01/2024-02-07", "2024-02-01/2024-02-15");
}

#[test]
fn parts_of_a_month_are_thirds_and_five_days_wider_leniently() {
    spans("early 2025-01", "2025-01-01/2025-01-10", "2024-12-27/2025-01-15");
    spans("mid 2025-01", "2025-01-11/2025-01-20", "2025-01-06/2025-01-25");
    spans("late 2025-01", "2025-01-21/2025-01-31", "2025-01-16/2025-02-05");
    spans("late 2024-02", "2024-02-21/2024-02-29", "2024-02-16/2024-03-05");
    spans("mid-2025-01", "2025-01-11/2025-01-20", "2025-01-06/2025-01-25");
}

#[test]
fn parts_of_a_year_are_four_months_and_two_wider_leniently() {
    spans("early 2026", "2026-01-01/2026-04-30", "2025-11-01/2026-06-30");
    spans("mid 2026", "2026-05-01/2026-08-31", "2026-03-01/2026-10-31");
    spans("late 2026", "2026-09-01/2026-12-31", "2026-07-01/2027-02-28");
    spans("LATE 2027", "2027-09-01/2027-12-31", "2027-07-01/2028-02-29");
}

#[test]
fn unknown_digits_stand_for_every_digit_that_makes_a_day() {
    exactly("202X", "2020-01-01/2029-12-31");
    exactly("20XX", "2000-01-01/2099-12-31");
    exactly("2025-XX", "2025-01-01/2025-12-31");
    exactly("2025-1X", "2025-10-01/2025-12-31");
    exactly("2025-XX-XX", "2025-01-01/2025-12-31");
    exactly("2025-06-3X", "2025-06-30");
    exactly("2025-XX-31", "2025-01-31/2025-12-31");
    exactly("XXXX-06-05", "0000-06-05/9999-06-05");
    exactly("XXXX-02-29", "0000-02-29/9996-02-29");
    exactly("190X-02-29", "1904-02-29/1908-02-29");
}

#[test]
fn one_of_several_keeps_its_runs_apart() {
    let runs = |text: &str, grade| {
        let spans = date(text).spans(grade, &Calendar::default());
        spans.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(runs("[2022,2024]", Grade::Plain), "2022-01-01/2022-12-31 2024-01-01/2024-12-31");
    assert_eq!(runs("[2024, 2022]", Grade::Plain), "2022-01-01/2022-12-31 2024-01-01/2024-12-31");
    assert_eq!(runs("[2022,2023]", Grade::Plain), "2022-01-01/2023-12-31");
    assert_eq!(
        runs("[..1983,1985..1987,1990..]", Grade::Plain),
        "../1983-12-31 1985-01-01/1987-12-31 1990-01-01/.."
    );
    assert_eq!(runs("[2022,2025~]", Grade::Plain), "2022-01-01/2022-12-31 2024-10-01/2026-04-02");
    assert_eq!(runs("[2022,2025~]", Grade::Lenient), "2022-01-01/2022-12-31 2024-01-01/2027-01-01");
    assert_eq!(runs("2025-06", Grade::Plain), "2025-06-01/2025-06-30");
    exactly("[2022,2024]", "2022-01-01/2024-12-31");
}

#[test]
fn a_named_period_keeps_its_name_and_knows_its_days() {
    let mut periods = Periods::default();
    periods.declare("Iranian year 1404", date("2025-03-21/2026-03-20")).unwrap();
    periods.declare("the talks", date("2025-06~")).unwrap();
    let year = Date::read("Iranian  Year 1404", &periods).unwrap();
    assert_eq!(year.words(), "Iranian  Year 1404");
    assert_eq!(year.stated_period().unwrap().to_string(), "2025-03-21/2026-03-20");
    assert_eq!(year.granularity(), Granularity::Interval);
    assert!(Date::read("the talks", &periods).unwrap().approximate());
    assert_eq!(
        Date::read("Iranian year 1405", &periods).unwrap_err().to_string(),
        "`Iranian year 1405` is not a date; write a day as 2025-06-05, a month as 2025-06, \
         an interval as 2025-06/2025-09"
    );
}

#[test]
fn a_period_cannot_take_a_name_that_already_means_something() {
    let mut periods = Periods::default();
    periods.declare("fiscal year 2024", date("2023-10/2024-09")).unwrap();
    periods.declare("Fiscal Year 2024", date("2023-10/2024-09")).unwrap();
    let mut refused = |name: &str| periods.declare(name, date("2024")).unwrap_err().to_string();
    assert_eq!(
        refused("fiscal year 2024"),
        "`fiscal year 2024` cannot name a period; it already means 2023-10/2024-09; use another name"
    );
    assert_eq!(
        refused("2024"),
        "`2024` cannot name a period; write a name with letters that no date has, as `fiscal year 2024`"
    );
    assert_eq!(
        refused("early Friday"),
        "`early Friday` cannot name a period; these words have a meaning of their own; choose other ones"
    );
}

#[test]
fn only_definite_periods_are_stated() {
    for (text, span) in [
        ("2025", "2025-01-01/2025-12-31"),
        ("2024-02", "2024-02-01/2024-02-29"),
        ("2025-06-05", "2025-06-05"),
        ("2024-01/2024-09", "2024-01-01/2024-09-30"),
        ("2024-33", "2024-01-01/2024-03-31"),
        ("../2025-06", "../2025-06-30"),
        ("2025-06/..", "2025-06-01/.."),
    ] {
        assert_eq!(date(text).stated_period().unwrap().to_string(), span);
    }
    for vague in [
        "2025~",
        "2025?",
        "2025-06%",
        "202X",
        "2025-XX",
        "XXXX-06-05",
        "2024-21",
        "2024-25",
        "[2022,2024]",
        "/2025",
        "2025/",
        "2024~/2025",
        "early 2025",
        "first days of 2025-01",
    ] {
        assert_eq!(date(vague).stated_period(), None, "{vague}");
    }
}

#[test]
fn a_day_without_a_year_is_an_anniversary() {
    assert_eq!(date("XXXX-06-05").anniversary_of(), Some((6, 5)));
    for other in ["202X-06-05", "XXXX-06", "XXXX-06-0X", "2025-06-05", "XXXX"] {
        assert_eq!(date(other).anniversary_of(), None, "{other}");
    }
}

#[test]
fn the_period_before_is_of_the_same_granularity() {
    for (text, granularity, before) in [
        ("2023", Granularity::Year, Some("2022")),
        ("0000", Granularity::Year, Some("-0001")),
        ("2023~", Granularity::Year, Some("2022~")),
        ("2024-03", Granularity::Month, Some("2024-02")),
        ("2024-01", Granularity::Month, Some("2023-12")),
        ("2024-03?", Granularity::Month, Some("2024-02?")),
        ("2024-03-01", Granularity::Day, Some("2024-02-29")),
        ("2025-01-01", Granularity::Day, Some("2024-12-31")),
        ("2024-33", Granularity::Quarter, Some("2023-36")),
        ("2024-36", Granularity::Quarter, Some("2024-35")),
        ("2024-25", Granularity::Season, Some("2023-28")),
        ("2024-29", Granularity::Season, Some("2024-32")),
        ("2024-31", Granularity::Season, Some("2023-30")),
        ("2024-40", Granularity::PartOfYear, Some("2023-41")),
        ("2024-21", Granularity::Season, None),
        ("202X", Granularity::Decade, Some("201X")),
        ("200X", Granularity::Decade, Some("199X")),
        ("20XX", Granularity::Century, Some("19XX")),
        ("000X", Granularity::Decade, None),
        ("XXXX", Granularity::Century, None),
        ("2025-XX", Granularity::Month, None),
        ("2024/2025", Granularity::Interval, None),
        ("early 2025", Granularity::Interval, None),
        ("[2022,2024]", Granularity::Interval, None),
        ("Y-262142", Granularity::Year, None),
    ] {
        let date = date(text);
        assert_eq!(date.granularity(), granularity, "{text}");
        assert_eq!(date.previous().as_ref().map(Date::words), before, "{text}");
    }
}

#[test]
fn a_date_that_cannot_be_is_answered_with_what_to_write() {
    for (text, message) in [
        ("2026-02-30", "`2026-02-30` is not a day; write it as 2026-02-28"),
        ("2026-02-30~", "`2026-02-30` is not a day; write it as 2026-02-28"),
        ("2026-02-30/2026-03-01", "`2026-02-30` is not a day; write it as 2026-02-28"),
        ("2025/2024", "`2025/2024` ends before it begins; write the earlier one first"),
        ("2025-6-8", "`2025-6-8` is not a date; write it as 2025-06-08"),
        ("2025/06/05", "`2025/06/05` is not a date; write it as 2025-06-05"),
        ("5 June 2025", "`5 June 2025` is not a date; write it as 2025-06-05"),
        ("June 5, 2025", "`June 5, 2025` is not a date; write it as 2025-06-05"),
        ("Sept 2025", "`Sept 2025` is not a date; write it as 2025-09"),
        ("summer 2024", "`summer 2024` is not a date; write it as 2024-22"),
        ("Q3 2025", "`Q3 2025` is not a date; write it as 2025-35"),
        ("2020s", "`2020s` is not a date; write it as 202X"),
        ("last year", "`last year` is not a date; write the date that is meant, since no clock is read here"),
        (
            "2025-06-05T12:00:00Z",
            "`2025-06-05T12:00:00Z` is not a date; hours are not used; write it as 2025-06-05",
        ),
        ("1950S2", "`1950S2` is not a date; write digits that are not significant as X, as 19XX"),
        (
            "{2022,2023}",
            "`{2022,2023}` is not a date; write an interval as 2022/2023, or one of several as [2022,2023]",
        ),
        ("early 2025~", "`early 2025~` is not a date; the words are approximate already; leave out the `~`"),
        (
            "early 2025-01-05",
            "`early 2025-01-05` is not a date; write a year or a month after these words, as `early 2025-01`",
        ),
        (
            "Y170000002",
            "`Y170000002` lies too far away to count days; years from -262142 to 262141 can be used",
        ),
        (
            "",
            "`` is not a date; write a day as 2025-06-05, a month as 2025-06, an interval as 2025-06/2025-09",
        ),
    ] {
        assert_eq!(refused(text), message);
    }
}

#[test]
fn a_long_text_is_cut_in_the_message_and_stays_on_one_line() {
    let message = refused(&"ж\n".repeat(1_000_000));
    assert!(message.chars().count() < 200 && !message.contains('\n') && message.contains('…'));
}

/// One EDTF date, marked and masked here and there.
fn points() -> impl Strategy<Value = String> {
    prop_oneof![
        "(19|20)[0-9]{2}[?~%]?",
        "(19|20)[0-9]{2}[?~%]?-(0[1-9]|1[0-2])[?~%]?",
        "(19|20)[0-9]{2}[?~%]?-(0[1-9]|1[0-2])[?~%]?-(0[1-9]|1[0-9]|2[0-8])[?~%]?",
        "(19|20)[0-9]{2}-(2[1-9]|3[0-9]|4[01])[?~%]?",
        "[012X][0-9X]{3}-[01X][0-9X]-[0-3X][0-9X]",
        "[012X][0-9X]{3}(-[01X][0-9X])?[?~%]?",
        "-?[0-9]{4}",
        "Y-?[1-9][0-9]{4,5}",
    ]
}

pub(crate) fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => points(),
        2 => (points(), points()).prop_map(|(a, b)| format!("{a}/{b}")),
        1 => points().prop_map(|a| format!("../{a}")),
        1 => points().prop_map(|a| format!("{a}/")),
        1 => proptest::collection::vec(points(), 1..4).prop_map(|all| format!("[{}]", all.join(","))),
        1 => "(early|mid|late|first days of) (19|20)[0-9]{2}(-0[1-9])?[?]?",
    ]
}

/// A generated text that reads as a date.
pub(crate) fn dates() -> impl Strategy<Value = Date> {
    texts().prop_filter_map("not a date", |text| text.parse().ok())
}

proptest! {
    #[test]
    fn the_lenient_span_contains_the_plain_one_under_any_policy(date in dates(), settings in settings()) {
        let calendar = policy(&settings);
        let [plain, lenient] = [Grade::Plain, Grade::Lenient].map(|grade| date.span(grade, &calendar));
        prop_assert!(plain.within(&lenient), "{} {} {}", date, plain, lenient);
        let written = date.span_as_written(Grade::Lenient, &calendar);
        prop_assert!(plain.within(&written) && written.within(&lenient));
        let lenient = date.spans(Grade::Lenient, &calendar);
        for run in date.spans(Grade::Plain, &calendar) {
            prop_assert!(lenient.iter().any(|wider| run.within(wider)), "{} {}", date, run);
        }
    }

    #[test]
    fn runs_are_apart_in_order_and_fill_the_ends_of_the_span(date in dates(), grade in prop_oneof![Just(Grade::Plain), Just(Grade::Lenient)]) {
        let calendar = Calendar::default();
        let runs = date.spans(grade, &calendar);
        prop_assert!(runs.windows(2).all(|pair| pair[0].widened(1).precedes(&pair[1])));
        let hull = runs.iter().copied().reduce(|a, b| a.hull(&b));
        prop_assert_eq!(hull, Some(date.span(grade, &calendar)));
    }

    #[test]
    fn a_printed_date_reads_back_equal(date in dates()) {
        prop_assert_eq!(date.to_string().parse::<Date>(), Ok(date.clone()));
        let json = serde_json::to_string(&date).unwrap();
        prop_assert_eq!(serde_json::from_str::<Date>(&json).unwrap(), date);
    }

    #[test]
    fn the_period_before_ends_where_the_period_begins(date in dates()) {
        if let Some(before) = date.previous() {
            let calendar = Calendar::default();
            prop_assert_eq!(before.to_string().parse::<Date>().unwrap(), before.clone());
            prop_assert_eq!(before.granularity(), date.granularity());
            prop_assert_eq!((before.doubtful(), before.approximate()), (date.doubtful(), date.approximate()));
            if let Some((early, late)) = before.stated_period().zip(date.stated_period()) {
                prop_assert_eq!(early.last().unwrap().plus(1), late.first().unwrap());
            } else if !date.approximate() {
                let spans = [&before, &date].map(|date| date.span(Grade::Plain, &calendar));
                prop_assert!(spans[0].precedes(&spans[1]));
            }
        }
    }

    #[test]
    fn a_stated_period_is_what_both_grades_read(date in dates()) {
        if let Some(stated) = date.stated_period() {
            for grade in [Grade::Plain, Grade::Lenient] {
                prop_assert_eq!(date.span(grade, &Calendar::default()), stated);
            }
        }
    }

    /// A second implementation of the same standard: without marks, its bounds are our plain span.
    #[test]
    fn unmarked_dates_have_the_bounds_of_the_standard(text in texts()) {
        let edtf = edtf_core::Edtf::parse(&text);
        let Ok(date) = text.parse::<Date>() else { return Ok(()) };
        let Ok(edtf) = edtf else { return Ok(()) };
        if date.approximate() {
            return Ok(());
        }
        let day = |bound| match bound {
            edtf_core::Bound::Date(d) => {
                Day::new(d.year.try_into().unwrap(), d.month.into(), d.day.into())
            }
            edtf_core::Bound::NegativeInfinity
            | edtf_core::Bound::PositiveInfinity
            | edtf_core::Bound::Unknown => None,
        };
        let bounds = edtf.bounds();
        let expected = Span::new(day(bounds.earliest), day(bounds.latest)).unwrap();
        prop_assert_eq!(date.span(Grade::Plain, &Calendar::default()), expected, "{}", text);
    }

    #[test]
    fn no_text_makes_reading_a_date_panic(text in "\\PC*|[-0-9X?~%./,\\[\\]TYES ]{0,24}|(early|mid|first days of)[ -]\\PC{0,9}") {
        if let Ok(date) = text.parse::<Date>() {
            prop_assert_eq!(date.to_string(), text.trim());
            prop_assert!(date.span(Grade::Plain, &Calendar::default()).within(&Span::always()));
        }
    }

    #[test]
    fn a_broken_date_gives_one_line_of_advice(text in texts(), at in 0..12_usize, broken in "\\PC") {
        let mut letters: Vec<String> = text.chars().map(String::from).collect();
        let at = at.min(letters.len() - 1);
        letters[at] = broken;
        if let Err(error) = letters.concat().parse::<Date>() {
            let message = error.to_string();
            prop_assert!(message.starts_with('`') && !message.ends_with('.') && message.lines().count() == 1);
        }
    }
}
