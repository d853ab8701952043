use crate::model::{Grade, Hedges, Nature, Value};

#[track_caller]
fn read(text: &str) -> Value {
    match text.parse() {
        Ok(value) => value,
        Err(error) => panic!("{text}: {error}"),
    }
}

#[track_caller]
fn fault(text: &str) -> String {
    match text.parse::<Value>() {
        Ok(value) => panic!("{text} was read as {}", value.canonical()),
        Err(error) => error.to_string(),
    }
}

#[track_caller]
fn sets(text: &str, nature: Nature) -> (String, String) {
    let interval = |grade| read(text).interval(grade, nature, &Hedges::default()).to_string();
    (interval(Grade::Plain), interval(Grade::Lenient))
}

const ANY: Nature = Nature { non_negative: false, counts: false, percent: false };
const NON_NEGATIVE: Nature = Nature { non_negative: true, ..ANY };
const COUNT: Nature = Nature { non_negative: true, counts: true, percent: false };

#[test]
fn every_row_of_the_table_has_its_two_sets() {
    for (text, plain, lenient) in [
        ("8 billion", "[7500000000, 8500000000)", "[7500000000, 9000000000]"),
        ("8.0 billion", "[7950000000, 8050000000)", "[7950000000, 8100000000]"),
        ("1 billion", "[900000000, 1100000000)", "[800000000, 1200000000]"),
        ("50,000", "[45000, 55000)", "[45000, 60000]"),
        ("-50,000", "(-55000, -45000]", "[-60000, -45000]"),
        ("19,950,351.06", "[19950351.055, 19950351.065)", "[19950351.055, 19950351.07]"),
        ("0", "[-0.5, 0.5)", "[-0.5, 1]"),
        ("14.7%", "[14.65, 14.75)", "[14.65, 14.8]"),
        ("10%", "[9.5, 10.5)", "[9.5, 11]"),
        ("10", "[9, 11)", "[8, 12]"),
        ("about 10%", "[9, 11]", "[8, 12]"),
        ("about 85", "[84, 86]", "[83, 87]"),
        ("roughly $1.1 billion", "[1000000000, 1200000000]", "[900000000, 1300000000]"),
        ("about -5", "[-5.5, -4.5]", "[-6, -4]"),
        ("nearly $5 billion", "[4500000000, 5000000000)", "[4000000000, 5250000000]"),
        ("nearly 15%", "[14, 15)", "[13, 15.5]"),
        ("nearly -5", "(-5, -4.5]", "[-5.25, -4]"),
        ("just over 5", "(5, 5.5]", "[4.75, 6]"),
        ("just over -5", "[-5.5, -5)", "[-6, -4.75]"),
        ("more than 300,000", "(300000, 600000]", "(285000, ∞)"),
        ("more than 0", "(0, ∞)", "(0, ∞)"),
        ("more than -4", "(-4, ∞)", "(-4.2, ∞)"),
        ("less than 4", "(-∞, 4)", "(-∞, 4.2)"),
        ("less than -4", "(-∞, -4)", "(-∞, -3.8)"),
        ("at least 3 km²", "[3, ∞)", "[2.85, ∞)"),
        ("at most 30", "(-∞, 30]", "(-∞, 31.5]"),
        ("between 5 and 6", "[5, 6]", "[4.5, 6.6]"),
        ("between 15 and 16", "[15, 16]", "[14, 17]"),
        ("most", "(50, 100]", "[45, 100]"),
        ("dozens", "[24, 100)", "[12, 200]"),
        ("scores", "[40, 100)", "[20, 200]"),
        ("hundreds", "[200, 1000)", "[100, 2000]"),
        ("thousands", "[2000, 10000)", "[1000, 20000]"),
        ("several", "[3, 10)", "[1.5, 20]"),
        ("a few", "[3, 6)", "[1.5, 12]"),
        ("tens of thousands", "[20000, 100000)", "[10000, 200000]"),
        ("8.1 (decimals 1)", "[8.05, 8.15]", "[8.05, 8.15]"),
        ("8 million (decimals -6)", "[7500000, 8500000]", "[7500000, 8500000]"),
        ("8.1 (decimals INF)", "[8.1, 8.1]", "[8.1, 8.1]"),
        ("exactly 12.5", "[12.5, 12.5]", "[12.5, 12.5]"),
        ("[4.5, 5.0) bn USD", "[4500000000, 5000000000)", "[4500000000, 5000000000)"),
        ("half", "[45, 55)", "[40, 60]"),
        ("two thirds", "[60, 220/3)", "[160/3, 80]"),
    ] {
        assert_eq!(sets(text, ANY), (plain.to_owned(), lenient.to_owned()), "{text}");
    }
}

