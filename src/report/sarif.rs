//! Findings as SARIF 2.1.0, which code hosts and editors show at the claims.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::digest::Digest;
use super::quoted::{Quoted, Records};
use super::safe::{short, shortened};
use super::text::counted;
use super::{Finding, Report, Side, Verdict};
use crate::model::AnyRule;
use crate::read::{Record, Stretch, Texts};

/// How many results a log has at most: what code hosts show.
const RESULTS: usize = 5000;

impl Report {
    /// The report as a SARIF log, version 2.1.0: JSON that code hosts and editors show at the claims.
    ///
    /// Contradictions are errors, tensions warnings, near misses notes; findings that the set allows are results that are
    /// suppressed. A result stands at the record of its first claim in the claims file, and its related locations are the other
    /// claims, and the words in their documents. Without the file among the texts, claims are named only. A log has at most
    /// 5,000 results, the most serious first, chosen as [the guide](crate::guide::outputs) says, which shows an example, too.
    #[must_use]
    pub fn sarif(&self, texts: &Texts<'_>) -> String {
        let digest = Digest::new(self, RESULTS);
        let ids: BTreeSet<&str> = digest
            .shown
            .iter()
            .flat_map(|(_, finding)| &finding.claims)
            .chain(self.allowed.iter().flat_map(|allowed| &allowed.claims))
            .chain(self.near_misses.iter().flat_map(|near| &near.claims))
            .map(String::as_str)
            .collect();
        let log = Log::new(self, &digest, &Records::new(texts, &ids));
        // INVARIANT: structs of texts and numbers always serialise.
        serde_json::to_string_pretty(&log).map(|text| text + "\n").unwrap_or_default()
    }
}

