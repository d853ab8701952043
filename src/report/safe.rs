//! Foreign text made harmless: it stays on its line, in its colour and in its direction, and hides nothing.

use unicode_normalization::char::is_combining_mark;

/// How many marks one letter keeps; no script that is written today stacks more.
const MARKS: usize = 3;

/// Shows characters one by one.
#[derive(Default)]
pub(super) struct Cleaner {
    /// How many marks the last letter has; absent before the first letter.
    marks: Option<usize>,
}

impl Cleaner {
    /// Appends what is shown for a character: at most two characters.
    pub(super) fn push(&mut self, out: &mut String, found: char) {
        if !is_combining_mark(found) {
            self.marks = Some(0);
            out.extend(shown(found));
            return;
        }
        let marks = self.marks.unwrap_or_else(|| {
            // Nothing of ours may wear a foreign mark.
            out.push('◌');
            0
        });
        self.marks = Some(marks.saturating_add(1));
        if marks < MARKS {
            out.extend(shown(found));
        } else if marks == MARKS {
            out.push(char::REPLACEMENT_CHARACTER);
        }
    }
}

/// What is shown for a character, combining marks aside.
fn shown(found: char) -> Option<char> {
    match found {
        '\t' | '\n' | '\r' => Some(' '),
        // They only choose between two pictures of the character before.
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => None,
        // The pictures of control characters.
        '\u{0}'..='\u{1f}' => char::from_u32(u32::from(found).saturating_add(0x2400)),
        '\u{7f}' => Some('\u{2421}'),
        _ if is_hidden(found) => Some(char::REPLACEMENT_CHARACTER),
        _ => Some(found),
    }
}

/// Whether a character is seen only by what it does to others: controls, marks of direction, characters without a width.
///
/// # Source
/// Unicode 16: `Cc`, `Bidi_Control`, `Default_Ignorable_Code_Point` and the noncharacters.
fn is_hidden(found: char) -> bool {
    found.is_control()
        || matches!(found,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{3164}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}' | '\u{fdd0}'..='\u{fdef}')
        || u32::from(found) & 0xfffe == 0xfffe
}

/// A text on one line.
pub(super) fn clean(text: &str) -> String {
    let (mut out, mut cleaner) = (String::with_capacity(text.len()), Cleaner::default());
    text.chars().for_each(|found| cleaner.push(&mut out, found));
    out
}

/// The longest piece of foreign text that an output shows, in characters.
const LONGEST: usize = 400;

/// A text on one line, its runs of blanks made one, and cut where it is very long.
pub(super) fn short(text: &str) -> String {
    shortened(text, LONGEST)
}

/// The same, cut after so many characters.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let (mut out, mut cleaner) = (String::new(), Cleaner::default());
    let mut left = most;
    for (at, word) in text.split_whitespace().enumerate() {
        for found in (at > 0).then_some(' ').into_iter().chain(word.chars()) {
            let Some(rest) = left.checked_sub(1) else {
                out.push('…');
                return out;
            };
            left = rest;
            cleaner.push(&mut out, found);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_of_any_script_is_left_alone() {
        for text in ["nearly $5 billion", "Straße, naïve, ½", "е\u{301}", "سلام", "क्षि", "ไม่", "日本語", "🙂"]
        {
            assert_eq!(clean(text), text);
        }
    }

    #[test]
    fn nothing_is_left_that_moves_colours_flips_or_hides() {
        assert_eq!(clean("a\u{1b}[31mb\u{9b}2Jc"), "a␛[31mb\u{fffd}2Jc");
        assert_eq!(clean("a\tb\r\nc\u{7f}\u{0}"), "a b  c␡␀");
        assert_eq!(
            clean("\u{202e}ab\u{2069}\u{200b}\u{feff}\u{e0041}\u{fdd0}"),
            "\u{fffd}ab\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}"
        );
        assert_eq!(clean("❤\u{fe0f}"), "❤");
    }

    #[test]
    fn a_letter_keeps_three_marks_and_none_of_ours_gets_any() {
        assert_eq!(clean(&format!("a{}b", "\u{301}".repeat(50))), "a\u{301}\u{301}\u{301}\u{fffd}b");
        assert_eq!(clean("\u{301}a"), "◌\u{301}a");
    }

    #[test]
    fn long_text_is_cut_on_a_character() {
        assert_eq!(shortened("żółw \n ab", 4), "żółw…");
        assert_eq!(shortened("żółw \n ab", 7), "żółw ab");
        assert_eq!(short(&"x ".repeat(10_000)).chars().count(), LONGEST + 1);
    }
}