#[test]
fn what_is_never_below_zero_has_a_floor() {
    for (text, plain, lenient) in [
        ("less than 4", "[2, 4)", "[0, 4.2)"),
        ("at most 30", "[0, 30]", "[0, 31.5]"),
        ("less than 0", "(-∞, 0)", "(-∞, 0)"),
        ("at most 0", "[0, 0]", "[0, 0]"),
    ] {
        assert_eq!(sets(text, NON_NEGATIVE), (plain.to_owned(), lenient.to_owned()), "{text}");
    }
}

#[test]
fn counts_under_a_hundred_are_exact_unless_hedged() {
    for (text, plain, lenient) in [
        ("30 officials", "[30, 30]", "[30, 30]"),
        ("99", "[99, 99]", "[99, 99]"),
        ("two dozen officials", "[21.6, 26.4)", "[19.2, 28.8]"),
        ("100", "[90, 110)", "[80, 120]"),
        ("about 80", "[72, 88]", "[64, 96]"),
        ("as many as 30", "[0, 30]", "[0, 31.5]"),
        ("nearly 12", "[11, 12)", "[10, 12.5]"),
    ] {
        assert_eq!(sets(text, COUNT), (plain.to_owned(), lenient.to_owned()), "{text}");
    }
}

#[test]
fn a_measure_in_per_cent_counts_zeros_without_the_sign() {
    assert_eq!(sets("10", Nature { percent: true, ..ANY }).0, "[9.5, 10.5)");
}

#[test]
fn a_denial_of_a_one_sided_word_reaches_all_the_way() {
    for (text, denied) in [
        ("more than 5", "(5, ∞)"),
        ("less than 5", "(-∞, 5)"),
        ("at most 5", "(-∞, 5]"),
        ("nearly 5", "[4.5, 5)"),
        ("15", "[14.5, 15.5)"),
    ] {
        assert_eq!(
            read(text).denied_interval(NON_NEGATIVE, &Hedges::default()).to_string(),
            denied,
            "{text}"
        );
    }
}

#[test]
fn truncation_widens_away_from_zero_only() {
    let mut hedges = Hedges::default();
    hedges.set("rounding", Grade::Plain, "truncation").unwrap();
    let plain = |text: &str| read(text).interval(Grade::Plain, ANY, &hedges).to_string();
    assert_eq!(plain("15"), "[15, 16)");
    assert_eq!(plain("-15"), "(-16, -15]");
    assert_eq!(plain("8.1 (decimals 1)"), "[8.1, 8.2)");
    assert_eq!(plain("-8.1 (decimals 1)"), "(-8.2, -8.1]");
    assert_eq!(plain("0 (decimals 1)"), "(-0.1, 0.1)");
}