#[derive(Serialize)]
struct Log {
    version: &'static str,
    #[serde(rename = "$schema")]
    schema: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    column_kind: &'static str,
    invocations: [Invocation; 1],
    results: Vec<Outcome>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Descriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    name: &'static str,
    short_description: Message,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Message,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Location>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: Vec<Location>,
    related_locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Suppression>,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    justification: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the names of SARIF")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    physical_location: Option<Physical>,
    logical_locations: [Logical; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
struct Logical {
    name: String,
    kind: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

/// Columns count characters, and the end is the first place after.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
    byte_offset: usize,
    byte_length: usize,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

impl Log {
    fn new(report: &Report, digest: &Digest<'_>, records: &Records<'_>) -> Log {
        let rules = Rules::of(report, digest);
        let mut notifications = Vec::new();
        let mut results = Vec::new();
        for (_, finding) in &digest.shown {
            results.push(found(finding, &rules, records, &mut notifications));
        }
        let room = RESULTS - results.len();
        for allowed in report.allowed.iter().take(room) {
            let text = format!("{}; allowed: {}", allowed.rule.title(), short(&allowed.because));
            let mut result = bare(allowed.rule, &allowed.claims, &text, &rules, records);
            result.level = allowed.verdict.map_or("note", level);
            result.suppressions =
                vec![Suppression { kind: "inSource", justification: short(&allowed.because) }];
            results.push(result);
        }
        let room = RESULTS - results.len();
        for near in report.near_misses.iter().take(room) {
            let text = format!("worth a look: {}", short(&near.because));
            results.push(bare(AnyRule::from(near.rule), &near.claims, &text, &rules, records));
        }
        let hidden = report.findings.len() + report.allowed.len() + report.near_misses.len() - results.len();
        if hidden > 0 {
            let text = format!("{} had no room in this log", counted(hidden, "more result"));
            notifications.push(Notification {
                level: "note",
                message: message(&text),
                locations: Vec::new(),
            });
        }
        let invocation =
            Invocation { execution_successful: true, tool_execution_notifications: notifications };
        let driver = Driver {
            name: env!("CARGO_PKG_NAME"),
            semantic_version: env!("CARGO_PKG_VERSION"),
            rules: rules.descriptors(),
        };
        Log {
            version: "2.1.0",
            schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            runs: [Run {
                tool: Tool { driver },
                column_kind: "unicodeCodePoints",
                invocations: [invocation],
                results,
            }],
        }
    }
}

/// The rules that results name, in order.
struct Rules(BTreeSet<AnyRule>);

impl Rules {
    fn of(report: &Report, digest: &Digest<'_>) -> Rules {
        let found = digest.shown.iter().map(|(_, finding)| AnyRule::from(finding.rule));
        let allowed = report.allowed.iter().map(|allowed| allowed.rule);
        Rules(
            found
                .chain(allowed)
                .chain(report.near_misses.iter().map(|near| AnyRule::from(near.rule)))
                .collect(),
        )
    }

    fn position(&self, rule: AnyRule) -> usize {
        self.0.iter().take_while(|other| **other < rule).count()
    }

    fn descriptors(&self) -> Vec<Descriptor> {
        let descriptor = |rule: &AnyRule| Descriptor {
            id: rule.code(),
            name: rule.name(),
            short_description: message(rule.title()),
        };
        self.0.iter().map(descriptor).collect()
    }
}

fn found(
    finding: &Finding,
    rules: &Rules,
    records: &Records<'_>,
    notifications: &mut Vec<Notification>,
) -> Outcome {
    let ways: Vec<String> = finding.reconciliations.iter().map(|way| short(&way.text)).collect();
    let gap = finding.gap.as_ref().map(|gap| format!("; they miss each other by {}", short(gap)));
    let ways = if ways.is_empty() { String::new() } else { format!(". They fit {}", ways.join(", or ")) };
    let title = finding.rule.title();
    let text = format!("{title}: {}{}{ways}", shortened(&finding.text, 2000), gap.unwrap_or_default());
    let mut result = bare(AnyRule::from(finding.rule), &finding.claims, &text, rules, records);
    result.level = level(finding.verdict);
    result.related_locations.clear();
    for (at, side) in finding.sides.iter().enumerate() {
        let quoted = records.quoted(side);
        if at > 0 {
            result.related_locations.push(record_of(&side.claim, &quoted).saying(side));
        }
        let document = quoted.document.map(|stretch| Location::new(&side.claim, Some(stretch)));
        result.related_locations.extend(document.map(|location| location.saying(side)));
        notifications.extend(quoted.fault.as_ref().map(|fault| Notification {
            level: "warning",
            message: message(fault),
            locations: vec![Location::new(&side.claim, quoted.record.map(Record::words))],
        }));
    }
    numbered(&mut result.related_locations);
    result
}

/// A result at its claims, and no more.
fn bare(rule: AnyRule, claims: &[String], text: &str, rules: &Rules, records: &Records<'_>) -> Outcome {
    let mut locations = claims
        .iter()
        .map(|id| Location::new(id, records.record(id).map(|record| record.whole)).saying_text(&short(id)));
    let first = locations.next().map(|location| Location { message: None, ..location });
    let mut related_locations: Vec<Location> = locations.collect();
    numbered(&mut related_locations);
    Outcome {
        rule_id: rule.code(),
        rule_index: rules.position(rule),
        level: "note",
        message: message(text),
        locations: first.into_iter().collect(),
        related_locations,
        partial_fingerprints: BTreeMap::from([(
            "claims/v1",
            format!("{}: {}", rule.code(), claims.join(" ")),
        )]),
        suppressions: Vec::new(),
    }
}

fn numbered(locations: &mut [Location]) {
    for (at, location) in locations.iter_mut().enumerate() {
        location.id = Some(at + 1);
    }
}

fn record_of(id: &str, quoted: &Quoted<'_>) -> Location {
    Location::new(id, quoted.record.map(|record| record.whole))
}

fn level(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Contradiction => "error",
        Verdict::Tension => "warning",
    }
}

impl Location {
    fn new(claim: &str, at: Option<Stretch<'_>>) -> Location {
        Location {
            id: None,
            physical_location: at.map(Physical::new),
            logical_locations: [Logical { name: claim.to_owned(), kind: "element" }],
            message: None,
        }
    }

    fn saying(self, side: &Side) -> Location {
        self.saying_text(&format!("{}: {}: {}", short(&side.claim), short(&side.source), short(&side.says)))
    }

    fn saying_text(self, text: &str) -> Location {
        Location { message: Some(message(text)), ..self }
    }
}

impl Physical {
    fn new(Stretch { text, span }: Stretch<'_>) -> Physical {
        let (start_line, start_column) = text.position(span.start);
        let (end_line, end_column) = text.position(span.end);
        Physical {
            artifact_location: Artifact { uri: uri(&text.name) },
            region: Region {
                start_line,
                start_column,
                end_line,
                end_column,
                byte_offset: span.start,
                byte_length: span.end - span.start,
            },
        }
    }
}

/// A message of plain text: no placeholders, no links.
///
/// # Source
/// SARIF 2.1.0, sections 3.11.5 (braces are doubled) and 3.11.6 (a link is `[text](destination)`).
fn message(text: &str) -> Message {
    let text = text.replace('{', "{{").replace('}', "}}").replace("](", "] (");
    Message { text: if text.is_empty() { "(empty)".to_owned() } else { text } }
}

/// A path as a relative reference of RFC 3986, whatever its characters.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {
                out.push(char::from(byte));
            }
            _ => {
                let digits = format!("%{byte:02X}");
                out.push_str(&digits);
            }
        }
    }
    out
}
