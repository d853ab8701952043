//! Findings for the terminal, the words of their claims underlined where they stand.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Renderer, Snippet};

use super::digest::{CLAIMS, Digest, argument, besides};
use super::excerpt::{Excerpt, excerpt, width, words};
use super::quoted::{Quoted, Records};
use super::safe::{clean, short, shortened};
use super::text::{counted, counts, place, tag, unlisted};
use super::{Finding, Report, Side, Verdict};
use crate::read::{Record, Stretch, Texts};

/// The terminal that findings are printed on.
///
/// # Shape
/// 80 to 200 columns wide, 100 if nothing else is said; without colours; as many findings as are given, 50 if nothing else is
/// said.
///
/// # Examples
/// ```
/// use gainsay::Terminal;
/// assert_eq!(Terminal::new().columns(20), Terminal::new().columns(80));
/// assert_ne!(Terminal::new().coloured(), Terminal::new());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terminal {
    columns: usize,
    colours: bool,
    findings: usize,
}

impl Default for Terminal {
    fn default() -> Terminal {
        Terminal { columns: 100, colours: false, findings: 50 }
    }
}

impl Terminal {
    /// A terminal of 100 columns without colours, and up to 50 findings.
    #[must_use]
    pub fn new() -> Terminal {
        Terminal::default()
    }

    /// Sets how many columns it has; fewer than 80 count as 80, more than 200 as 200.
    #[must_use]
    pub fn columns(mut self, columns: usize) -> Terminal {
        self.columns = columns.clamp(80, 200);
        self
    }

    /// Takes it for one that knows the ANSI escape codes of colours.
    #[must_use]
    pub fn coloured(mut self) -> Terminal {
        self.colours = true;
        self
    }

    /// Sets how many findings are printed in full; the others are counted by subject and rule.
    #[must_use]
    pub fn findings(mut self, most: usize) -> Terminal {
        self.findings = most;
        self
    }
}

impl Report {
    /// The findings for a terminal, each with the words of its claims underlined where they stand.
    ///
    /// A claim's words are quoted from the document that its quote or its source names, if it is among the texts; else from
    /// its record in the claims file; else the claim is quoted in words. Where a quote does not stand in its document as it
    /// says, the finding has a warning that tells so. Foreign text cannot move the cursor, change colours or flip the
    /// direction of text. How many findings come in full is the terminal's; [the guide](crate::guide::outputs) says which, and
    /// shows an example.
    #[must_use]
    pub fn diagnostic(&self, texts: &Texts<'_>, terminal: Terminal) -> String {
        let digest = Digest::new(self, terminal.findings);
        let ids = digest.shown.iter().flat_map(|(_, finding)| &finding.claims).map(String::as_str).collect();
        let records = Records::new(texts, &ids);
        let renderer = if terminal.colours { Renderer::styled() } else { Renderer::plain() };
        // We cut lines ourselves, as only we know the place of a cut line.
        let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(usize::from(u16::MAX));
        let mut out = String::new();
        for (at, finding) in &digest.shown {
            let page = Page::new(finding, &records, terminal.columns);
            let printed = renderer.render(&[page.group(*at, finding)]);
            page.print(&printed, &mut out);
        }
        for line in closing(self, &digest).iter().flat_map(|line| wrap(line, terminal.columns)) {
            out.push_str(&line);
            out.push('\n');
        }
        out
    }
}

/// What comes after the findings: how many there are, what is not shown, and what else there is.
fn closing(report: &Report, digest: &Digest<'_>) -> Vec<String> {
    let mut lines: Vec<String> = report.title.iter().map(|title| short(title)).collect();
    lines.push(counts(report));
    if let Some((sentence, groups, more)) = digest.rest(report) {
        lines.push(sentence);
        for group in groups {
            let (count, subject, rule) = (group.graded(), shortened(group.subject, 60), group.rule);
            lines.push(format!(
                "- {count} ({} shown): {subject}: {} {}",
                group.shown,
                rule.title(),
                tag(rule)
            ));
        }
        lines.extend(more);
    }
    lines.extend(unlisted(report));
    lines.extend(besides(report, report.counts.near_misses));
    lines
}

