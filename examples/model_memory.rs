//! Claims that a language model drafts: read errors go back until the draft reads, and what it says is checked against
//! what is remembered.
//!
//! The model's two answers are written out here, so that the example runs without a model. The rest is the loop as it is.

use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;

use gainsay::{Checker, ClaimSet, Finding, ReadErrors, Report};
use serde_json::{Value, json};

/// What is remembered: claims of an earlier article.
const MEMORY: &str = r#"{
  "gainsay": 1,
  "sources": {"wana": {"publisher": "WANA", "published": "2025-06-05"}},
  "measures": {"investment": {"kind": "running_total", "unit": "USD", "ladder": "funding", "additive": true, "non_negative": true}},
  "claims": [
    {"id": "w2", "kind": "amount", "source": "wana", "speaker": ["Kazem Jalali"], "subject": "Russia in Iran",
     "measure": "investment", "scope": {"sector": "gas"}, "stage": "finalized", "value": "nearly $5 billion",
     "quote": "nearly $5 billion already finalized"}]
}"#;

/// What a passage of an interview was drafted as at first.
const DRAFT: &str = r#"{
  "gainsay": 1,
  "sources": {"envoy": {"publisher": "Envoy interview", "published": "February 2026"}},
  "claims": [
    {"id": "e1", "kind": "amount", "source": "envoy", "speaker": ["Kazem Jalali"], "subject": "Russia in Iran",
     "measure": "investments", "stage": "invested", "value": "$1.1 billion (approx)", "confidence": 0.9,
     "quote": "roughly $1.1 billion already invested"}]
}"#;

/// The second answer, given the faults of the first.
const AGAIN: &str = r#"{
  "gainsay": 1,
  "sources": {"envoy": {"publisher": "Envoy interview", "published": "2026-02?"}},
  "claims": [
    {"id": "e1", "kind": "amount", "source": "envoy", "speaker": ["Kazem Jalali"], "subject": "Russia in Iran",
     "measure": "investment", "stage": "invested", "value": "roughly $1.1 billion",
     "quote": "roughly $1.1 billion already invested"}]
}"#;

fn main() -> Result<(), Box<dyn Error>> {
    Ok(std::io::stdout().write_all(report()?.as_bytes())?)
}

/// Both rounds, and what the model is shown in the end.
pub(crate) fn report() -> Result<String, Box<dyn Error>> {
    let mut out = String::new();
    for draft in [DRAFT, AGAIN] {
        match remembered_with(draft) {
            Err(faults) => writeln!(out, "{}", correction(&faults))?,
            Ok(set) => {
                let shown = news(&Checker::new().check(&set), &["e1"])?;
                writeln!(
                    out,
                    "The draft reads. Shown to the model:\n{}",
                    serde_json::to_string_pretty(&shown)?
                )?;
            }
        }
    }
    Ok(out)
}

/// The memory and the draft as one set: the draft may use the sources, names and measures that are there.
fn remembered_with(draft: &str) -> Result<ClaimSet, ReadErrors> {
    gainsay::read([("memory.json", MEMORY), ("draft.json", draft)])
}

/// The next prompt: every fault, each with its place in the draft.
fn correction(faults: &ReadErrors) -> String {
    let lines: Vec<String> = faults.faults().iter().map(|fault| format!("- {fault}")).collect();
    format!(
        "Your draft cannot be read. Give all of it again, with these faults mended:\n{}\n",
        lines.join("\n")
    )
}

/// The findings that new claims have a part in, without their proofs: a model has no use for these.
fn news(report: &Report, new: &[&str]) -> Result<Value, Box<dyn Error>> {
    let is_new = |finding: &&Finding| finding.claims.iter().any(|claim| new.contains(&claim.as_str()));
    let mut findings = serde_json::to_value(report.findings.iter().filter(is_new).collect::<Vec<_>>())?;
    for finding in findings.as_array_mut().into_iter().flatten() {
        if let Some(fields) = finding.as_object_mut() {
            fields.retain(|name, _| SHOWN.contains(&name.as_str()));
        }
    }
    Ok(json!({"new": new, "findings": findings}))
}

/// The fields of a finding that say what it is about: verdict, argument, words, and ways out.
const SHOWN: [&str; 6] = ["rule", "verdict", "claims", "text", "sides", "reconciliations"];
