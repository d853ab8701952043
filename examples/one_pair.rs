//! How two claims stand to each other: one question, one answer.

use std::error::Error;
use std::io::Write;

use gainsay::{Cell, Claim, ClaimSet, Measure, Relation, Source, relate};

fn main() -> Result<(), Box<dyn Error>> {
    Ok(std::io::stdout().write_all(report()?.as_bytes())?)
}

/// Money signed for, money paid out, and what a word has to mean for both to be true.
pub(crate) fn report() -> Result<String, Box<dyn Error>> {
    let invested = |stage: &str| Cell::new("Russia in Iran", "investment").stage(stage);
    let set = ClaimSet::builder()
        .source(Source::new("june", "WANA").published("2025-06-05".parse()?))
        .source(Source::new("later", "Envoy interview").published("2026-02".parse()?))
        .measure("investment", Measure::running_total("USD").ladder("funding").additive().non_negative())
        .claim(Claim::amount("w2", "june", invested("finalized"), "nearly $5 billion".parse()?))
        .claim(Claim::amount(
            "e1",
            "later",
            invested("invested").as_of("2026-02".parse()?),
            "roughly $1.1 billion".parse()?,
        ))
        .build()?;
    Ok(match relate(&set, "w2", "e1")? {
        Relation::Contradiction(finding) => format!("they contradict each other: {}\n", finding.text),
        Relation::Tension(finding) => {
            let ways: Vec<&str> = finding.reconciliations.iter().map(|way| way.text.as_str()).collect();
            format!("they fit only {}\n", ways.join(", or "))
        }
        Relation::Consistent(agreement) => format!("they fit: {agreement:?}\n"),
        Relation::Incomparable(because) => format!("nothing to compare: {because}\n"),
        Relation::Undecided(missing) => format!("undecided: {missing}\n"),
        other => format!("{other:?}\n"),
    })
}
