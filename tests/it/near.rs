//! The third grade: what is worth a look, and what is as near as can be and is not.

use gainsay::{
    Among, Attribute, Cell, Checker, Claim, ClaimSet, ClaimSetBuilder, Date, EventStage, Measure, NearRule,
    Rank, Recurrence, Report, Source, Stance, Statement, Time, UnitEntry,
};

/// What every set here declares.
fn declared() -> ClaimSetBuilder {
    let published = |id: &str, publisher: &str| Source::new(id, publisher).published(date("2024-06-30"));
    let person = UnitEntry { is: None, counts: true };
    let near = vec![vec!["plane crash".to_owned(), "helicopter crash".to_owned()]];
    ClaimSet::builder()
        .source(published("gazette", "Example Gazette"))
        .source(published("herald", "Example Herald"))
        .source(published("agency", "Example Agency").quoted_from("gazette"))
        .unit("person", person)
        .measure("trade", Measure::flow("USD").additive().non_negative())
        .measure("inflation", Measure::average("%"))
        .measure("investment", Measure::running_total("USD").ladder("funding").additive().non_negative())
        .measure("contracts", Measure::running_total("USD").additive().non_negative())
        .measure("length", Measure::constant("km").additive().non_negative())
        .measure("length of track", Measure::constant("km").additive().non_negative())
        .measure("height", Measure::constant("m"))
        .measure("staff", Measure::level("person"))
        .attribute("cause", Attribute { near, ..Attribute::default() })
        .event("the visit", Recurrence::Recurs)
        .includes("hydrocarbons", "gas")
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

#[track_caller]
fn amount(id: &str, source: &str, cell: Cell, value: &str) -> Claim {
    Claim::amount(id, source, cell, value.parse().unwrap())
}

/// Two amounts, by the Gazette and by the Herald.
#[track_caller]
fn two(a: (Cell, &str), b: (Cell, &str)) -> Vec<Claim> {
    vec![amount("a", "gazette", a.0, a.1), amount("b", "herald", b.0, b.1)]
}

fn trade(period: &str) -> Cell {
    Cell::new("Exampleland", "trade").of(date(period))
}

fn gas(period: &str) -> Cell {
    trade(period).scope("sector", "gas")
}

fn investment(stage: &str) -> Cell {
    Cell::new("Exampleland", "investment").stage(stage)
}

fn of(subject: &str, measure: &str) -> Cell {
    Cell::new(subject, measure)
}

fn rank(id: &str, source: &str, cell: Cell, rank: Rank) -> Claim {
    let among = Some(Among::Name("the world".to_owned()));
    Claim::new(id, source, Statement::Rank { cell, rank, among })
}

fn state(id: &str, source: &str, subject: &str, is: &str, day: &str) -> Claim {
    let (subject, attribute) = (subject.to_owned(), "cause".to_owned());
    let time = Some(Time::Of(date(day)));
    Claim::new(id, source, Statement::State { subject, attribute, is: vec![is.to_owned()], time })
}

fn event(id: &str, source: &str, event: &str, stage: EventStage, when: &str) -> Claim {
    let (event, when) = (event.to_owned(), Some(when.parse().unwrap()));
    Claim::new(id, source, Statement::Event { event, stage, when })
}

fn check(claims: Vec<Claim>) -> Report {
    let set = claims.into_iter().fold(declared(), ClaimSetBuilder::claim).build().unwrap();
    Checker::new().check(&set)
}

/// One rule for each row of claims, or none; and no finding beside it.
#[track_caller]
fn table(rows: Vec<(&str, Option<NearRule>, Vec<Claim>)>) {
    for (row, expected, claims) in rows {
        let report = check(claims);
        let nears: Vec<NearRule> = report.near_misses.iter().map(|near| near.rule).collect();
        assert_eq!(nears, expected.into_iter().collect::<Vec<_>>(), "{row}: {:?}", report.near_misses);
        assert_eq!(report.counts.near_misses, nears.len(), "{row}");
        assert!(report.findings.is_empty(), "{row}: {:?}", report.findings);
        assert!(report.near_misses.iter().all(|near| near.claims == ["a", "b"]), "{row}");
    }
}

#[test]
fn one_scope_would_make_them_clash() {
    let oil = || trade("2023").scope("sector", "oil");
    let whole = || trade("2023").scope("sector", "*");
    table(vec![
        (
            "two sectors",
            Some(NearRule::NearScope),
            two((gas("2023"), "$5.0 billion"), (oil(), "$1.1 billion")),
        ),
        ("agree", None, two((gas("2023"), "$5.0 billion"), (oil(), "nearly $5.1 billion"))),
        ("two years as well", None, two((gas("2022"), "$5.0 billion"), (oil(), "$1.1 billion"))),
        ("a part of the whole", None, two((gas("2023"), "$1.1 billion"), (whole(), "$5.0 billion"))),
        (
            "side by side in one document",
            None,
            vec![
                amount("a", "gazette", gas("2023"), "$5.0 billion"),
                amount("b", "gazette", oil(), "$1.1 billion"),
            ],
        ),
        (
            "denied",
            None,
            vec![
                amount("a", "gazette", gas("2023"), "$5.0 billion"),
                amount("b", "herald", oil(), "$1.1 billion").stance(Stance::Denies),
            ],
        ),
    ]);
}

#[test]
fn one_basis_would_make_them_clash() {
    let prices = |year: &str, period: &str| trade(period).basis("prices", year);
    table(vec![
        (
            "two price bases",
            Some(NearRule::NearBasis),
            two((prices("2015", "2023"), "$5.0 billion"), (prices("2020", "2023"), "$6.0 billion")),
        ),
        (
            "agree",
            None,
            two((prices("2015", "2023"), "$5.0 billion"), (prices("2020", "2023"), "about $5 billion")),
        ),
        (
            "a scope as well",
            None,
            two(
                (prices("2015", "2023").scope("sector", "gas"), "$5.0 billion"),
                (prices("2020", "2023").scope("sector", "oil"), "$6.0 billion"),
            ),
        ),
    ]);
}

#[test]
fn one_unit_would_make_them_clash() {
    table(vec![
        (
            "two currencies",
            Some(NearRule::NearUnit),
            two((trade("2023"), "€65.4 billion"), (trade("2023"), "$80 billion")),
        ),
        ("like figures", None, two((trade("2023"), "€65.4 billion"), (trade("2023"), "$65 billion"))),
        (
            "beyond ten times each other nobody takes them for one unit",
            None,
            two((trade("2023"), "€65.4 billion"), (trade("2023"), "$6 billion")),
        ),
        ("two years as well", None, two((trade("2022"), "€65.4 billion"), (trade("2023"), "$80 billion"))),
    ]);
}

#[test]
fn one_time_would_make_them_clash() {
    let inflation = |period: &str| of("Exampleland", "inflation").of(date(period));
    let staff = |day: &str| of("Example Works", "staff").as_of(date(day));
    table(vec![
        (
            "fiscal and calendar year",
            Some(NearRule::NearPeriod),
            two((trade("2022-10/2023-09"), "$383 billion"), (trade("2023"), "$412 billion")),
        ),
        (
            "agree",
            None,
            two((trade("2022-10/2023-09"), "$383 billion"), (trade("2023"), "about $383 billion")),
        ),
        (
            "a quarter in common",
            None,
            two((trade("2022-04/2023-03"), "$383 billion"), (trade("2023"), "$412 billion")),
        ),
        (
            "a part of a year",
            None,
            two((trade("2023-01/2023-09"), "$3.3 billion"), (trade("2023"), "$5 billion")),
        ),
        ("two years", None, two((trade("2022"), "$3.3 billion"), (trade("2023"), "$5 billion"))),
        (
            "a mean of nine months and of the year",
            Some(NearRule::NearPeriod),
            two((inflation("2023-01/2023-09"), "14.7%"), (inflation("2023"), "12.1%")),
        ),
        (
            "a level of nearly one year",
            Some(NearRule::NearPeriod),
            two((staff("2023"), "1,200 person"), (staff("2023-02/2024-01"), "1,900 person")),
        ),
        (
            "a level a year later",
            None,
            two((staff("2023"), "1,200 person"), (staff("2024-01"), "1,900 person")),
        ),
    ]);
}

#[test]
fn one_stage_would_make_them_clash() {
    let on = |stage: &str| investment(stage).as_of(date("2024-06-30"));
    table(vec![
        (
            "more paid than planned",
            Some(NearRule::NearStage),
            two((on("planned"), "$3 billion"), (on("paid"), "$5 billion")),
        ),
        ("less paid than planned", None, two((on("planned"), "$8 billion"), (on("paid"), "$1.1 billion"))),
        ("about as planned", None, two((on("planned"), "$3 billion"), (on("paid"), "$3.1 billion"))),
    ]);
}

#[test]
fn one_name_for_the_measure_would_make_them_clash() {
    let line = |measure: &str| of("Example line", measure);
    table(vec![
        (
            "a word more",
            Some(NearRule::NearMeasure),
            two((line("length"), "162 km"), (line("length of track"), "171 km")),
        ),
        ("agree", None, two((line("length"), "162 km"), (line("length of track"), "162 km"))),
        ("nothing alike", None, two((line("length"), "162 km"), (line("height"), "171 m"))),
        (
            "told apart in one document",
            None,
            vec![
                amount("a", "gazette", line("length"), "162 km"),
                amount("b", "gazette", line("length of track"), "171 km"),
            ],
        ),
    ]);
}

#[test]
fn one_spelling_would_make_them_clash() {
    use EventStage::{Happened, Planned};
    let length = |subject: &str| of(subject, "length");
    let opened = |id: &str, name: &str, stage, when: &str| event(id, "herald", name, stage, when);
    table(vec![
        (
            "a vowel",
            Some(NearRule::NearName),
            two((length("Rasht–Astara line"), "162 km"), (length("Resht-Astara line"), "164 km")),
        ),
        (
            "agree",
            None,
            two((length("Rasht–Astara line"), "162 km"), (length("Resht-Astara line"), "about 163 km")),
        ),
        ("numbers tell apart", None, two((length("phase 2"), "162 km"), (length("phase 3"), "164 km"))),
        ("Roman numerals too", None, two((length("phase II"), "162 km"), (length("phase III"), "164 km"))),
        (
            "one event under two spellings",
            Some(NearRule::NearName),
            vec![
                opened("a", "Pezeshkian visits Moscow", Happened, "2024-01-17"),
                opened("b", "Pezeshkyan visits Moscow", Happened, "2024-01-19"),
            ],
        ),
        (
            "on one date",
            None,
            vec![
                opened("a", "Pezeshkian visits Moscow", Happened, "2024-01-17"),
                opened("b", "Pezeshkyan visits Moscow", Happened, "2024-01"),
            ],
        ),
        (
            "planned, then done",
            None,
            vec![
                opened("a", "Pezeshkian visits Moscow", Planned, "2024-07-17"),
                opened("b", "Pezeshkyan visits Moscow", Happened, "2024-01-19"),
            ],
        ),
        (
            "a visit of habit",
            None,
            vec![
                opened("a", "the visit", Happened, "2024-01-17"),
                opened("b", "visit", Happened, "2024-01-19"),
            ],
        ),
        (
            "two values for subjects spelt alike",
            Some(NearRule::NearName),
            vec![
                state("a", "gazette", "death of Raisi", "helicopter crash", "2024-05-19"),
                state("b", "herald", "death of Raesi", "illness", "2024-05-19"),
            ],
        ),
    ]);
    let spelt = two((length("Rasht–Astara line"), "162 km"), (length("Resht-Astara line"), "164 km"));
    let aliased = declared().alias("Rasht–Astara line", "Resht-Astara line");
    let set = spelt.into_iter().fold(aliased, ClaimSetBuilder::claim).build().unwrap();
    let report = Checker::new().check(&set);
    assert_eq!((report.findings.len(), report.near_misses.len()), (1, 0), "an alias makes it a finding");
    assert!(report.hints.is_empty(), "{:?}", report.hints);
}

#[test]
fn one_figure_for_two_things_is_worth_a_look() {
    let oil = || investment("planned").scope("sector", "oil?");
    let gas = || investment("planned").scope("sector", "gas");
    let by =
        |claims: Vec<Claim>| claims.into_iter().map(|claim| claim.speaker("the envoy")).collect::<Vec<_>>();
    let within = |source: &str, a: Cell, b: Cell, value: &str| {
        vec![amount("a", source, a, value), amount("b", source, b, value)]
    };
    let at = |day: &str| of("Example Works", "staff").as_of(date(day));
    let inflation = |period: &str| of("Exampleland", "inflation").of(date(period));
    table(vec![
        (
            "one speaker, two scopes",
            Some(NearRule::SameFigure),
            by(two((gas(), "$8 billion"), (oil(), "$8 billion"))),
        ),
        ("two speakers", None, two((gas(), "$8 billion"), (oil(), "$8 billion"))),
        ("one cell: an echo", None, by(two((gas(), "$8 billion"), (gas(), "$8 billion")))),
        ("less detail", None, by(two((gas(), "$8 billion"), (investment("planned"), "$8 billion")))),
        (
            "another figure",
            None,
            by(two((gas(), "$8 billion"), (oil(), "$8.1 billion").clone()))[..1].to_vec(),
        ),
        (
            "one source behind both",
            Some(NearRule::SameFigure),
            vec![
                amount("a", "gazette", gas(), "$8 billion"),
                amount("b", "agency", oil(), "nearly $8 billion"),
            ],
        ),
        (
            "contracts and payments in one document",
            Some(NearRule::SameFigure),
            within("gazette", of("Exampleland", "contracts"), investment("invested"), "$4 billion"),
        ),
        (
            "planned and paid",
            Some(NearRule::SameFigure),
            within("gazette", investment("planned"), investment("invested"), "$4 billion"),
        ),
        (
            "perhaps one stage",
            None,
            within("gazette", investment("finalized"), investment("invested"), "$4 billion"),
        ),
        (
            "fifteen months and twelve",
            Some(NearRule::SameFigure),
            within("gazette", trade("2022-01/2023-03"), trade("2022"), "$2.7 billion"),
        ),
        ("years of a table", None, within("gazette", inflation("2022"), inflation("2023"), "14.7%")),
        ("a small figure", None, by(two((inflation("2022"), "40%"), (inflation("2023"), "40%")))),
        (
            "a level that lasts",
            None,
            by(two((at("2023-01"), "1,200 person"), (at("2024-01"), "1,200 person"))),
        ),
        (
            "two units",
            Some(NearRule::SameFigure),
            by(two((trade("2023"), "€4 billion"), (trade("2023"), "$4 billion"))),
        ),
    ]);
}

#[test]
fn ranks_of_nearly_one_time_that_differ_are_worth_a_look() {
    let ranked = |subject: &str, period: &str| of(subject, "trade").of(date(period));
    let pair = |a: (Cell, Rank), b: (Cell, Rank)| {
        vec![rank("a", "gazette", a.0, a.1), rank("b", "herald", b.0, b.1)]
    };
    let first = Rank::Largest;
    table(vec![
        (
            "two firsts",
            Some(NearRule::NearRank),
            pair((ranked("Guangzhou", "2020"), first), (ranked("Atlanta", "2020-02/2021-01"), first)),
        ),
        (
            "no day in common",
            None,
            pair((ranked("Guangzhou", "2020"), first), (ranked("Atlanta", "2019"), first)),
        ),
        (
            "one subject twice first",
            None,
            pair((ranked("Atlanta", "2020"), first), (ranked("Atlanta", "2020-02/2021-01"), first)),
        ),
        (
            "second and third",
            Some(NearRule::NearRank),
            pair(
                (ranked("Atlanta", "2020"), Rank::Nth(2)),
                (ranked("Atlanta", "2020-02/2021-01"), Rank::Nth(3)),
            ),
        ),
        (
            "third and in the top five",
            None,
            pair(
                (ranked("Atlanta", "2020"), Rank::Nth(3)),
                (ranked("Atlanta", "2020-02/2021-01"), Rank::Top(5)),
            ),
        ),
        (
            "a record high and a record low",
            Some(NearRule::NearRank),
            pair(
                (ranked("Atlanta", "2020"), Rank::RecordHigh),
                (ranked("Atlanta", "2020-02/2021-01"), Rank::RecordLow),
            ),
        ),
    ]);
}

#[test]
fn values_declared_near_are_worth_a_look_and_no_finding() {
    let told = |id: &str, source: &str, is: &str, day: &str| state(id, source, "death of Raisi", is, day);
    table(vec![
        (
            "near",
            Some(NearRule::NearState),
            vec![
                told("a", "gazette", "helicopter crash", "2024-05-19"),
                told("b", "herald", "plane crash", "2024-05-19"),
            ],
        ),
        (
            "one value",
            None,
            vec![
                told("a", "gazette", "plane crash", "2024-05-19"),
                told("b", "herald", "Plane crash", "2024-05-19"),
            ],
        ),
        (
            "another day",
            None,
            vec![
                told("a", "gazette", "helicopter crash", "2024-05-19"),
                told("b", "herald", "plane crash", "2024-05-20"),
            ],
        ),
    ]);
    let clash = vec![
        told("a", "gazette", "helicopter crash", "2024-05-19"),
        told("b", "herald", "illness", "2024-05-19"),
    ];
    let report = check(clash);
    assert_eq!((report.findings.len(), report.near_misses.len()), (1, 0), "a finding is no near miss");
}

#[test]
fn ranges_that_only_touch_are_worth_a_look() {
    let pair = |a: &str, b: &str| two((trade("2023"), a), (trade("2023"), b));
    table(vec![
        (
            "end to end",
            Some(NearRule::Touching),
            pair("between $5 and $6 billion", "between $6 and $7 billion"),
        ),
        ("up to and from", Some(NearRule::Touching), pair("at most $5 billion", "at least $5 billion")),
        ("more in common", None, pair("between $5 and $6 billion", "between $5.5 and $7 billion")),
        ("a single number", None, pair("exactly $5 billion", "at least $5 billion")),
        (
            "two years",
            None,
            two((trade("2022"), "at most $5 billion"), (trade("2023"), "at least $5 billion")),
        ),
    ]);
}

#[test]
fn a_crowded_cell_lists_the_nearest_and_counts_all() {
    let herald = |at: u32| {
        let oil = trade("2023").scope("sector", "oil");
        amount(&format!("b{at:02}"), "herald", oil, &format!("${}.0 billion", at + 2))
    };
    let mut claims: Vec<Claim> = (0..30).map(herald).collect();
    claims.push(amount("a", "gazette", gas("2023"), "$1.0 billion"));
    let set = claims.into_iter().fold(declared(), ClaimSetBuilder::claim).build().unwrap();
    let report = Checker::new().check(&set);
    let scopes =
        |report: &Report| report.near_misses.iter().filter(|near| near.rule == NearRule::NearScope).count();
    assert_eq!((scopes(&report), report.counts.near_misses), (20, 30));
    assert_eq!(report.near_misses[0].claims, ["a", "b00"], "the nearest first");
    assert!(report.text().contains("and 10 more"));
}

#[test]
fn a_topic_with_too_many_claims_is_left_alone_and_a_hint_says_so() {
    let claims = (0..257).map(|at| amount(&format!("c{at:03}"), "herald", trade("2023"), "$5 billion"));
    let report = check(claims.collect());
    assert_eq!(report.counts.near_misses, 0);
    let hint = "257 claims on trade of exampleland: too many to look for near misses among them";
    assert!(report.hints.iter().any(|own| own == hint), "{:?}", report.hints);
}

#[test]
fn names_that_look_like_one_are_hinted_at_and_never_merged() {
    let report = check(vec![
        amount("a", "gazette", of("São Tomé", "length").scope("part", "Astara"), "162 km")
            .speaker("Hasan Rouhani"),
        amount("b", "herald", of("Sao Tome", "length").scope("part", "Astera"), "162 km")
            .speaker("Hassan Rohani"),
        event("c", "gazette", "Pezeshkian visits Moscow", EventStage::Happened, "2024-01"),
        event("d", "gazette", "Pezeshkyan visits Moscow", EventStage::Happened, "2024-01"),
        event("e", "gazette", "unit 2 opens", EventStage::Happened, "2024-01"),
        event("f", "gazette", "unit 3 opens", EventStage::Happened, "2024-01"),
    ]);
    let hint = |a: &str, b: &str| format!("`{a}` and `{b}` look like one name; if so, add an alias");
    let expected = [
        hint("Astara", "Astera"),
        hint("Hasan Rouhani", "Hassan Rohani"),
        hint("Pezeshkian visits Moscow", "Pezeshkyan visits Moscow"),
        hint("Sao Tome", "São Tomé"),
    ];
    assert_eq!(report.hints, expected);
    assert!(report.corroborations.is_empty(), "never merged");
}

#[test]
fn every_reason_names_what_differs() {
    let because = |claims| check(claims).near_misses.remove(0).because;
    let oil = trade("2023").scope("Sector", "oil");
    assert_eq!(
        because(two((gas("2023"), "$5.0 billion"), (oil, "$1.1 billion"))),
        "their scopes differ (sector: gas / oil); in one scope they would miss each other by 3.8 billion USD"
    );
    assert_eq!(
        because(two((trade("2023"), "at most $5 billion"), (trade("2023"), "at least $5 billion"))),
        "their ranges only touch (at most $5 billion / at least $5 billion)"
    );
}
