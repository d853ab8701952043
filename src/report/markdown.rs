//! Findings as Markdown.

use super::digest::{CLAIMS, Digest, argument, besides};
use super::safe::short;
use super::text::{counted, counts, place, tag, unlisted};
use super::{Finding, NearMiss, Report, Side, Verdict};

/// How many near misses are listed.
const NEAR_MISSES: usize = 20;

impl Report {
    /// The findings as Markdown, for a pull request or a chat.
    ///
    /// As many findings as asked for come in full; [the guide](crate::guide::outputs) says which, and shows an example. Foreign
    /// text stays text: it makes no markup, links to nothing and mentions nobody.
    #[must_use]
    pub fn markdown(&self, findings: usize) -> String {
        let digest = Digest::new(self, findings);
        let mut out = Lines(String::new());
        if let Some(title) = &self.title {
            out.block(&format!("## {}", safe(title)));
        }
        out.block(&format!("**{}**", counts(self)));
        for (at, finding) in &digest.shown {
            found(&mut out, *at, finding);
        }
        if let Some((sentence, groups, more)) = digest.rest(self) {
            out.block(&sentence);
            out.list(groups.iter().map(|group| {
                let (subject, shown) = (safe(group.subject), group.shown);
                format!(
                    "{} ({shown} shown): {subject}: {} `{}`",
                    group.graded(),
                    group.rule.title(),
                    tag(group.rule)
                )
            }));
            out.blocks(more);
        }
        out.blocks(unlisted(self));
        near_misses(&mut out, self);
        out.blocks(besides(self, 0));
        out.0
    }
}

/// Blocks with a blank line between them.
struct Lines(String);

impl Lines {
    fn block(&mut self, text: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(text);
        self.0.push('\n');
    }

    fn blocks(&mut self, texts: impl IntoIterator<Item = String>) {
        for text in texts {
            self.block(&text);
        }
    }

    fn list(&mut self, items: impl IntoIterator<Item = String>) {
        let items: Vec<String> = items.into_iter().map(|item| format!("- {item}")).collect();
        self.block(&items.join("\n"));
    }
}

fn found(out: &mut Lines, at: usize, finding: &Finding) {
    let verdict = match finding.verdict {
        Verdict::Contradiction => "Contradiction",
        Verdict::Tension => "Tension",
    };
    out.block(&format!("### {}. {verdict}: {} `{}`", at + 1, finding.rule.title(), tag(finding.rule)));
    out.block(&format!("About {}; {}.", safe(&finding.subject), place(finding.between)));
    let more = finding.sides.len().saturating_sub(CLAIMS);
    let more = (more > 0).then(|| format!("and {}", counted(more, "more claim")));
    out.list(finding.sides.iter().take(CLAIMS).map(side).chain(more));
    out.block("Why:");
    out.list(argument(finding).iter().map(|step| safe(step)));
    for tension in &finding.contains {
        out.block(&format!("It holds a tension within itself: finding {}.", tension + 1));
    }
    if !finding.reconciliations.is_empty() {
        out.block("They fit:");
        out.list(finding.reconciliations.iter().map(|way| safe(&way.text)));
    }
    for slip in &finding.slips {
        out.block(&format!("Perhaps: {}", safe(slip)));
    }
}

fn side(side: &Side) -> String {
    let quote = side.quote.as_ref().map(|quote| format!(" (“{}”)", safe(quote))).unwrap_or_default();
    let range =
        side.range.as_ref().map(|range| format!("; read plainly: {}", safe(range))).unwrap_or_default();
    format!("**{}**, {}: {}{quote}{range}", safe(&side.claim), safe(&side.source), safe(&side.says))
}

fn near_misses(out: &mut Lines, report: &Report) {
    if report.near_misses.is_empty() {
        return;
    }
    let near = |near: &NearMiss| {
        let claims: Vec<String> = near.claims.iter().map(|claim| safe(claim)).collect();
        format!("{}: {} (`{}`)", claims.join(", "), safe(&near.because), near.rule)
    };
    out.block("Worth a look, though no finding:");
    let more = report.counts.near_misses.saturating_sub(report.near_misses.len().min(NEAR_MISSES));
    let more = (more > 0).then(|| format!("and {more} more"));
    out.list(report.near_misses.iter().take(NEAR_MISSES).map(near).chain(more));
}

/// Stands unseen inside what a chat or a code host would make a link of. Escapes do not help there: names, numbers and addresses
/// are looked for in the text that the escapes have become.
const BREAK: char = '\u{2060}';

/// Foreign text that reads as it is and does nothing.
///
/// # Source
/// *`CommonMark`* 0.31.2, sections 2.4 and 6; GitHub Flavored Markdown 0.29, sections 4.10, 6.5 and 6.9; GitHub's
/// documentation on mentions, references to issues and mathematical expressions.
fn safe(text: &str) -> String {
    let text = short(text);
    let mut out = String::with_capacity(text.len() + 16);
    // A number or a sign at the beginning would open a list or a heading.
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    for (at, found) in text.char_indices() {
        let next = text.get(at + found.len_utf8()..).and_then(|rest| rest.chars().next());
        let opens = match found {
            '-' | '+' | '=' => at == 0,
            '.' | ')' => at == digits && digits > 0,
            _ => false,
        };
        if opens || is_markup(found) {
            out.push('\\');
        }
        if breaks_before(&out, found) {
            out.push(BREAK);
        }
        out.push(found);
        let links = match found {
            '@' | '#' => true,
            ':' => next.is_some_and(|next| !next.is_whitespace()),
            _ => false,
        };
        if links {
            out.push(BREAK);
        }
    }
    out
}

fn is_markup(found: char) -> bool {
    matches!(found, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' | '#' | '!' | '^')
}

/// Whether an address or a reference ends before a character: `www.`, `GH-1`.
fn breaks_before(before: &str, found: char) -> bool {
    let ends = |end: &str| {
        let start = before.len().checked_sub(end.len()).and_then(|start| before.get(start..));
        start.is_some_and(|start| start.eq_ignore_ascii_case(end))
    };
    (found == '.' && ends("www")) || (found.is_ascii_digit() && ends("gh-"))
}
