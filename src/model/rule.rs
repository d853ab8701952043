//! The rules by their codes, names and pages.

mod table;

use std::fmt;

pub(crate) use table::rule_table;

/// What is known of a rule.
struct Row {
    code: &'static str,
    name: &'static str,
    title: &'static str,
    /// What its page says below the title, in Markdown.
    text: &'static str,
}

/// Makes the enums of the table.
macro_rules! rules {
    ($(
        $(#[$about:meta])*
        $rules:ident { $($code:ident $variant:ident $name:literal $title:literal $doc:literal;)* }
    )*) => { $(
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $rules {
            $(
                #[doc = concat!($doc, " Page: [`", stringify!($code), "`](crate::guide::rules::", stringify!($code), ").")]
                $variant,
            )*
        }

        impl $rules {
            const ALL: &'static [$rules] = &[$($rules::$variant,)*];

            /// Every rule, in the order of reports.
            pub fn all() -> impl Iterator<Item = $rules> {
                Self::ALL.iter().copied()
            }

            /// The rule of that code or name.
            #[must_use]
            pub fn named(word: &str) -> Option<$rules> {
                Self::all().find(|rule| rule.row().answers_to(word))
            }

            /// Its short code, which never changes and is never used again.
            #[must_use]
            pub fn code(self) -> &'static str {
                self.row().code
            }

            /// Its name in claims files and reports.
            #[must_use]
            pub fn name(self) -> &'static str {
                self.row().name
            }

            /// What it says, in a few words.
            #[must_use]
            pub fn title(self) -> &'static str {
                self.row().title
            }

            /// Its page of the [guide](crate::guide::rules) as plain text: what it says, why, a story, a near miss,
            /// and how to allow it. No line is longer than 100 characters.
            #[must_use]
            pub fn page(self) -> String {
                self.row().page()
            }

            fn row(self) -> &'static Row {
                match self {
                    $(
                        $rules::$variant => &Row {
                            code: stringify!($code),
                            name: $name,
                            title: $title,
                            text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/rules/", $name, ".md")),
                        },
                    )*
                }
            }
        }

        /// Its name.
        impl fmt::Display for $rules {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name())
            }
        }
    )* };
}
rule_table!(rules);

/// A rule, whether of findings or of near misses.
///
/// # Examples
/// ```
/// use gainsay::{AnyRule, NearRule, Rule};
/// assert_eq!(AnyRule::named("G102"), Some(Rule::RunningTotal.into()));
/// assert_eq!(AnyRule::named("touching"), Some(AnyRule::NearMiss(NearRule::Touching)));
/// assert_eq!(AnyRule::named("running total"), None);
/// let page = AnyRule::from(Rule::RunningTotal).page();
/// assert!(page.starts_with("G102 running-total: a running total fell\n"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnyRule {
    /// The law that a finding breaks.
    Finding(Rule),
    /// The reason of a near miss.
    NearMiss(NearRule),
}

impl AnyRule {
    /// Every rule: those of findings, then those of near misses.
    pub fn all() -> impl Iterator<Item = AnyRule> {
        Rule::all().map(AnyRule::Finding).chain(NearRule::all().map(AnyRule::NearMiss))
    }

    /// The rule of that code, in small letters or capitals, or of that name.
    #[must_use]
    pub fn named(word: &str) -> Option<AnyRule> {
        AnyRule::all().find(|rule| rule.row().answers_to(word))
    }

    /// Its short code, which never changes and is never used again.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.row().code
    }

    /// Its name in claims files and reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// What it says, in a few words.
    #[must_use]
    pub fn title(self) -> &'static str {
        self.row().title
    }

    /// Its page of the guide as plain text, as [`Rule::page`] gives it.
    #[must_use]
    pub fn page(self) -> String {
        self.row().page()
    }

    fn row(self) -> &'static Row {
        match self {
            AnyRule::Finding(rule) => rule.row(),
            AnyRule::NearMiss(rule) => rule.row(),
        }
    }
}

/// Its name.
impl fmt::Display for AnyRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl From<Rule> for AnyRule {
    fn from(rule: Rule) -> AnyRule {
        AnyRule::Finding(rule)
    }
}

impl From<NearRule> for AnyRule {
    fn from(rule: NearRule) -> AnyRule {
        AnyRule::NearMiss(rule)
    }
}

impl Row {
    fn answers_to(&self, word: &str) -> bool {
        self.name == word || self.code.eq_ignore_ascii_case(word)
    }

    /// The page without its Markdown: what is fenced is indented, and of a link its text is left.
    fn page(&self) -> String {
        let mut page = format!("{} {}: {}\n\n", self.code, self.name, self.title);
        let mut fenced = false;
        for line in self.text.lines() {
            if line.starts_with("```") {
                fenced = !fenced;
                continue;
            }
            let line = match (fenced, line) {
                (_, "") => String::new(),
                (true, line) => format!("    {line}"),
                (false, line) => unlinked(line.trim_start_matches('#').trim_start()),
            };
            page.extend([&line, "\n"]);
        }
        page
    }
}

/// A line with every `[text](target)` turned into its text.
fn unlinked(line: &str) -> String {
    let link = || {
        let (before, rest) = line.split_once('[')?;
        let (text, rest) = rest.split_once("](")?;
        let (_, after) = rest.split_once(')')?;
        Some(format!("{before}{text}{}", unlinked(after)))
    };
    link().unwrap_or_else(|| line.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_rule_is_found_by_its_code_and_its_name() {
        for rule in AnyRule::all() {
            assert_eq!(AnyRule::named(rule.name()), Some(rule));
            assert_eq!(AnyRule::named(rule.code()), Some(rule));
            assert_eq!(AnyRule::named(&rule.code().to_lowercase()), Some(rule));
            assert!(!rule.title().is_empty(), "{rule:?}");
        }
        assert!(Rule::all().all(|rule| Rule::named(rule.code()) == Some(rule)));
        assert!(NearRule::all().all(|rule| NearRule::named(rule.code()) == Some(rule)));
    }

    #[test]
    fn no_two_rules_share_a_code_or_a_name() {
        let words: Vec<&str> = AnyRule::all().flat_map(|rule| [rule.code(), rule.name()]).collect();
        assert_eq!(words.iter().collect::<BTreeSet<_>>().len(), words.len());
    }

    #[test]
    fn a_code_is_a_letter_and_three_digits_and_near_misses_begin_with_nine() {
        for rule in AnyRule::all() {
            let digits = rule.code().strip_prefix('G').unwrap();
            assert!(digits.len() == 3 && digits.bytes().all(|digit| digit.is_ascii_digit()), "{rule}");
            assert_eq!(digits.starts_with('9'), matches!(rule, AnyRule::NearMiss(_)), "{rule}");
        }
        assert!(
            AnyRule::all().map(AnyRule::code).is_sorted(),
            "the rows do not stand in the order of the codes"
        );
    }

    #[test]
    fn a_page_has_no_markup_but_backticks() {
        let row = Row {
            code: "G000",
            name: "x",
            title: "y",
            text: "A [law](crate::guide) and [another](x) of `z`.\n\n# A story\n\n```text\na [b](c)\n\nd\n```\n",
        };
        assert_eq!(
            row.page(),
            "G000 x: y\n\nA law and another of `z`.\n\nA story\n\n    a [b](c)\n\n    d\n"
        );
    }
}
