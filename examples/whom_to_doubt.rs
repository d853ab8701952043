//! Whom to doubt first: what the findings of the second shipped case come to together.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;

use gainsay::{Blame, Checker, Report, Verdict};

fn main() -> Result<(), Box<dyn Error>> {
    Ok(std::io::stdout().write_all(report()?.as_bytes())?)
}

/// Each share of the blame, the smallest sets to set aside, and whom to doubt if only one.
pub(crate) fn report() -> Result<String, Box<dyn Error>> {
    let text = include_str!("data/aid-to-ukraine.claims.json");
    let report = Checker::new().check(&gainsay::read([("aid-to-ukraine.claims.json", text)])?);
    let mut out = String::new();
    for blame in &report.blame {
        part(&mut out, &report, blame)?;
    }
    Ok(out)
}

fn part(out: &mut String, report: &Report, blame: &Blame) -> std::fmt::Result {
    let says: BTreeMap<&str, String> = report
        .findings
        .iter()
        .flat_map(|finding| &finding.sides)
        .map(|side| (side.claim.as_str(), format!("{}: {}", side.source, side.says)))
        .collect();
    let (count, grade) = match blame.verdict {
        Verdict::Contradiction => (report.counts.contradictions, "contradictions"),
        Verdict::Tension => (report.counts.tensions, "tensions"),
    };
    writeln!(
        out,
        "{count} {grade}: each hands out a blame of 1, in equal parts, to the witnesses it needs\n"
    )?;
    for one in &blame.claims {
        let echoes =
            if one.echoes.is_empty() { String::new() } else { format!(" = {}", one.echoes.join(" = ")) };
        let words = says.get(one.claim.as_str()).map_or("", String::as_str);
        writeln!(out, "  {:>6}  {}{echoes}  {words}", one.share.to_string(), one.claim)?;
    }
    writeln!(out, "\nby source")?;
    for one in &blame.sources {
        writeln!(out, "  {:>6}  {}", one.share.to_string(), one.source)?;
    }
    writeln!(
        out,
        "\nset aside{}",
        if blame.exact { ", the fewest first" } else { ", perhaps not the fewest" }
    )?;
    for set in &blame.set_aside {
        writeln!(out, "  {}", set.join(", "))?;
    }
    match &blame.first_doubt {
        Some(doubt) => writeln!(
            out,
            "\nif you doubt only one: {}, and {} {grade} are gone\n",
            doubt.claim, doubt.resolves
        ),
        None => writeln!(out),
    }
}
