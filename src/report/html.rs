//! A report as one page: nothing but text and drawings in one file, readable without a network, a script or a mouse.

mod chart;
mod disputes;
mod style;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::digest::{Digest, besides};
use super::safe::short;
use super::text::{counts, tag, unlisted};
use super::{Allowed, Blame, Forecast, Implied, Named as _, NearMiss, Report, Undecided};
use disputes::disputes;

/// How many entries of each list besides the findings are shown.
const LISTED: usize = 100;

impl Report {
    /// The report as a page of HTML, for a browser, a phone or a printer: one file without scripts that asks for nothing else.
    ///
    /// As many findings as asked for come in full, by what they are about, each subject with a timeline of its claims; [the
    /// guide](crate::guide::outputs) says which findings, and shows an example. Foreign text stays text.
    #[must_use]
    pub fn html(&self, findings: usize) -> String {
        let digest = Digest::new(self, findings);
        let parts = parts(self);
        let title = self.title.as_deref().map_or_else(|| "What contradicts what".to_owned(), short);
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (title) }
                    style { (PreEscaped(style::sheet())) }
                }
                body {
                    a.skip href="#findings" { "Skip to the findings" }
                    header {
                        h1 { (title) }
                        p.counts { (counts(self)) }
                        (contents(&parts))
                    }
                    main {
                        section id="findings" aria-labelledby="findings-title" {
                            h2 id="findings-title" { "Findings" }
                            @if self.findings.is_empty() { p { "Nothing was found that cannot stand together." } }
                            @for dispute in disputes(&digest.shown) { (dispute) }
                            (rest(self, &digest))
                        }
                        @for part in &parts {
                            section id=(part.id) aria-labelledby={ (part.id) "-title" } {
                                h2 id={ (part.id) "-title" } { (part.title) }
                                (part.body)
                            }
                        }
                    }
                    footer { p { "Made by gainsay: exact, and with a proof for every finding in its JSON." } }
                }
            }
        };
        page.into_string()
    }
}

/// A part of the page besides the findings.
struct Part {
    id: &'static str,
    title: &'static str,
    body: Markup,
}

/// The parts that have something to say.
fn parts(report: &Report) -> Vec<Part> {
    let settled = !report.undecided.is_empty() || !report.superseded.is_empty() || !report.stale.is_empty();
    let part =
        |shown: bool, id, title, body: &dyn Fn() -> Markup| shown.then(|| Part { id, title, body: body() });
    let all = [
        part(!report.blame.is_empty(), "doubt", "Whom to doubt first", &|| {
            html! { @for blame in &report.blame { (blamed(blame)) } }
        }),
        part(!report.implied.is_empty(), "implied", "What follows, though no claim says it", &|| {
            list(&report.implied, follows)
        }),
        part(!report.inferred.is_empty(), "dates", "Dates that other claims fix", &|| {
            list(&report.inferred, |date| html! { (short(&date.text)) (steps(&date.steps)) })
        }),
        part(!report.forecasts.is_empty(), "plans", "What became of plans", &|| {
            list(&report.forecasts, fate)
        }),
        part(!report.near_misses.is_empty(), "near", "Worth a look, though no finding", &|| {
            list(&report.near_misses, near)
        }),
        part(!report.allowed.is_empty(), "allowed", "Known and allowed", &|| list(&report.allowed, allowed)),
        part(settled || !report.hints.is_empty(), "left-out", "Not compared, or not decided", &|| {
            left_out(report)
        }),
        part(true, "policy", "How words were read", &|| policy(report)),
    ];
    all.into_iter().flatten().collect()
}

fn contents(parts: &[Part]) -> Markup {
    html! {
        nav aria-label="Parts of this page" {
            ul {
                li { a href="#findings" { "Findings" } }
                @for part in parts { li { a href={ "#" (part.id) } { (part.title) } } }
            }
        }
    }
}

/// What is not shown of the findings.
fn rest(report: &Report, digest: &Digest<'_>) -> Markup {
    html! {
        @if let Some((sentence, groups, more)) = digest.rest(report) {
            p { (sentence) }
            ul {
                @for group in groups {
                    li {
                        (group.graded()) " (" (group.shown) " shown): " (short(group.subject)) ": " (group.rule.title())
                        " " code { (tag(group.rule)) }
                    }
                }
            }
            @if let Some(more) = more { p { (more) } }
        }
        @if let Some(unlisted) = unlisted(report) { p { (unlisted) } }
        @if let Some(besides) = besides(report, report.near_misses.len()) { p { (besides) } }
    }
}

