/// How generously a wording is read.
///
/// Every lenient set contains the plain one, for every wording and every policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// The ordinary reading of the words.
    Plain,
    /// The most generous reading that a careful person would still accept.
    Lenient,
}
