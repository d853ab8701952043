//! Every rule has a story that fires it and a near miss that does not: the folders of `tests/rules`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use gainsay::{Checker, ClaimSet, Day, Report, Rule, Verdict};
use serde_json::{Value, json};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules")
}

/// A story: its folder and what it expects.
struct Story {
    folder: PathBuf,
    expect: Value,
}

impl Story {
    fn name(&self) -> String {
        self.folder.file_name().unwrap().to_string_lossy().into_owned()
    }

    fn set(&self, file: &str) -> Option<ClaimSet> {
        let path = self.folder.join(file);
        let bytes = std::fs::read(&path).ok()?;
        Some(
            gainsay::read([(format!("{}/{file}", self.name()), bytes)])
                .unwrap_or_else(|faults| panic!("{faults}")),
        )
    }

    fn report(&self, file: &str) -> Option<Report> {
        let day = |key: &str| self.expect[key].as_str().map(|day| day.parse::<Day>().unwrap());
        let mut checker = Checker::new();
        checker = day("today").map_or(checker, |day| checker.today(day));
        checker = day("said_by").map_or(checker, |day| checker.said_by(day));
        Some(checker.check(&self.set(file)?))
    }
}

fn stories() -> Vec<Story> {
    let mut stories: Vec<Story> = std::fs::read_dir(root())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .map(|folder| {
            let text = std::fs::read_to_string(folder.join("expect.json")).unwrap();
            Story { expect: serde_json::from_str(&text).unwrap(), folder }
        })
        .collect();
    stories.sort_by_key(Story::name);
    stories
}

/// Every set of every story, with its file.
pub(crate) fn sets() -> Vec<(String, ClaimSet)> {
    let files = ["fires.json", "fires_tension.json", "near_miss.json"];
    let of_one = |story: &Story| {
        let set = |file: &str| Some((format!("{}/{file}", story.name()), story.set(file)?));
        files.into_iter().filter_map(set).collect::<Vec<_>>()
    };
    stories().iter().flat_map(of_one).collect()
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Contradiction => "contradiction",
        Verdict::Tension => "tension",
    }
}

/// The findings as the stories write them; with the place only where the story gives one.
fn found(report: &Report, expected: &Value) -> BTreeSet<String> {
    let all = serde_json::to_value(report).unwrap();
    let between = expected.as_array().unwrap().iter().any(|finding| finding.get("between").is_some());
    let finding = |(finding, printed): (&gainsay::Finding, &Value)| {
        let mut row = json!({"rule": finding.rule.name(), "verdict": verdict(finding.verdict), "claims": finding.claims});
        if between {
            row["between"] = printed["between"].clone();
        }
        row.to_string()
    };
    report.findings.iter().zip(all["findings"].as_array().unwrap()).map(finding).collect()
}

fn rows(expected: &Value) -> BTreeSet<String> {
    expected.as_array().unwrap().iter().map(ToString::to_string).collect()
}

fn groups(groups: &[gainsay::Group]) -> BTreeSet<String> {
    groups.iter().map(|group| json!({"claims": group.claims}).to_string()).collect()
}

/// Collects what is not as expected.
#[derive(Default)]
struct Wrong(Vec<String>);

impl Wrong {
    fn same(&mut self, what: &str, found: &BTreeSet<String>, expected: &BTreeSet<String>) {
        for missing in expected.difference(found) {
            self.0.push(format!("{what}: missing {missing}"));
        }
        for extra in found.difference(expected) {
            self.0.push(format!("{what}: unexpected {extra}"));
        }
    }

    #[track_caller]
    fn none(self) {
        assert!(self.0.is_empty(), "{} differences:\n{}", self.0.len(), self.0.join("\n"));
    }
}

#[test]
fn every_story_gives_its_findings_and_every_near_miss_none() {
    let mut wrong = Wrong::default();
    for story in stories() {
        for (file, key) in
            [("fires", "fires"), ("fires_tension", "fires_tension"), ("near_miss", "near_miss")]
        {
            let expected = &story.expect[key];
            let Some(report) = story.report(&format!("{file}.json")) else {
                assert!(expected.is_null() || file == "near_miss", "{} has no {file}.json", story.name());
                continue;
            };
            wrong.same(&format!("{}/{file}", story.name()), &found(&report, expected), &rows(expected));
        }
    }
    wrong.none();
}

