//! A ladder of one's own, a stricter policy, and what they change.

use std::error::Error;
use std::io::Write;

use gainsay::{Cell, Checker, Claim, ClaimSet, Date, Grade, Ladder, Measure, Policy, Source, UnitEntry};

fn main() -> Result<(), Box<dyn Error>> {
    Ok(std::io::stdout().write_all(report()?.as_bytes())?)
}

/// Homes approved and homes handed over, first under the default policy, then with every figure taken narrowly.
pub(crate) fn report() -> Result<String, Box<dyn Error>> {
    let default = Checker::new().check(&homes(Policy::default())?);
    let mut strict = Policy::default();
    for hedge in ["unhedged", "unhedged beyond", "about"] {
        // A hedge never narrows, so the bare number comes first.
        strict.set(hedge, Grade::Plain, "1%")?;
        strict.set(hedge, Grade::Lenient, "2%")?;
    }
    let strict = Checker::new().check(&homes(strict)?);
    Ok(format!("By default:\n{}\nWith every figure within 2 per cent:\n{}", default.text(), strict.text()))
}

fn homes(policy: Policy) -> Result<ClaimSet, Box<dyn Error>> {
    let ladder = Ladder::new(["zoned", "permitted", "finished"])?
        .plan("zoned")?
        .hard("finished")?
        .word("handed over", ["finished"])?
        .word("approved", ["zoned", "permitted"])?;
    let day: Date = "2024-12-31".parse()?;
    let homes = |stage: &str| Cell::new("Example Town", "homes").stage(stage).as_of(day.clone());
    Ok(ClaimSet::builder()
        .source(Source::new("town", "Example Town Council").published("2025-01-10".parse()?))
        .source(Source::new("paper", "Example Gazette").published("2025-01-12".parse()?))
        .unit("homes", UnitEntry { is: None, counts: true })
        .ladder("housing", ladder)
        .measure("homes", Measure::running_total("homes").ladder("housing").additive().non_negative())
        .claim(Claim::amount("t1", "town", homes("permitted"), "about 1,000".parse()?))
        .claim(Claim::amount("p1", "paper", homes("handed over"), "about 1,080".parse()?))
        .policy(policy)
        .build()?)
}
