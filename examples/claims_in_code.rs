//! A set of claims built in code, checked, and printed.

use std::error::Error;
use std::io::Write;

use gainsay::{Cell, Checker, Claim, ClaimSet, Measure, Source};

fn main() -> Result<(), Box<dyn Error>> {
    Ok(std::io::stdout().write_all(report()?.as_bytes())?)
}

/// Two sources on the length of one bridge, and a third that only hears of it.
pub(crate) fn report() -> Result<String, Box<dyn Error>> {
    let length = || Cell::new("Great Belt Bridge, east span", "length");
    let set = ClaimSet::builder()
        .source(Source::new("builder", "Example Engineering").published("1998-06-14".parse()?))
        .source(Source::new("guide", "Example Guide").published("2019".parse()?))
        .source(Source::new("blog", "Example Blog").published("2020-03-01".parse()?).quoted_from("guide"))
        .measure("length", Measure::constant("m"))
        .claim(Claim::amount("b1", "builder", length(), "6,790 m".parse()?))
        .claim(Claim::amount("g1", "guide", length(), "nearly 8 km".parse()?))
        .claim(Claim::amount("g2", "blog", length(), "about 7.9 km".parse()?))
        .build()?;
    Ok(Checker::new().check(&set).text())
}