/// The layout of one finding.
struct Page<'x> {
    columns: usize,
    /// How many columns line numbers take.
    numbers: usize,
    quotes: Vec<Quote<'x>>,
}

/// One claim of a finding, as it is shown.
struct Quote<'x> {
    side: &'x Side,
    quoted: Quoted<'x>,
    excerpt: Excerpt,
    label: String,
    /// Whether the label has room for what the claim comes to.
    is_full: bool,
}

impl<'x> Page<'x> {
    fn new(finding: &'x Finding, records: &Records<'x>, columns: usize) -> Page<'x> {
        let quoted: Vec<(&Side, Quoted<'_>)> =
            finding.sides.iter().take(CLAIMS).map(|side| (side, records.quoted(side))).collect();
        let last = quoted.iter().filter_map(|(_, quoted)| quoted.shown());
        let last = last.map(|Stretch { text, span }| text.position(span.end.max(span.start)).0).max();
        let numbers = last.unwrap_or(1).to_string().len();
        let room = columns - numbers - 3;
        let quotes = quoted.into_iter().map(|(side, quoted)| Quote::new(side, quoted, room));
        Page { columns, numbers, quotes: quotes.collect() }
    }

    /// The finding as the renderer takes it.
    fn group(&self, at: usize, finding: &'x Finding) -> Group<'_> {
        let level = match finding.verdict {
            Verdict::Contradiction => Level::ERROR.with_name("contradiction"),
            Verdict::Tension => Level::WARNING.with_name("tension"),
        };
        let mut elements: Vec<Element<'_>> = Vec::new();
        for (number, quote) in self.quotes.iter().enumerate() {
            elements.push(quote.snippet(number).into());
        }
        let subject = format!("finding {}: {}; {}", at + 1, short(&finding.subject), place(finding.between));
        elements.push(self.message("note", &[subject]));
        for quote in &self.quotes {
            elements.push(self.message("note", &quote.said()));
        }
        let more = finding.sides.len().saturating_sub(self.quotes.len());
        if more > 0 {
            elements.push(self.message("note", &[format!("and {}", counted(more, "more claim"))]));
        }
        elements.push(self.message("why", &argument(finding)));
        for tension in &finding.contains {
            let text = format!("it holds a tension within itself: finding {}", tension + 1);
            elements.push(self.message("note", &[text]));
        }
        for way in &finding.reconciliations {
            elements.push(self.message("help", &[format!("they fit {}", short(&way.text))]));
        }
        for slip in &finding.slips {
            elements.push(self.message("note", &[format!("perhaps {}", short(slip))]));
        }
        for quote in &self.quotes {
            elements.extend(quote.warning().map(|warning| self.message("warning", &[warning])));
        }
        level.primary_title(finding.rule.title()).id(finding.rule.code()).elements(elements)
    }

    /// A message under the quotes, wrapped.
    fn message(&self, name: &'static str, lines: &[String]) -> Element<'x> {
        let room = self.columns - self.numbers - name.len() - 5;
        let wrapped: Vec<String> = lines.iter().flat_map(|line| wrap(line, room)).collect();
        let level = match name {
            "help" => Level::HELP,
            "warning" => Level::WARNING,
            _ => Level::NOTE,
        };
        level.with_name(name).message(wrapped.join("\n")).into()
    }

    /// Appends what the renderer made, with the places in it that it cannot know.
    fn print(&self, printed: &str, out: &mut String) {
        for line in printed.lines() {
            let marked = self.quotes.iter().enumerate().find_map(|(number, quote)| {
                let (start, _) = line.split_once(&mark(number))?;
                Some(format!("{start}{}", quote.place(self.columns - self.numbers - 5)))
            });
            out.push_str(marked.as_deref().unwrap_or(line).trim_end());
            out.push('\n');
        }
        out.push('\n');
    }
}

/// What stands for a place until the finding is rendered: characters that no shown text holds.
fn mark(number: usize) -> String {
    format!("\u{fdd0}{number}\u{fdd1}")
}

impl<'x> Quote<'x> {
    fn new(side: &'x Side, quoted: Quoted<'x>, room: usize) -> Quote<'x> {
        let id = shortened(&side.claim, 20);
        let of = |label: &str| match quoted.shown() {
            Some(stretch) => excerpt(stretch, room, width(label)),
            None => words(&side.says, room, width(label)),
        };
        let excerpt = of(&id);
        // How far the words go on is known only now, and takes room of its own.
        let on = excerpt.until.map(|line| format!(" (to line {line})")).unwrap_or_default();
        let comes_to = side.range.as_ref().map(|range| format!("{id}: {}{on}", shortened(range, 120)));
        let widest = excerpt.lines.iter().map(super::excerpt::Line::under).max().unwrap_or(0);
        // The long label may cost the quoted line what stands around the words, but nothing of them.
        let wide = comes_to.filter(|label| widest + width(label) + 4 <= room);
        let is_full = wide.is_some() || side.range.is_none();
        let label = wide.unwrap_or_else(|| format!("{id}{on}"));
        let excerpt = of(&label);
        Quote { side, quoted, excerpt, label, is_full }
    }

    fn snippet(&self, number: usize) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
        let mut source = String::new();
        let mut spans = Vec::new();
        for line in &self.excerpt.lines {
            let start = source.len();
            spans.push(start + line.underlined.start..start + line.underlined.end);
            source.push_str(&line.text);
            source.push('\n');
        }
        let kind = if number == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let last = spans.len().saturating_sub(1);
        // INVARIANT: a bad span panics; ours are measured in the very text that is handed over.
        let annotations = spans.into_iter().enumerate().map(|(at, span)| {
            let annotation = kind.span(span);
            if at == last { annotation.label(self.label.as_str()) } else { annotation }
        });
        Snippet::source(source)
            .path(mark(number))
            .line_start(usize::try_from(self.excerpt.first).unwrap_or(1))
            .line_numbering(self.quoted.shown().is_some())
            .annotations(annotations.collect::<Vec<_>>())
    }

