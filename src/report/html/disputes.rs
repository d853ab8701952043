use maud::{Markup, html};

use super::super::digest::{CLAIMS, argument};
use super::super::safe::short;
use super::super::text::{counted, place, tag};
use super::super::{Finding, Named as _, Side};
use super::chart;

/// Findings about one subject.
struct Dispute<'r> {
    subject: &'r str,
    findings: Vec<(usize, &'r Finding)>,
}

/// All findings by what they are about, in the order of the first of each.
pub(super) fn disputes(shown: &[(usize, &Finding)]) -> Vec<Markup> {
    let mut all: Vec<Dispute<'_>> = Vec::new();
    for (at, finding) in shown {
        match all.iter_mut().find(|dispute| dispute.subject == finding.subject) {
            Some(dispute) => dispute.findings.push((*at, finding)),
            None => all.push(Dispute { subject: &finding.subject, findings: vec![(*at, finding)] }),
        }
    }
    all.iter().enumerate().map(|(number, dispute)| drawn(number, dispute)).collect()
}

fn drawn(number: usize, dispute: &Dispute<'_>) -> Markup {
    html! {
        h3 { (short(dispute.subject)) }
        (chart::chart(number, dispute.subject, &dispute.findings))
        @for (at, finding) in &dispute.findings { (found(*at, finding)) }
    }
}

fn found(at: usize, finding: &Finding) -> Markup {
    let more = finding.sides.len().saturating_sub(CLAIMS);
    html! {
        article id={ "finding-" (at + 1) } class=(finding.verdict.word()) {
            h4 {
                (at + 1) ". " span.verdict { (finding.verdict.word()) } ": " (finding.rule.title()) " "
                code { (tag(finding.rule)) }
            }
            p.place { (place(finding.between)) }
            ul.sides { @for one in finding.sides.iter().take(CLAIMS) { li { (side(one)) } } }
            @if more > 0 { p { "and " (counted(more, "more claim")) } }
            h5 { "Why" }
            ul { @for step in argument(finding) { li { (short(&step)) } } }
            @for tension in &finding.contains { p { "It holds a tension within itself: finding " (tension + 1) "." } }
            @if !finding.reconciliations.is_empty() {
                h5 { "They fit" }
                ul { @for way in &finding.reconciliations { li { (short(&way.text)) } } }
            }
            @for slip in &finding.slips { p { b { "Perhaps: " } (short(slip)) } }
            @if let Some(reason) = &finding.denied { p { b { "Counts as failing. " } (short(reason)) } }
        }
    }
}

fn side(side: &Side) -> Markup {
    html! {
        b { (short(&side.claim)) } ": " (short(&side.says))
        @if let Some(quote) = &side.quote { blockquote { (short(quote)) } }
        @if let Some(range) = &side.range { div { "read plainly: " (short(range)) } }
        div.who { (short(&side.source)) }
    }
}
