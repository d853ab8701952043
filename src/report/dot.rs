//! The derivations of findings as a graph in the DOT language.

use std::fmt::{self, Write as _};

use super::digest::{CLAIMS, Digest};
use super::safe::short;
use super::text::counted;
use super::{Finding, Named as _, Report};
use crate::proof::{Derivation, Derived};

/// How many cases of a proof are drawn, and how many premises of a case.
const CASES: usize = 8;
const PREMISES: usize = 40;

impl Report {
    /// How each finding follows, as a graph in the DOT language of Graphviz.
    ///
    /// Boxes are claims, ellipses laws, and an octagon is the absurdity to which they add up; the arrows carry the inequalities of
    /// the [proof](crate::guide::proofs). As many findings as asked for are drawn; [the guide](crate::guide::outputs) says
    /// which, and shows an example.
    #[must_use]
    pub fn dot(&self, findings: usize) -> String {
        let digest = Digest::new(self, findings);
        let mut out = Graph(String::new());
        out.line("digraph gainsay {");
        out.line("  graph [fontname=\"sans-serif\"]; node [fontname=\"sans-serif\"]; edge [fontname=\"sans-serif\", fontsize=10];");
        if digest.hidden() > 0 {
            let hidden = format!("{} of this report not drawn", counted(digest.hidden(), "finding"));
            out.line(&format!("  label={};", Label(&[hidden])));
        }
        for (at, finding) in &digest.shown {
            out.finding(at + 1, finding);
        }
        out.line("}");
        out.0
    }
}

struct Graph(String);

impl Graph {
    fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    fn finding(&mut self, number: usize, finding: &Finding) {
        let verdict = finding.verdict.word();
        let title = format!("{number}. {verdict}: {} [{}]", finding.rule.title(), finding.rule);
        self.line(&format!("  subgraph cluster_{number} {{"));
        self.line(&format!("    label={};", Label(&[title, short(&finding.subject)])));
        for (at, side) in finding.sides.iter().take(CLAIMS).enumerate() {
            let range = side.range.as_ref().map(|range| format!("read plainly: {}", short(range)));
            let mut lines = vec![short(&side.claim), short(&side.source), short(&side.says)];
            lines.extend(range);
            self.line(&format!("    f{number}c{at} [shape=box, label={}];", Label(&lines)));
        }
        for (at, case) in finding.proof.derived().take(CASES).enumerate() {
            self.case(number, at, finding, &case);
        }
        let more = finding.proof.cases().saturating_sub(CASES);
        if more > 0 {
            let more = Label(&[format!("and {}", counted(more, "more case"))]).to_string();
            self.line(&format!("    f{number}more [shape=plaintext, label={more}];"));
        }
        self.line("  }");
    }

    fn case(&mut self, number: usize, at: usize, finding: &Finding, case: &Derived) {
        let end = format!("f{number}x{at}");
        let mut lines: Vec<String> = case.suppose.iter().map(|one| format!("if {}", short(one))).collect();
        lines.push(match &case.absurdity {
            Some(sum) => format!("{sum}: cannot be"),
            None => format!("{}: cannot be", finding.rule.title()),
        });
        self.line(&format!("    {end} [shape=octagon, label={}];", Label(&lines)));
        for (law, ground) in case.grounds.iter().take(PREMISES).enumerate() {
            self.ground(number, &format!("f{number}l{at}_{law}"), &end, ground);
        }
    }

    /// A premise: an arrow from its claim, or a law between claims with an arrow of its own.
    fn ground(&mut self, number: usize, law: &str, end: &str, ground: &Derivation) {
        let premise = ground.premise.as_ref().map(|premise| short(premise));
        let label = premise.map(|premise| format!(" [label={}]", Label(&[premise]))).unwrap_or_default();
        let claims = ground.claims.iter().filter(|claim| **claim < CLAIMS);
        let Some(name) = &ground.law else {
            for claim in claims {
                self.line(&format!("    f{number}c{claim} -> {end}{label};"));
            }
            return;
        };
        self.line(&format!("    {law} [shape=ellipse, label={}];", Label(&[short(name)])));
        for claim in claims {
            self.line(&format!("    f{number}c{claim} -> {law} [style=dashed];"));
        }
        self.line(&format!("    {law} -> {end}{label};"));
    }
}

/// Lines of text in quotes, each wrapped and set to the left.
///
/// # Source
/// The DOT language of Graphviz: in a quoted string a quote is `\"`; in a label `\l` ends a line, a backslash is doubled, and
/// character entities of HTML are known.
struct Label<'l>(&'l [String]);

/// How many characters a line of a label has at most.
const WIDTH: usize = 48;

impl fmt::Display for Label<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_char('"')?;
        for line in self.0 {
            let mut used = 0;
            for word in line.split(' ') {
                let length = word.chars().count();
                if used > 0 && used + 1 + length > WIDTH {
                    out.write_str("\\l")?;
                    used = 0;
                } else if used > 0 {
                    out.write_char(' ')?;
                    used += 1;
                }
                used += length;
                word.chars().try_for_each(|found| match found {
                    '"' | '\\' => write!(out, "\\{found}"),
                    '&' => out.write_str("&amp;"),
                    _ => out.write_char(found),
                })?;
            }
            out.write_str("\\l")?;
        }
        out.write_char('"')
    }
}