#[test]
fn every_rule_has_a_story_that_fires_it() {
    let told: BTreeSet<String> = stories()
        .iter()
        .flat_map(|story| [story.expect["fires"].clone(), story.expect["fires_tension"].clone()])
        .filter_map(|findings| findings.as_array().cloned())
        .flatten()
        .map(|finding| finding["rule"].as_str().unwrap().to_owned())
        .collect();
    let rules: BTreeSet<String> = Rule::all().map(|rule| rule.name().to_owned()).collect();
    assert_eq!(told, rules);
}

#[test]
fn every_story_gives_its_fates_echoes_corroborations_and_replacements() {
    let mut wrong = Wrong::default();
    for story in stories() {
        let name = story.name();
        let Some(report) = story.report("fires.json") else { continue };
        let printed = serde_json::to_value(&report).unwrap();
        let expect = &story.expect;
        if !expect["forecasts"].is_null() {
            let mut forecasts = printed["forecasts"].clone();
            for forecast in forecasts.as_array_mut().unwrap() {
                forecast.as_object_mut().unwrap().remove("says");
            }
            wrong.same(&format!("{name}: fate"), &rows(&forecasts), &rows(&expect["forecasts"]));
        }
        if !expect["superseded"].is_null() {
            wrong.same(
                &format!("{name}: superseded"),
                &rows(&printed["superseded"]),
                &rows(&expect["superseded"]),
            );
        }
        if !expect["echoes"].is_null() {
            wrong.same(&format!("{name}: echo"), &groups(&report.echoes), &rows(&expect["echoes"]));
        }
        if !expect["corroborations"].is_null() {
            let found = groups(&report.corroborations);
            wrong.same(&format!("{name}: corroboration"), &found, &rows(&expect["corroborations"]));
        }
        if let Some(least) = expect["hints"].as_u64() {
            assert!(
                u64::try_from(report.hints.len()).unwrap() >= least,
                "{name}: too few hints: {:?}",
                report.hints
            );
        }
        if let Some(near) = story.report("near_miss.json") {
            for (key, found) in
                [("near_miss_echoes", &near.echoes), ("near_miss_corroborations", &near.corroborations)]
            {
                if !expect[key].is_null() {
                    wrong.same(&format!("{name}: {key}"), &groups(found), &rows(&expect[key]));
                }
            }
        }
    }
    wrong.none();
}

#[test]
fn every_near_miss_rule_shows_its_story_and_leaves_the_other_alone() {
    let mut wrong = Wrong::default();
    let mut told = BTreeSet::new();
    for story in stories() {
        let Some(expected) = story.expect["near_misses"].as_array() else { continue };
        let report = story.report("fires.json").unwrap();
        let near =
            |near: &gainsay::NearMiss| json!({"rule": near.rule.name(), "claims": near.claims}).to_string();
        let found: BTreeSet<String> = report.near_misses.iter().map(near).collect();
        for row in expected {
            told.insert(row["rule"].as_str().unwrap().to_owned());
            if !found.contains(&row.to_string()) {
                wrong.0.push(format!("{}: missing {row} among {found:?}", story.name()));
            }
        }
        let other = story.report("near_miss.json").unwrap();
        for near in other.near_misses.iter().filter(|near| story.name().starts_with(near.rule.name())) {
            wrong.0.push(format!("{}/near_miss: unexpected {near:?}", story.name()));
        }
    }
    assert_eq!(told.len(), 11, "{told:?}");
    wrong.none();
}

/// Lines are added to `tests/rules/codes.txt`, and never changed or taken away.
#[test]
fn codes_are_for_good() {
    let lines: Vec<&str> = include_str!("../rules/codes.txt").lines().collect();
    for line in &lines {
        let (code, name) = line.split_once(' ').unwrap();
        let dropped = name.strip_suffix(" (dropped)");
        let now = gainsay::AnyRule::named(code).map(gainsay::AnyRule::name);
        assert_eq!(now, dropped.is_none().then_some(name), "{code} was published as {name}");
    }
    let codes: BTreeSet<&str> = lines.iter().map(|line| line.split_once(' ').unwrap().0).collect();
    assert_eq!(codes.len(), lines.len(), "a code stands in the list twice");
    for rule in gainsay::AnyRule::all() {
        assert!(codes.contains(rule.code()), "add `{} {rule}` to tests/rules/codes.txt", rule.code());
    }
}
