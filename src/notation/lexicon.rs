//! The words of the value notations, as tables, and a reader that walks a text by them.

use crate::model::{Hedge, Vague};

/// Phrases that hedge the figure after them.
pub(super) const BEFORE: &[(Hedge, &[&str])] = &[
    (
        Hedge::About,
        &[
            "about",
            "roughly",
            "around",
            "some",
            "approximately",
            "approx.",
            "approx",
            "circa",
            "ca.",
            "c.",
            "~",
            "≈",
            "in the region of",
            "in the order of",
            "on the order of",
            "an estimated",
            "estimated",
        ],
    ),
    (
        Hedge::Nearly,
        &[
            "nearly",
            "almost",
            "just under",
            "close to",
            "just below",
            "just short of",
            "just shy of",
            "nearing",
            "approaching",
            "slightly less than",
            "slightly under",
            "a little less than",
            "a little under",
            "not quite",
        ],
    ),
    (
        Hedge::JustOver,
        &[
            "just over",
            "slightly more than",
            "slightly over",
            "just above",
            "just more than",
            "a little more than",
            "a little over",
        ],
    ),
    (
        Hedge::MoreThan,
        &[
            "more than",
            "over",
            "above",
            "exceeding",
            "surpassing",
            "greater than",
            "higher than",
            "in excess of",
            "upwards of",
            "upward of",
            "well over",
            "north of",
            ">",
        ],
    ),
    (Hedge::LessThan, &["less than", "under", "below", "fewer than", "lower than", "<"]),
    (
        Hedge::AtLeast,
        &[
            "at least",
            "no less than",
            "no fewer than",
            "not less than",
            "not fewer than",
            "a minimum of",
            "minimum of",
            "≥",
            ">=",
        ],
    ),
    (
        Hedge::AtMost,
        &[
            "at most",
            "up to",
            "as many as",
            "as much as",
            "no more than",
            "not more than",
            "a maximum of",
            "maximum of",
            "≤",
            "<=",
        ],
    ),
    (Hedge::Exactly, &["exactly", "precisely"]),
];

/// Phrases that hedge the figure before them.
pub(super) const AFTER: &[(Hedge, &[&str])] = &[
    (
        Hedge::AtLeast,
        &["or more", "or above", "or over", "and more", "and over", "and above", "at least", "+"],
    ),
    (Hedge::AtMost, &["or less", "or fewer", "or under", "at most"]),
    (Hedge::About, &["or so", "or thereabouts", "more or less", "approximately", "roughly"]),
    (Hedge::Exactly, &["exactly"]),
];

/// Words that stand for a figure.
pub(super) const VAGUE: &[(Vague, &[&str])] = &[
    (Vague::AFew, &["a few"]),
    (Vague::Several, &["several"]),
    (Vague::Tens, &["tens"]),
    (Vague::Dozens, &["dozens"]),
    (Vague::Scores, &["scores"]),
    (Vague::Hundreds, &["hundreds"]),
    (Vague::Thousands, &["thousands"]),
    (Vague::Millions, &["millions"]),
    (Vague::Billions, &["billions"]),
];

/// Words for the greater part.
pub(super) const MOST: &[&str] = &[
    "most",
    "the bulk",
    "bulk",
    "the majority",
    "a majority",
    "majority",
    "the greater part",
    "the lion's share",
];

/// Numbers in words.
pub(super) const NUMBERS: &[(i64, &[&str])] = &[
    (0, &["zero"]),
    (1, &["one"]),
    (2, &["two"]),
    (3, &["three"]),
    (4, &["four"]),
    (5, &["five"]),
    (6, &["six"]),
    (7, &["seven"]),
    (8, &["eight"]),
    (9, &["nine"]),
    (10, &["ten"]),
    (11, &["eleven"]),
    (12, &["twelve"]),
    (13, &["thirteen"]),
    (14, &["fourteen"]),
    (15, &["fifteen"]),
    (16, &["sixteen"]),
    (17, &["seventeen"]),
    (18, &["eighteen"]),
    (19, &["nineteen"]),
    (20, &["twenty"]),
    (30, &["thirty"]),
    (40, &["forty"]),
    (50, &["fifty"]),
    (60, &["sixty"]),
    (70, &["seventy"]),
    (80, &["eighty"]),
    (90, &["ninety"]),
];

