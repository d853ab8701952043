//! The report as plain text.

use super::digest::Digest;
use super::safe::clean;
use super::{Finding, Report, Verdict};
use crate::check::Between;
use crate::model::AnyRule;

/// How wide the text is, in characters.
const WIDTH: usize = 100;

pub(super) fn text(report: &Report) -> String {
    let mut out = Lines::default();
    head(&mut out, report);
    overview(&mut out, report);
    for (at, finding) in report.findings.iter().enumerate() {
        found(&mut out, at + 1, finding);
    }
    more(&mut out, report);
    blame(&mut out, report);
    inferred(&mut out, report);
    implied(&mut out, report);
    forecasts(&mut out, report);
    near_misses(&mut out, report);
    groups(&mut out, "Echoes: one witness, told more than once", &report.echoes);
    groups(&mut out, "Corroborated: independent witnesses agree", &report.corroborations);
    rest(&mut out, report);
    out.text
}

/// Lines of text, wrapped.
#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    /// A paragraph whose first line begins with `first`, and the others with as many blanks.
    fn wrapped(&mut self, first: &str, text: &str) {
        let indent = " ".repeat(first.chars().count());
        let mut line = first.to_owned();
        let mut empty = true;
        for word in text.split_whitespace() {
            if !empty && line.chars().count() + 1 + word.chars().count() > WIDTH {
                self.line(&line);
                line.clone_from(&indent);
                empty = true;
            }
            if !empty {
                line.push(' ');
            }
            line.push_str(word);
            empty = false;
        }
        self.line(&line);
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(clean(line).trim_end());
        self.text.push('\n');
    }

    fn heading(&mut self, heading: &str) {
        self.line("");
        self.line(heading);
    }
}

pub(super) fn counted(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

fn head(out: &mut Lines, report: &Report) {
    if let Some(title) = &report.title {
        out.line(title);
    }
    out.line(&counts(report));
}

/// More findings than this are counted by subject and rule before they are told one by one.
const MANY: usize = 50;

fn overview(out: &mut Lines, report: &Report) {
    let digest = Digest::new(report, MANY);
    let (groups, more) = digest.listed();
    if groups.is_empty() {
        return;
    }
    out.heading("What is listed, by subject and rule, most serious first");
    for group in groups {
        let rule = format!("{} [{} {}]", group.rule.title(), group.rule.code(), group.rule.name());
        out.wrapped("   - ", &format!("{}: {}: {rule}", group.graded(), group.subject));
    }
    if let Some(more) = more {
        out.line(&format!("   {more}"));
    }
}

/// How many there are of everything.
pub(super) fn counts(report: &Report) -> String {
    let counts = &report.counts;
    format!(
        "{} from {}: {}, {}, {}{}.",
        counted(counts.claims, "claim"),
        counted(counts.sources, "source"),
        counted(counts.contradictions, "contradiction"),
        counted(counts.tensions, "tension"),
        if counts.near_misses == 1 {
            "1 near miss".to_owned()
        } else {
            format!("{} near misses", counts.near_misses)
        },
        if counts.denied == 0 { String::new() } else { format!("; {} denied", counts.denied) },
    )
}

/// A rule as reports print it: `[G102 running-total]`.
pub(super) fn tag(rule: impl Into<AnyRule>) -> String {
    let rule = rule.into();
    format!("[{} {}]", rule.code(), rule.name())
}

/// Between whom a finding lies.
pub(super) fn place(between: Between) -> &'static str {
    match between {
        Between::Document => "within one document",
        Between::Speaker => "one speaker, at different times or places",
        Between::Publisher => "one publisher",
        Between::Sources => "between sources",
    }
}

fn found(out: &mut Lines, number: usize, finding: &Finding) {
    let verdict = match finding.verdict {
        Verdict::Contradiction => "CONTRADICTION",
        Verdict::Tension => "TENSION",
    };
    let denied = if finding.denied.is_some() { ", denied" } else { "" };
    out.heading(&format!("{number}. {verdict}{denied}: {} {}", finding.rule.title(), tag(finding.rule)));
    out.line(&format!("   {}; {}", finding.subject, place(finding.between)));
    if let Some(reason) = finding.denied.as_ref().filter(|reason| !reason.is_empty()) {
        out.wrapped("   Denied: ", reason);
    }
    for side in &finding.sides {
        out.wrapped(&format!("   {:<4} ", side.claim), &format!("{}: {}", side.source, side.says));
        let indent = " ".repeat(8);
        if let Some(quote) = &side.quote {
            out.wrapped(&indent, &format!("\"{quote}\""));
        }
        if let Some(range) = &side.range {
            out.wrapped(&indent, &format!("read plainly: {range}"));
        }
    }
    out.line("   Why:");
    // What follows from several claims follows step by step; two are seen at a glance.
    let numbered = finding.sides.len() > 2;
    for (at, step) in finding.steps.iter().enumerate() {
        let first = if numbered { format!("   {:>3}. ", at + 1) } else { "     - ".to_owned() };
        out.wrapped(&first, step);
    }
    if let Some(gap) = &finding.gap {
        out.line(&format!("   They miss each other by {gap}."));
    }
    for at in &finding.contains {
        out.line(&format!("   It holds a tension within itself: finding {}.", at + 1));
    }
    if !finding.reconciliations.is_empty() {
        out.line("   They fit:");
        for way in &finding.reconciliations {
            out.wrapped("     - ", &way.text);
        }
    }
    for slip in &finding.slips {
        out.wrapped("   Perhaps: ", slip);
    }
}

