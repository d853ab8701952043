//! The formats of `check`: one line each.

use std::error::Error;

use gainsay::{Report, Texts};

/// Prints a report.
pub(crate) type Format = fn(&Report, &Page<'_>) -> Result<String, Box<dyn Error>>;

/// What formats are told besides the report.
#[cfg_attr(not(feature = "render"), expect(dead_code, reason = "only diagnostics look at the terminal"))]
pub(crate) struct Page<'t> {
    pub(crate) texts: Texts<'t>,
    pub(crate) most: usize,
    pub(crate) columns: usize,
    pub(crate) coloured: bool,
}

const FORMATS: &[(&str, Format)] = &[
    ("text", |report, _| Ok(report.text())),
    ("diagnostic", diagnostic),
    ("markdown", |report, page| Ok(report.markdown(page.most))),
    ("json", |report, _| Ok(serde_json::to_string_pretty(report)? + "\n")),
    ("sarif", |report, page| Ok(report.sarif(&page.texts))),
    ("dot", |report, page| Ok(report.dot(page.most))),
    ("html", html),
];

/// The format of a name.
pub(crate) fn named(name: &str) -> Result<Format, Box<dyn Error>> {
    let found = FORMATS.iter().find(|(known, _)| *known == name).map(|(_, format)| *format);
    let all = || FORMATS.iter().map(|(known, _)| *known).collect::<Vec<_>>().join(", ");
    found.ok_or_else(|| format!("`{name}` is no format; write one of {}", all()).into())
}

/// What is printed if nothing else is asked for.
pub(crate) fn usual(terminal: bool) -> Result<Format, Box<dyn Error>> {
    named(if terminal && cfg!(feature = "render") { "diagnostic" } else { "text" })
}

#[cfg(feature = "render")]
#[expect(clippy::unnecessary_wraps, reason = "it is one of the formats")]
fn diagnostic(report: &Report, page: &Page<'_>) -> Result<String, Box<dyn Error>> {
    let terminal = gainsay::Terminal::new().findings(page.most).columns(page.columns);
    let terminal = if page.coloured { terminal.coloured() } else { terminal };
    Ok(report.diagnostic(&page.texts, terminal))
}

#[cfg(not(feature = "render"))]
fn diagnostic(_: &Report, _: &Page<'_>) -> Result<String, Box<dyn Error>> {
    Err("diagnostics are not built in; add `--features render`".into())
}

#[cfg(feature = "html")]
#[expect(clippy::unnecessary_wraps, reason = "it is one of the formats")]
fn html(report: &Report, page: &Page<'_>) -> Result<String, Box<dyn Error>> {
    Ok(report.html(page.most))
}

#[cfg(not(feature = "html"))]
fn html(_: &Report, _: &Page<'_>) -> Result<String, Box<dyn Error>> {
    Err("the page is not built in; add `--features html`".into())
}
