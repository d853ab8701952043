//! Graphs in the DOT language.

use super::*;

/// A graph without what stands in quotes, and its strings.
#[track_caller]
pub(crate) fn parted(graph: &str) -> (String, Vec<String>) {
    let (mut bare, mut strings) = (String::new(), Vec::new());
    let mut found = graph.chars();
    while let Some(next) = found.next() {
        bare.push(next);
        if next == '"' {
            let mut string = String::new();
            loop {
                match found.next().unwrap() {
                    '"' => break,
                    '\\' => string.extend(['\\', found.next().unwrap()]),
                    inside => string.push(inside),
                }
            }
            strings.push(string);
            bare.push('"');
        }
    }
    (bare, strings)
}

#[test]
fn the_shipped_case_is_pinned_as_dot() {
    insta::assert_snapshot!(report().dot(50));
}

#[test]
fn every_arrow_joins_nodes_of_its_finding() {
    let (bare, _) = parted(&report().dot(50));
    let clusters: Vec<&str> = bare.split("subgraph ").skip(1).collect();
    assert_eq!(clusters.len(), 5);
    let mut arrows = 0;
    for cluster in clusters {
        let declared = |node: &str| cluster.contains(&format!("\n    {node} [shape="));
        for line in cluster.lines().filter(|line| line.contains(" -> ")) {
            let (from, to) = line.trim().split_once(" -> ").unwrap();
            let to = to.split([' ', ';']).next().unwrap();
            assert!(declared(from) && declared(to), "{line}");
            arrows += 1;
        }
        assert!(cluster.contains("[shape=octagon"));
    }
    assert!(arrows > 15, "only {arrows} arrows");
}

#[test]
fn a_thousand_findings_are_counted() {
    let (_, set) = piers(24, 10);
    let report = Checker::new().check(&set);
    let graph = report.dot(20);
    assert!(graph.len() < 40_000, "{}", graph.len());
    assert_eq!(graph.matches("subgraph ").count(), 20);
    assert!(graph.contains(&format!(
        "label=\"{} findings of this report not drawn\\l\";",
        report.findings.len() - 20
    )));
}
