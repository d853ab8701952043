//! The guide: what gainsay means by a contradiction, law by law, each with a tested example.
//!
#![doc = include_str!("guide/index.md")]
//! ```
#![doc = include_str!("guide/example.rs")]
//! ```

#[doc = include_str!("guide/claims.md")]
pub mod claims {}

#[doc = include_str!("guide/cells.md")]
pub mod cells {}

#[doc = include_str!("guide/time.md")]
pub mod time {}

#[doc = include_str!("guide/stages.md")]
pub mod stages {}

#[doc = include_str!("guide/ranks.md")]
pub mod ranks {}

#[doc = include_str!("guide/events.md")]
pub mod events {}

#[doc = include_str!("guide/states.md")]
pub mod states {}

#[doc = include_str!("guide/many.md")]
pub mod many {}

#[doc = include_str!("guide/readings.md")]
pub mod readings {}

#[doc = include_str!("guide/values.md")]
pub mod values {}

#[doc = include_str!("guide/dates.md")]
pub mod dates {}

#[doc = include_str!("guide/plans.md")]
pub mod plans {}

#[doc = include_str!("guide/witnesses.md")]
pub mod witnesses {}

#[doc = include_str!("guide/findings.md")]
pub mod findings {}

#[doc = include_str!("guide/implied.md")]
pub mod implied {}

/// Makes the page of all rules, and one for each.
macro_rules! pages {
    ($(
        $(#[$about:meta])*
        $rules:ident { $($code:ident $variant:ident $name:literal $title:literal $doc:literal;)* }
    )*) => {
        #[doc = include_str!("guide/rules.md")]
        $($(
            #[doc = concat!(
                "| [`", stringify!($code), "`](rules::", stringify!($code), ") | [`", $name, "`](crate::",
                stringify!($rules), "::", stringify!($variant), ") | ", $title, " |"
            )]
        )*)*
        #[expect(non_snake_case, reason = "a page is called by the code of its rule")]
        pub mod rules {
            $($(
                #[doc = concat!("`", $name, "`: ", $title, ".\n")]
                #[doc = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/rules/", $name, ".md"))]
                pub mod $code {}
            )*)*
        }
    };
}
crate::model::rule_table!(pages);

#[doc = include_str!("guide/near_misses.md")]
pub mod near_misses {}

#[doc = include_str!("guide/proofs.md")]
pub mod proofs {}

#[doc = include_str!("guide/files.md")]
pub mod files {}

#[cfg(feature = "schema")]
#[doc = include_str!("guide/models.md")]
pub mod models {}

#[doc = include_str!("guide/outputs.md")]
pub mod outputs {}

#[doc = include_str!("guide/scale.md")]
pub mod scale {}

#[cfg(feature = "testing")]
#[doc = include_str!("guide/testing.md")]
pub mod testing {}

#[doc = include_str!("guide/policy.md")]
pub mod policy {}

#[doc = include_str!("guide/neighbours.md")]
pub mod neighbours {}

#[cfg(test)]
mod stories;
