//! Every likely slip has a story that shows it and a near miss that does not: the folders of `tests/slips`.

use std::path::{Path, PathBuf};

use gainsay::{Cell, Checker, Claim, ClaimSet, Date, Measure, Source, Statement};

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/slips");
    let paths = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = paths.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn set(path: &Path) -> ClaimSet {
    let text = std::fs::read(path).unwrap();
    gainsay::read([(path.display().to_string(), text)]).unwrap_or_else(|faults| panic!("{faults}"))
}

#[test]
fn every_slip_is_shown_in_its_story_and_not_in_its_near_miss() {
    let folders = folders();
    assert!(folders.len() >= 18, "{folders:?}");
    for folder in folders {
        let text = std::fs::read_to_string(folder.join("expect.json")).unwrap();
        let expect: serde_json::Value = serde_json::from_str(&text).unwrap();
        for file in ["fires", "near_miss"] {
            let report = Checker::new().check(&set(&folder.join(file).with_extension("json")));
            let name = format!("{}/{file}", folder.file_name().unwrap().display());
            assert_eq!(report.findings.len(), 1, "{name}: {:?}", report.findings);
            let slips = serde_json::to_value(&report.findings[0].slips).unwrap();
            assert_eq!(slips, expect[file], "{name}");
            for slip in &report.findings[0].slips {
                let start = slip.split(':').next().unwrap();
                assert!(report.text().contains(&format!("   Perhaps: {start}")), "{name}");
            }
        }
    }
}

/// The slips of the single finding of two amounts, each with its subject.
fn slips(a: (&str, &str), b: (&str, &str)) -> Vec<String> {
    let amount = |id: &str, (subject, value): (&str, &str)| {
        Claim::amount(id, id, Cell::new(subject, "length"), value.parse().unwrap())
    };
    let set = ClaimSet::builder()
        .source(Source::new("a", "Example Gazette"))
        .source(Source::new("b", "Example Herald"))
        .measure("length", Measure::constant("km"))
        .claim(amount("a", a))
        .claim(amount("b", b))
        .build()
        .unwrap();
    let report = Checker::new().check(&set);
    assert_eq!(report.findings.len(), 1);
    report.findings[0].slips.clone()
}

#[test]
fn figures_are_compared_as_written_and_units_as_they_convert() {
    let of = |value| ("the tunnel", value);
    let start = |slips: Vec<String>| slips.first().and_then(|slip| Some(slip.split_once(':')?.0.to_owned()));
    let table = [
        ("57 km", "57,000 km", Some("a decimal point slipped, or zeros were lost")),
        ("57 km", "5.7 km", Some("a decimal point slipped, or zeros were lost")),
        // One length a thousand times the other, but one figure.
        ("57 km", "57 m", Some("one figure was given in two units")),
        ("57 km", "57 miles", Some("one figure was given in two units")),
        ("57 km", "570 m", Some("a decimal point slipped, or zeros were lost")),
        ("about 57 km", "nearly 75 km", Some("two digits changed places")),
        ("57 km", "between 75 and 80 km", None),
        ("570 km", "75 km", None),
        ("57 km", "63 km", None),
    ];
    for (a, b, expected) in table {
        assert_eq!(start(slips(of(a), of(b))).as_deref(), expected, "{a}, {b}");
    }
}

#[test]
fn a_finding_of_one_claim_compares_its_date_with_that_of_its_saying() {
    let told = |when: &str| {
        let statement = Statement::Event {
            event: "the bridge opens".to_owned(),
            stage: gainsay::EventStage::Happened,
            when: Some(when.parse().unwrap()),
        };
        let published: Date = "2023-06-05".parse().unwrap();
        let set = ClaimSet::builder()
            .source(Source::new("a", "Example Gazette").published(published))
            .claim(Claim::new("a", "a", statement))
            .build()
            .unwrap();
        let report = Checker::new().check(&set);
        assert_eq!(report.findings.len(), 1, "{when}");
        report.findings[0].slips.clone()
    };
    assert_eq!(told("2024-06-05"), ["a date is a year off: `2024-06-05` in a, said on `2023-06-05`"]);
    assert!(told("2024-08-05").is_empty());
}