const UNDERSTOOD: &[(&str, &str)] = &[
    ("$8 billion", "8 billion USD"),
    ("USD 1.1bn", "1.1 billion USD"),
    ("USD1.1bn", "1.1 billion USD"),
    ("1.1 bn USD", "1.1 billion USD"),
    ("US$ 5m", "5 million USD"),
    ("€1.6 million", "1.6 million EUR"),
    ("£5k", "5 thousand GBP"),
    ("$1.9 trillion", "1.9 trillion USD"),
    ("$2T", "2 trillion USD"),
    ("5 million dollars", "5 million USD"),
    ("$5 million USD", "5 million USD"),
    ("-$2bn", "-2 billion USD"),
    ("$-2bn", "-2 billion USD"),
    ("\u{2212}2.5", "-2.5"),
    ("–5%", "-5%"),
    ("14.7%", "14.7%"),
    ("14.7 percent", "14.7%"),
    ("14.7 per cent", "14.7%"),
    ("1.1 pp", "1.1 pp"),
    ("1.1 percentage points", "1.1 pp"),
    ("50,000 hectares", "50000 ha"),
    ("50 000 ha", "50000 ha"),
    ("50\u{2009}000 ha", "50000 ha"),
    ("1 234 567", "1234567"),
    ("5 m", "5 m"),
    ("5m tonnes", "5 million t"),
    ("5 million m³", "5 million m3"),
    ("3 bcm", "3 bcm"),
    ("$70 a barrel", "70 USD/barrel"),
    ("$70 per barrel", "70 USD/barrel"),
    ("5 million barrels per day", "5 million barrel/day"),
    ("between 5 and 6 million", "between 5 million and 6 million"),
    ("between 500,000 and 1 million", "between 500000 and 1 million"),
    ("between -5 and -3", "between -5 and -3"),
    ("-5 to -3%", "between -5 and -3%"),
    ("$5m-$6m", "between 5 million and 6 million USD"),
    ("10%-15%", "between 10 and 15%"),
    ("between $5 and $6 million", "between 5 million and 6 million USD"),
    ("5 to 6 percent", "between 5 and 6%"),
    ("5–6%", "between 5 and 6%"),
    ("5-6%", "between 5 and 6%"),
    ("5% to 6%", "between 5 and 6%"),
    ("$5–6bn", "between 5 billion and 6 billion USD"),
    ("from 5 to 6 km", "between 5 and 6 km"),
    ("about 5 to 6 million", "about 5 million to 6 million"),
    ("between a quarter and a third", "between 1/4 and 1/3"),
    ("[4.5, 5.0) bn USD", "[4500000000, 5000000000) USD"),
    ("$[4,500, 5,000]", "[4500, 5000] USD"),
    ("(.., 5]%", "(-∞, 5]%"),
    ("[1/3; 2/3]", "[1/3, 2/3]"),
    ("(1.07,1.09)", "(1.07, 1.09)"),
    ("more than 300,000", "more than 300000"),
    (">5%", "more than 5%"),
    ("≥ 5", "at least 5"),
    ("two thirds", "2/3"),
    ("two-thirds", "2/3"),
    ("a quarter", "1/4"),
    ("half", "1/2"),
    ("half a million", "1/2 million"),
    ("a quarter of a million dollars", "1/4 million USD"),
    ("two and a half million", "5/2 million"),
    ("1½ km", "3/2 km"),
    ("½", "1/2"),
    ("one in five", "1/5"),
    ("2 out of 3", "2/3"),
    ("more than half", "more than 1/2"),
    ("dozens", "dozens"),
    ("hundreds of officials", "hundreds of officials"),
    ("tens of thousands of people", "tens of thousand of person"),
    ("several million dollars", "several million USD"),
    ("a few hundred officials", "a few hundred officials"),
    ("about 80", "about 80"),
    ("~80", "about 80"),
    ("c. 80", "about 80"),
    ("80 or so", "about 80"),
    ("as many as 30", "at most 30"),
    ("100 or more", "at least 100"),
    ("100 officials or more", "at least 100 officials"),
    ("100+ officials", "at least 100 officials"),
    ("no fewer than 7", "at least 7"),
    ("at least 3 km²", "at least 3 km2"),
    ("most", "most"),
    ("the bulk of", "most"),
    ("exactly 12", "exactly 12"),
    ("twelve", "12"),
    ("Twenty-five people", "25 person"),
    ("a dozen", "1 dozen"),
    ("two dozen officials", "2 dozen officials"),
    ("a million", "1 million"),
    ("between a half and 60%", "between 1/2 hundred and 60%"),
    ("between 1/2 and 3/4 km", "between 1/2 and 3/4 km"),
    ("five hundred thousand", "5 hundred thousand"),
    ("3 lakh", "3 hundred thousand"),
    ("2 crore", "2 crore"),
    ("1.5e3", "1.5 thousand"),
    ("1e-4 km", "1e-4 km"),
    ("8.00", "8.00"),
    ("8.1 USD (decimals 1)", "8.1 USD (decimals 1)"),
];

#[test]
fn what_people_write_is_understood() {
    for &(text, canonical) in UNDERSTOOD {
        let value = read(text);
        assert_eq!(value.canonical(), canonical, "{text}");
        assert_eq!(value.to_string(), text.trim());
        assert_eq!(read(canonical), value, "{text}");
    }
}

