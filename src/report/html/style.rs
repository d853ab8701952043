//! The looks of the page: one palette for light and one for dark, each readable on its ground.

use std::fmt::Write as _;

/// A colour by its name in the sheet, in light and in dark.
type Colour = (&'static str, u32, u32);

/// The ground of the page, and that of boxes on it.
const GROUNDS: [Colour; 2] = [("ground", 0x00ff_ffff, 0x0015_181d), ("box", 0x00f4_f6f8, 0x001f_242b)];

/// What is written and drawn on either ground.
const INKS: [Colour; 6] = [
    ("ink", 0x001c_2229, 0x00e8_ecf0),
    ("faint", 0x0055_5f6b, 0x00a7_b1bc),
    ("link", 0x000b_5cad, 0x007c_b8f5),
    ("contradiction", 0x00b3_261e, 0x00ff_8f85),
    ("tension", 0x0086_5300, 0x00e9_b44c),
    ("bar", 0x002d_6a8f, 0x006f_b7dd),
];

/// The sheet of the page.
pub(super) fn sheet() -> String {
    let scheme = |dark: bool| {
        GROUNDS.iter().chain(&INKS).fold(String::new(), |mut all, (name, light, night)| {
            // Writing to a text cannot fail.
            let _ = write!(all, "--{name}:#{:06x};", if dark { night } else { light });
            all
        })
    };
    format!(
        ":root{{{}}}@media (prefers-color-scheme:dark){{:root{{{}}}}}@media print{{:root{{{0}}}}}{RULES}",
        scheme(false),
        scheme(true)
    )
}

const RULES: &str = "
*{box-sizing:border-box}
html{font:100%/1.5 system-ui,sans-serif;color:var(--ink);background:var(--ground);-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:64rem;padding:1rem clamp(1rem,4vw,2.5rem) 3rem;overflow-wrap:anywhere}
h1{font-size:1.7rem;line-height:1.25;margin:1rem 0 .25rem}
h2{font-size:1.3rem;margin:2.5rem 0 .75rem;padding-top:.75rem;border-top:2px solid var(--ink)}
h3{font-size:1.1rem;margin:2rem 0 .5rem}
h4{font-size:1rem;margin:0 0 .5rem}
h5{font-size:.85rem;margin:1rem 0 .25rem;color:var(--faint);text-transform:uppercase;letter-spacing:.04em}
p,ul,ol{margin:.4rem 0}
ul,ol{padding-left:1.3rem}
a{color:var(--link)}
code{font-size:.85em;color:var(--faint)}
.skip{position:absolute;left:-99rem}
.skip:focus{position:static}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.counts{font-size:1.05rem}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;list-style:none;padding:0}
article{background:var(--box);border-left:.3rem solid var(--faint);border-radius:.3rem;padding:1rem;margin:1rem 0}
article.contradiction{border-color:var(--contradiction)}
article.tension{border-color:var(--tension)}
.verdict{font-weight:700}
.contradiction .verdict{color:var(--contradiction)}
.tension .verdict{color:var(--tension)}
.place{color:var(--faint);margin-top:0}
.sides{list-style:none;padding:0;display:grid;gap:.75rem;grid-template-columns:repeat(auto-fit,minmax(min(18rem,100%),1fr))}
.sides li{background:var(--ground);border-radius:.3rem;padding:.6rem .8rem}
.who{color:var(--faint);font-size:.9rem}
blockquote{margin:.4rem 0;padding-left:.7rem;border-left:2px solid var(--faint);font-style:italic}
.scroll{overflow-x:auto;max-width:100%}
svg{display:block;min-width:44rem;width:100%;height:auto}
svg text{font:12px system-ui,sans-serif;fill:var(--ink)}
svg .small{font-size:11px;fill:var(--faint)}
svg .head{font-weight:700}
svg .lane{fill:var(--box)}
svg .grid{stroke:var(--faint);stroke-width:1;opacity:.35}
svg .bar{fill:var(--bar)}
svg .open{stroke:var(--bar);stroke-width:2;stroke-dasharray:2 3;fill:none}
svg .said{fill:var(--ground);stroke:var(--ink);stroke-width:1.5}
svg .tie{fill:none;stroke-width:2}
svg .tie.contradiction{stroke:var(--contradiction)}
svg .tie.tension{stroke:var(--tension);stroke-dasharray:5 4}
svg text.contradiction{fill:var(--contradiction);font-weight:700}
svg text.tension{fill:var(--tension);font-weight:700}
table{border-collapse:collapse;font-size:.9rem;min-width:20rem}
th,td{text-align:left;vertical-align:top;padding:.3rem .9rem .3rem 0;border-bottom:1px solid var(--faint)}
thead th{color:var(--faint)}
summary{cursor:pointer;color:var(--link);padding:.25rem 0}
footer{margin-top:3rem;color:var(--faint);font-size:.85rem}
@media print{html{font-size:9pt}body{max-width:none;padding:0}nav,.skip{display:none}article,svg,.sides li{break-inside:avoid}.scroll{overflow:visible}svg{min-width:0}
a{color:inherit;text-decoration:none}}
";

#[cfg(test)]
mod tests {
    use super::*;

    /// The contrast of two colours.
    ///
    /// # Source
    /// W3C, *Web Content Accessibility Guidelines* 2.2, definitions of relative luminance and contrast ratio.
    #[expect(
        clippy::float_arithmetic,
        reason = "the definition is one of real numbers, and decides no verdict"
    )]
    fn contrast(a: u32, b: u32) -> f64 {
        let luminance = |colour: u32| {
            let part = |shift: u32| {
                let part = f64::from(colour >> shift & 0xff) / 255.0;
                if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
        };
        let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
        (a / b).max(b / a)
    }

    #[test]
    fn whatever_is_written_is_told_from_its_ground() {
        assert!((contrast(0x00ff_ffff, 0) - 21.0).abs() < 1e-9);
        for (ink, light, dark) in INKS {
            for (ground, day, night) in GROUNDS {
                for (ink_colour, ground_colour) in [(light, day), (dark, night)] {
                    // Level AA for text of any size.
                    let ratio = contrast(ink_colour, ground_colour);
                    assert!(ratio >= 4.5, "{ink} on {ground}: {ratio}");
                }
            }
        }
    }
}
