//! The page: one file that asks for nothing, is well formed whatever the claims say, and reads without its drawings.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use gainsay::{Cell, Checker, Claim, ClaimSet, Measure, Source};

fn shipped(name: &str) -> ClaimSet {
    let path = format!("{}/examples/data/{name}.claims.json", env!("CARGO_MANIFEST_DIR"));
    gainsay::read([(name.to_owned(), std::fs::read(path).unwrap())]).unwrap()
}

fn page(set: &ClaimSet) -> String {
    Checker::new().check(set).html(50)
}

/// A tag as it stands: its name, whether it closes, and its attributes.
#[derive(Debug)]
struct Tag {
    name: String,
    closes: bool,
    attributes: BTreeMap<String, String>,
}

/// All tags, read as strictly as our own printer writes them; style sheets and text are passed over.
fn tags(page: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = page.strip_prefix("<!DOCTYPE html>").unwrap();
    while let Some(start) = rest.find('<') {
        let end = start + rest[start..].find('>').unwrap();
        let inside = &rest[start + 1..end];
        assert!(!inside.contains('<'), "an unescaped sign near {inside}");
        let closes = inside.starts_with('/');
        let inside = inside.trim_start_matches('/');
        let (name, mut list) = inside.split_once(' ').unwrap_or((inside, ""));
        let mut attributes = BTreeMap::new();
        while !list.is_empty() {
            let (key, value) = list.split_once("=\"").unwrap_or_else(|| panic!("{inside}"));
            let (value, more) = value.split_once('"').unwrap();
            assert!(attributes.insert(key.trim().to_owned(), value.to_owned()).is_none(), "{inside}");
            list = more.trim_start();
        }
        tags.push(Tag { name: name.to_owned(), closes, attributes });
        rest = &rest[end + 1..];
        if name == "style" && !closes {
            rest = &rest[rest.find("</style>").unwrap()..];
        }
    }
    tags
}

/// What every page has to be.
#[track_caller]
fn check(page: &str) {
    let void = ["meta", "link", "br"];
    let (mut open, mut ids, mut level) = (Vec::new(), BTreeSet::new(), 0);
    let tags = tags(page);
    for tag in &tags {
        assert!(
            !["script", "iframe", "object", "embed", "link", "img", "form", "base"]
                .contains(&tag.name.as_str())
        );
        if tag.closes {
            assert_eq!(open.pop(), Some(tag.name.as_str()));
            continue;
        }
        if !void.contains(&tag.name.as_str()) {
            open.push(&tag.name);
        }
        for (key, value) in &tag.attributes {
            assert!(!key.starts_with("on") && key != "style" && key != "src", "{tag:?}");
            assert!(key != "href" || value.starts_with('#'), "{tag:?}");
            assert!(key != "id" || ids.insert(value.clone()), "{value} twice");
        }
        if let Some(found) = tag.name.strip_prefix('h').and_then(|level| level.parse::<usize>().ok()) {
            assert!(found <= level + 1, "h{found} after h{level}");
            level = found;
        }
    }
    assert_eq!(open, [""; 0]);
    let named = |key: &str| {
        let values = tags.iter().filter_map(|tag| tag.attributes.get(key)).flat_map(|value| value.split(' '));
        values.map(str::to_owned).collect::<Vec<_>>()
    };
    let mut wanted = named("aria-labelledby");
    wanted.extend(named("href").iter().map(|target| target[1..].to_owned()));
    assert!(wanted.iter().all(|id| ids.contains(id)), "{wanted:?}");
    assert_eq!(tags.iter().filter(|tag| tag.name == "h1").count(), 2, "one opens and one closes");
    let drawings: Vec<&Tag> = tags.iter().filter(|tag| tag.name == "svg" && !tag.closes).collect();
    assert!(drawings.iter().all(|tag| tag.attributes.get("role").is_some_and(|role| role == "img")));
    assert!(!page.contains("@import") && !page.contains("url("));
}