#[test]
fn what_can_be_read_in_two_ways_is_refused_with_what_to_write() {
    for (text, message) in [
        (
            "1.234,5",
            "`1.234,5` can be read in two ways; write it as `1,234.5`, with a comma between thousands and one point",
        ),
        ("1,5", "`1,5` can be read in two ways; write `1.5` for a decimal and `1,500` for thousands"),
        (
            "12,34,567",
            "`12,34,567` can be read in two ways; write `1.5` for a decimal and `1,500` for thousands",
        ),
        ("5m", "a number before `m` can be metres or millions; write `metres` or `million`"),
        ("5m or more", "a number before `m` can be metres or millions; write `metres` or `million`"),
        ("", "a value is missing; write one such as `$5 billion`"),
        ("lots", "`lots` is no number; write digits, such as `5 billion`, `14.7%` or `between 5 and 6`"),
        ("between 6 and 5", "the range from `6` to `5` is reversed; write the smaller number first"),
        ("[6, 5]", "the interval from `6` to `5` is reversed; write `[5, 6]`"),
        ("[5, 5)", "the interval from `5` to itself is empty; write `[5, 5]` for the number alone"),
        ("[5]", "`[5]` is no interval; write it as `[4.5, 5) bn USD`"),
        ("nearly about 5", "`nearly about 5` has two hedges; keep the one that counts"),
        ("at least 5 or so", "`at least 5 or so` has two hedges; keep the one that counts"),
        ("nearly dozens", "`nearly dozens` hedges a word without a figure; write `dozens` alone"),
        ("$5 million EUR", "`$5 million EUR` has two units, `$` and `EUR`; write one"),
        ("half of exports", "`of exports` is no unit; leave `exports` to the claim's other fields"),
        ("5+ million", "`million` stands apart from its number; write it as `5 million`"),
        ("between 5", "a range needs two figures; write `between 5 and 6 million`"),
        ("1e99", "`e99` is too far from one; write at most `e40`"),
        ("5 (decimals x)", "`x` is no number of decimals; write `INF` or a whole number"),
        ("5 (decimals 101)", "`101` decimals are too many; write at most 100"),
        ("2/0", "`2/0` is no fraction; write it as `2/3`"),
    ] {
        assert_eq!(fault(text), message, "{text}");
    }
}

#[test]
fn numbers_of_too_many_digits_are_refused_and_never_rounded() {
    let digits = "1234567890123456789012345678";
    assert_eq!(read(digits).figure().map(|number| number.to_string()).as_deref(), Some(digits));
    let message = fault("1234567890123456789012345678901234567890");
    assert!(
        message
            .ends_with("has more than 28 digits; write fewer, with a word such as `billion` for the scale")
    );
    assert!(fault("0.12345678901234567890123456789").contains("more than 28 digits"));
}

#[test]
fn one_figure_is_recognised_under_any_hedge_and_spelling() {
    assert!(read("$4 billion").same_figure(&read("more than USD 4,000 million")));
    assert!(!read("$4 billion").same_figure(&read("4 billion")));
    assert!(!read("$4 billion").same_figure(&read("$4.1 billion")));
    assert!(read("5 official").same_figure(&read("exactly 5 officials")));
    assert!(read("dozens").same_figure(&read("dozens")));
    assert_ne!(read("8 billion"), read("8.0 billion"));
}

#[test]
fn serde_reads_by_the_notation_and_writes_the_words() {
    let value: Value = serde_json::from_str("\"nearly $5 billion\"").unwrap();
    assert_eq!(serde_json::to_string(&value).unwrap(), "\"nearly $5 billion\"");
    assert!(serde_json::from_str::<Value>("\"1.234,5\"").is_err());
    assert!(serde_json::from_str::<Value>("5.5").is_err());
}

const ODD: &[&str] = &[
    "[",
    "]",
    "(",
    "()",
    "[,]",
    "$",
    "USD",
    "-",
    "–",
    "+",
    "~",
    "½½",
    "5 e",
    "5e",
    "e5",
    "١٢",
    "５",
    "1\u{301}",
    "[1,2",
    "[∞, -∞]",
    "between and",
    "a",
    "the",
    "of",
    "%",
    "5%%",
    "5 %-6",
    "5//3",
    "5 to",
    "to 5",
    ",5",
    ".5",
    "5.",
    "5,",
    "5 000 00",
    "\u{0}",
    "[1e9, 2e9] (decimals 3)",
    "(decimals 3)",
    "5 (decimals",
    "𝟓 billion",
];

#[test]
fn odd_texts_are_answered_without_a_panic() {
    for text in ODD {
        if let Ok(value) = text.parse::<Value>() {
            assert_eq!(
                value.canonical().parse::<Value>().as_ref(),
                Ok(&value),
                "{text}: {}",
                value.canonical()
            );
        }
    }
}