    /// Where the words stand, in so many columns.
    fn place(&self, room: usize) -> String {
        let Some(Stretch { text, span }) = self.quoted.shown() else {
            return format!("claim {}", shortened(&self.side.claim, room.saturating_sub(6)));
        };
        let (line, column) = text.position(span.start);
        let position = format!(":{line}:{column}");
        let name = clean(&text.name);
        let (room, length) = (room.saturating_sub(position.len() + 1), name.chars().count());
        if width(&name) <= room {
            return format!("{name}{position}");
        }
        // The end of a path tells more than its beginning.
        let end: String = name.chars().skip(length.saturating_sub(room / 2)).collect();
        format!("…{end}{position}")
    }

    /// Who said what.
    fn said(&self) -> Vec<String> {
        let Side { claim, source, says, range, .. } = self.side;
        let mut lines = vec![format!("{}: {}: {}", shortened(claim, 60), short(source), short(says))];
        if let (Some(range), false) = (range, self.is_full) {
            lines.push(format!("read plainly: {}", short(range)));
        }
        lines
    }

    /// What is wrong with what the quote says of itself, and where it says so.
    fn warning(&self) -> Option<String> {
        let fault = self.quoted.fault.as_ref()?;
        let record = self.quoted.record.map(Record::words);
        Some(match record {
            Some(Stretch { text, span }) => {
                let (line, column) = text.position(span.start);
                format!("{}:{line}:{column}: {fault}", short(&text.name))
            }
            None => fault.clone(),
        })
    }
}

/// Wraps a text to some columns.
fn wrap(text: &str, columns: usize) -> Vec<String> {
    let (mut lines, mut line) = (Vec::new(), String::new());
    for word in text.split(' ') {
        let used = width(&line);
        if used > 0 && used + 1 + width(word) > columns {
            lines.push(std::mem::take(&mut line));
        } else if used > 0 {
            line.push(' ');
        }
        for found in word.chars() {
            if width(&line) + width(found.encode_utf8(&mut [0; 4])) > columns {
                lines.push(std::mem::take(&mut line));
            }
            line.push(found);
        }
    }
    lines.push(line);
    lines
}