/// What was found but is not listed.
fn more(out: &mut Lines, report: &Report) {
    if let Some(more) = unlisted(report) {
        out.heading(&more);
    }
}

/// How many findings the report counts and does not list.
pub(super) fn unlisted(report: &Report) -> Option<String> {
    let all = report.counts.contradictions + report.counts.tensions;
    let hidden = all - report.findings.len().min(all);
    (hidden > 0).then(|| {
        format!("{} not listed; the listing policy shows all on request.", counted(hidden, "more finding"))
    })
}

fn blame(out: &mut Lines, report: &Report) {
    for blame in &report.blame {
        let (heading, lines) = blame.text(&report.counts);
        if !lines.is_empty() {
            out.heading(&heading);
        }
        for line in lines {
            out.wrapped("   - ", &line);
        }
    }
}

fn inferred(out: &mut Lines, report: &Report) {
    if report.inferred.is_empty() {
        return;
    }
    out.heading("Dates that other claims fix");
    for date in &report.inferred {
        out.wrapped("   - ", &format!("{}:", date.text));
        for step in &date.steps {
            out.wrapped("       - ", step);
        }
    }
}

fn forecasts(out: &mut Lines, report: &Report) {
    use super::Named;
    if report.forecasts.is_empty() {
        return;
    }
    out.heading("Plans and what became of them");
    for forecast in &report.forecasts {
        let by =
            if forecast.by.is_empty() { String::new() } else { format!(" (see {})", forecast.by.join(", ")) };
        let first = format!("   {:<7} {:<4} ", forecast.fate.word(), forecast.claim);
        out.wrapped(&first, &format!("{}{by}", forecast.says));
    }
}

fn implied(out: &mut Lines, report: &Report) {
    if report.implied.is_empty() {
        return;
    }
    out.heading("What follows, though no claim gives the figure");
    for implied in &report.implied {
        let left_out = match implied.left_out.as_slice() {
            [] => String::new(),
            ids => format!(" (left out, as a contradiction touches them: {})", ids.join(", ")),
        };
        out.wrapped("   - ", &format!("{}: {}{left_out}", implied.cell, implied.text));
        for (at, step) in implied.steps.iter().enumerate() {
            out.wrapped(&format!("     {}. ", at + 1), step);
        }
    }
}

fn near_misses(out: &mut Lines, report: &Report) {
    if report.near_misses.is_empty() {
        return;
    }
    out.heading("Worth a look (no findings)");
    for near in &report.near_misses {
        let denied = match near.denied.as_deref() {
            None => String::new(),
            Some("") => "; denied".to_owned(),
            Some(reason) => format!("; denied: {reason}"),
        };
        let text = format!("{}: {} {}{denied}", near.claims.join(", "), near.because, tag(near.rule));
        out.wrapped("   - ", &text);
    }
    let hidden = report.counts.near_misses - report.near_misses.len().min(report.counts.near_misses);
    if hidden > 0 {
        out.line(&format!("   and {hidden} more"));
    }
}

fn groups(out: &mut Lines, heading: &str, groups: &[super::Group]) {
    if groups.is_empty() {
        return;
    }
    out.heading(heading);
    for group in groups {
        out.wrapped("   - ", &format!("{}: {}", group.claims.join(", "), group.says));
    }
}

fn rest(out: &mut Lines, report: &Report) {
    if !report.allowed.is_empty() {
        out.heading("Allowed, and not counted");
        for allowed in &report.allowed {
            let text = format!("{}: {} {}", allowed.claims.join(", "), allowed.because, tag(allowed.rule));
            out.wrapped("   - ", &text);
        }
        let hidden = report.counts.allowed.saturating_sub(report.allowed.len());
        if hidden > 0 {
            out.line(&format!("   and {hidden} more"));
        }
    }
    if !report.superseded.is_empty() {
        out.heading("Superseded, and not compared");
        for replaced in &report.superseded {
            out.line(&format!("   - {} by {}", replaced.claim, replaced.by));
        }
    }
    if !report.undecided.is_empty() {
        out.heading("Undecided");
        let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
        for undecided in &report.undecided {
            let claims = undecided.claims.iter().map(String::as_str);
            match reasons.iter_mut().find(|(because, _)| *because == undecided.because) {
                Some((_, all)) => all.extend(claims),
                None => reasons.push((&undecided.because, claims.collect())),
            }
        }
        for (because, claims) in reasons {
            out.wrapped("   - ", &format!("{}: {because}", claims.join(", ")));
        }
    }
    if !report.stale.is_empty() {
        out.heading("Stale");
        for stale in &report.stale {
            out.wrapped("   - ", stale);
        }
    }
    if !report.hints.is_empty() {
        out.heading("Hints");
        for hint in &report.hints {
            out.wrapped("   - ", hint);
        }
    }
}