/// A list, and how much of it is not shown.
fn list<T>(items: &[T], item: impl Fn(&T) -> Markup) -> Markup {
    html! {
        ul { @for one in items.iter().take(LISTED) { li { (item(one)) } } }
        @if items.len() > LISTED { p { "and " (items.len() - LISTED) " more" } }
    }
}

fn steps(steps: &[String]) -> Markup {
    html! { @if !steps.is_empty() { ol { @for step in steps { li { (short(step)) } } } } }
}

/// Ids of claims, one after the other.
fn names(claims: &[String]) -> Markup {
    html! {
        @for (at, claim) in claims.iter().take(LISTED).enumerate() {
            @if at > 0 { ", " } b { (short(claim)) }
        }
        @if claims.len() > LISTED { " and " (claims.len() - LISTED) " more" }
    }
}

fn blamed(blame: &Blame) -> Markup {
    let kind = format!("{}s", blame.verdict.word());
    html! {
        h3 { "Going by the " (kind) }
        @if let Some(doubt) = &blame.first_doubt {
            p { "If only one claim were doubted: " b { (short(&doubt.claim)) } ", which settles " (doubt.resolves) " of them." }
        }
        div.scroll tabindex="0" role="region" aria-label={ "Shares of blame, " (kind) } {
            table {
                thead { tr { th scope="col" { "source" } th scope="col" { "share of blame" } } }
                tbody {
                    @for source in blame.sources.iter().take(LISTED) {
                        tr { th scope="row" { (short(&source.source)) } td { (source.share.nearest(2)) } }
                    }
                }
            }
        }
        @for (at, set) in blame.set_aside.iter().enumerate() {
            p {
                @if at == 0 { "Without these none is left" @if !blame.exact { " (fewer may do)" } ": " } @else { "Or: " }
                (names(set))
            }
        }
    }
}

fn follows(implied: &Implied) -> Markup {
    html! { b { (short(&implied.cell)) } ": " (short(&implied.text)) (steps(&implied.steps)) }
}

fn fate(forecast: &Forecast) -> Markup {
    html! {
        b { (short(&forecast.claim)) } ": " (short(&forecast.says)) " — " strong { (forecast.fate.word()) }
        @if !forecast.by.is_empty() { ", by " (names(&forecast.by)) }
    }
}

fn near(near: &NearMiss) -> Markup {
    html! { (names(&near.claims)) ": " (short(&near.because)) " " code { (tag(near.rule)) } }
}

fn allowed(allowed: &Allowed) -> Markup {
    html! { (names(&allowed.claims)) " " code { (tag(allowed.rule)) } ": " (short(&allowed.because)) }
}

fn left_out(report: &Report) -> Markup {
    let undecided = |one: &Undecided| html! { (names(&one.claims)) @if !one.claims.is_empty() { ": " } (short(&one.because)) };
    html! {
        @if !report.undecided.is_empty() { h3 { "Not decided" } (list(&report.undecided, undecided)) }
        @if !report.superseded.is_empty() {
            h3 { "Withdrawn" }
            (list(&report.superseded, |one| html! { b { (short(&one.claim)) } " by " b { (short(&one.by)) } }))
        }
        @if !report.stale.is_empty() { h3 { "Allowances that meet nothing" } (list(&report.stale, |one| html! { (short(one)) })) }
        @if !report.hints.is_empty() { h3 { "Remarks" } (list(&report.hints, |one| html! { (short(one)) })) }
    }
}

fn policy(report: &Report) -> Markup {
    html! {
        p { "Every width and term that the verdicts rest on, read plainly and as generously as words allow." }
        details {
            summary { "All settings" }
            div.scroll tabindex="0" role="region" aria-label="Settings" {
                table {
                    thead { tr { th scope="col" { "setting" } th scope="col" { "plainly" } th scope="col" { "generously" } } }
                    tbody {
                        @for (name, setting) in &report.policy {
                            tr { th scope="row" { (short(name)) } td { (short(&setting.plain)) } td { (short(&setting.lenient)) } }
                        }
                    }
                }
            }
        }
    }
}
