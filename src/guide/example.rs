use gainsay::{Checker, ClaimSet, ReadErrors, Report, Verdict};

/// Four issues of three newspapers, what is declared, and what is claimed: a set of claims.
pub fn set(declared: &str, claims: &str) -> Result<ClaimSet, ReadErrors> {
    let papers = r#"{"gainsay": 1, "claims": [], "sources": {
        "gazette":   {"publisher": "Example Gazette", "published": "2024-03-01"},
        "courier":   {"publisher": "Example Courier", "published": "2024-03-01"},
        "herald":    {"publisher": "Example Herald",  "published": "2024-03-02"},
        "gazette 2": {"publisher": "Example Gazette", "published": "2024-03-09"}}}"#;
    let sources = if declared.contains(r#""sources""#) { "" } else { r#""sources": {}, "# };
    let file = format!(r#"{{"gainsay": 1, {sources}{declared}, "claims": [{claims}]}}"#);
    gainsay::read([("papers.json", papers), ("example.json", &file)])
}

/// What a check comes to.
pub fn report(declared: &str, claims: &str) -> Result<Report, ReadErrors> {
    Ok(Checker::new().check(&set(declared, claims)?))
}

/// Every finding on one line: its rule, its verdict, its claims.
pub fn findings(declared: &str, claims: &str) -> Result<Vec<String>, ReadErrors> {
    let line = |finding: &gainsay::Finding| {
        let verdict = match finding.verdict {
            Verdict::Contradiction => "contradiction",
            Verdict::Tension => "tension",
        };
        format!("{}, {verdict}: {}", finding.rule, finding.claims.join(" "))
    };
    Ok(report(declared, claims)?.findings.iter().map(line).collect())
}

/// Every near miss on one line: its rule and its claims.
pub fn near(declared: &str, claims: &str) -> Result<Vec<String>, ReadErrors> {
    let line = |near: &gainsay::NearMiss| format!("{}: {}", near.rule, near.claims.join(" "));
    Ok(report(declared, claims)?.near_misses.iter().map(line).collect())
}

/// What findings come to when there are none.
pub const NOTHING: [&str; 0] = [];