/// The parts that a fraction counts.
pub(super) const PARTS: &[(i64, &[&str])] = &[
    (2, &["half", "halves"]),
    (3, &["third", "thirds"]),
    (4, &["quarter", "quarters", "fourth", "fourths"]),
    (5, &["fifth", "fifths"]),
    (6, &["sixth", "sixths"]),
    (7, &["seventh", "sevenths"]),
    (8, &["eighth", "eighths"]),
    (9, &["ninth", "ninths"]),
    (10, &["tenth", "tenths"]),
];

/// Fractions of one character.
pub(super) const FRACTIONS: &[(char, (i64, i64))] = &[
    ('½', (1, 2)),
    ('⅓', (1, 3)),
    ('⅔', (2, 3)),
    ('¼', (1, 4)),
    ('¾', (3, 4)),
    ('⅕', (1, 5)),
    ('⅛', (1, 8)),
];

/// Words and letters of scale, as a power of ten.
pub(super) const POWERS: &[(i32, &[&str])] = &[
    (2, &["hundred", "hundreds"]),
    (3, &["thousand", "thousands"]),
    (5, &["lakh", "lakhs"]),
    (6, &["million", "millions", "mn", "mln", "mio"]),
    (7, &["crore", "crores"]),
    (9, &["billion", "billions", "bn", "bln", "milliard", "milliards"]),
    (12, &["trillion", "trillions", "tn", "trn"]),
    (15, &["quadrillion", "quadrillions"]),
];

/// Symbols that stand before a figure; words and codes of units are the registry's.
pub(super) const SYMBOLS: &[&str] = &[
    "$", "US$", "U.S.$", "€", "£", "¥", "CN¥", "₽", "₹", "₺", "₴", "₩", "₸", "₪", "A$", "AU$", "C$", "CA$",
    "NZ$", "HK$", "S$", "R$",
];

/// A text of which the beginning is taken off, piece by piece.
#[derive(Clone, Copy)]
pub(super) struct Reader<'t> {
    rest: &'t str,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str) -> Reader<'t> {
        Reader { rest: text }
    }

    /// What is left, without the spaces before it.
    pub(super) fn rest(&self) -> &'t str {
        self.rest.trim_start()
    }

    /// What is left, spaces and all.
    pub(super) fn raw(&self) -> &'t str {
        self.rest
    }

    pub(super) fn at(&mut self, rest: &'t str) {
        self.rest = rest;
    }

    pub(super) fn is_done(&self) -> bool {
        self.rest().is_empty()
    }

    /// Takes one character off.
    pub(super) fn sign(&mut self, sign: char) -> bool {
        match self.rest().strip_prefix(sign) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Takes a phrase off, in small or capital letters, if it is not the beginning of a longer word.
    pub(super) fn word(&mut self, phrase: &str) -> bool {
        match after(self.rest(), phrase) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Takes off the longest phrase of a table that fits.
    pub(super) fn entry<T: Copy>(&mut self, table: &[(T, &[&str])]) -> Option<T> {
        let rest = self.rest();
        let entries =
            table.iter().flat_map(|(meaning, phrases)| phrases.iter().map(move |phrase| (*meaning, phrase)));
        let fitting =
            entries.filter_map(|(meaning, phrase)| Some((phrase.len(), meaning, after(rest, phrase)?)));
        let (_, meaning, rest) = fitting.max_by_key(|(length, ..)| *length)?;
        self.rest = rest;
        Some(meaning)
    }
}

/// What follows a phrase.
fn after<'t>(text: &'t str, phrase: &str) -> Option<&'t str> {
    let (head, rest) = text.split_at_checked(phrase.len())?;
    let bounded = !phrase.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric);
    (head.eq_ignore_ascii_case(phrase) && bounded).then_some(rest)
}

/// A text with one kind of space, of minus and of apostrophe, and single spaces.
pub(super) fn tidy(text: &str) -> String {
    let one_kind = |letter: char| match letter {
        '\u{2212}' | '\u{2010}' | '\u{2011}' | '\u{fe63}' | '\u{ff0d}' => '-',
        '\u{2019}' => '\'',
        letter if letter.is_whitespace() => ' ',
        letter => letter,
    };
    let text: String = text.chars().map(one_kind).collect();
    let text = text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    match text.strip_prefix('–') {
        Some(rest) => format!("-{rest}"),
        None => text,
    }
}

/// The user's text for a message, cut where it is long.
pub(super) fn quoted(text: &str) -> String {
    const MOST: usize = 60;
    let text = text.trim();
    let head: String = text.chars().take(MOST).filter(|letter| !letter.is_control()).collect();
    if text.chars().count() > MOST { format!("`{head}…`") } else { format!("`{head}`") }
}