#[test]
fn the_shipped_cases_have_their_pages() {
    let first = page(&shipped("russia-iran"));
    check(&first);
    insta::assert_snapshot!("russia_iran_page", first.replace("><", ">\n<"));
    let second = page(&shipped("aid-to-ukraine"));
    check(&second);
    for part in
        ["Whom to doubt first", "What follows, though no claim says it", "aid, in EUR", "kind: weapons"]
    {
        assert!(second.contains(part), "{part}");
    }
    // Of five stages, and claims without one, every second has a band; all stand from the first of the ladder to the last.
    let drawing = second.split("</svg>").next().unwrap();
    assert_eq!(drawing.matches("class=\"lane\"").count(), 3);
    let places =
        ["k12, allocated", "g1, made available", "z1, voted", "z11, provided", "z15, received", "t3, spent"];
    let places = places.map(|row| second.find(&format!(">{row}<")).unwrap());
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn a_page_without_findings_says_so() {
    let set = ClaimSet::builder().build().unwrap();
    let page = page(&set);
    check(&page);
    assert!(page.contains("Nothing was found that cannot stand together."));
    assert!(!page.contains("<svg"));
}

/// A set in which one piece of foreign text stands wherever text can stand, and clashes with itself.
fn full_of(text: &str) -> ClaimSet {
    let claim = |id: &str, value: &str| {
        let cell = Cell::new(format!("s{text}"), "stock")
            .scope("of", format!("p{text}"))
            .as_of("2024-06-05".parse().unwrap());
        Claim::amount(format!("{id}{text}"), id, cell, value.parse().unwrap())
            .speaker(format!("x{text}"))
            .quote(format!("q{text}").as_str())
    };
    let source = |id: &str| Source::new(id, format!("{id}{text}")).published("2024-07-01".parse().unwrap());
    let set = ClaimSet::builder();
    gainsay::ClaimSetBuilder { title: Some(format!("t{text}")), ..set }
        .source(source("a"))
        .source(source("b"))
        .measure("stock", Measure::level("t"))
        .claim(claim("a", "5 t"))
        .claim(claim("b", "9 t"))
        .build()
        .unwrap()
}

#[test]
fn hostile_text_stays_text() {
    let hostile =
        "<script>alert(1)</script>\"'><img src=x onerror=y>&amp;</style></svg><!--\u{202e}\u{1b}[31m\u{200b}";
    let page = page(&full_of(hostile));
    check(&page);
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    for character in ['\u{202e}', '\u{1b}', '\u{200b}'] {
        assert!(!page.contains(character));
    }
    check(&self::page(&full_of(&"long ".repeat(10_000))));
}

#[test]
fn thirteen_hundred_findings_make_no_endless_page() {
    let mut set = ClaimSet::builder().measure("stock", Measure::level("t"));
    for at in 0..300 {
        let cell = Cell::new(format!("port {}", at / 10), "stock").of("2024".parse().unwrap());
        let value = format!("exactly {at} t").parse().unwrap();
        let source = format!("s{at}");
        set = set
            .source(Source::new(source.clone(), source.clone()).published("2025-06-01".parse().unwrap()))
            .claim(Claim::amount(format!("c{at}"), source, cell, value));
    }
    let report = Checker::new().check(&set.build().unwrap());
    assert_eq!(report.counts.contradictions, 30 * 45);
    let page = report.html(50);
    check(&page);
    assert_eq!(page.matches("<article").count(), 50);
    assert!(page.contains("of 1350 findings shown"), "{page}");
    assert!(page.len() < 400_000, "{}", page.len());
}

#[test]
#[ignore = "wants Chromium, which is not everywhere"]
fn a_browser_shows_it_without_errors_and_without_a_bar_below() {
    let folder = std::env::temp_dir().join(format!("gainsay-page-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("page.html"), page(&shipped("aid-to-ukraine"))).unwrap();
    for width in [360, 1280] {
        // The frame is as wide as a phone, which a window cannot be.
        let frame = format!(
            "<iframe id=f src=page.html width={width} height=900 style=border:0></iframe><script>onload = () => {{ \
             const root = document.getElementById('f').contentDocument.documentElement; \
             document.body.append(`wide: ${{root.scrollWidth - root.clientWidth}}, findings: ${{root.querySelectorAll('article').length}}`) }}</script>"
        );
        std::fs::write(folder.join("frame.html"), frame).unwrap();
        let shown = Command::new("chromium")
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
            ])
            .args([
                "--allow-file-access-from-files",
                "--enable-logging=stderr",
                "--dump-dom",
                "--virtual-time-budget=3000",
            ])
            .arg(format!("--user-data-dir={}", folder.join("profile").display()))
            .arg(format!("file://{}", folder.join("frame.html").display()))
            .output()
            .unwrap();
        let (dom, log) = (String::from_utf8_lossy(&shown.stdout), String::from_utf8_lossy(&shown.stderr));
        assert!(dom.contains("wide: 0, findings: 13"), "{dom}");
        assert!(!log.contains("CONSOLE"), "{log}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
}
