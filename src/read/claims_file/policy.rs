//! The policy.

use super::super::fault::{FaultKind, Faults, Quoted, ReadErrors};
use super::super::fields::{Fields, Figure, Word, instead};
use super::super::file::File;
use super::super::tree::{Kind, Node};
use super::super::write::records as written;
use super::Reader;
use super::merge::Table;
use super::records::Record;
use crate::model::{Grade, Policy};

/// One setting of the policy, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Setting {
    plain: Option<String>,
    lenient: Option<String>,
}

impl Reader<'_> {
    pub(super) fn policy(&mut self, record: &Record<'_, '_>) {
        let others: &[&str] = if record.is_line { &["record", "allow", "deny"] } else { &["allow", "deny"] };
        self.settings(record.node, others);
        let (allow, deny) = self.policy_rulings(record.node);
        let spot = self.faults.spot(record.node.span.start);
        for ruling in allow {
            self.policy_allow.put(&written::ruling(&ruling), ruling, spot);
        }
        for ruling in deny {
            self.policy_deny.put(&written::ruling(&ruling), ruling, spot);
        }
    }

    /// Every member but those that are something else.
    fn settings(&mut self, node: &Node<'_>, others: &[&str]) {
        let known = Policy::default().entries();
        for member in node.members(&mut self.faults).unwrap_or_default() {
            let key = Word { text: &member.key.text, span: member.key.span };
            if others.contains(&key.text) {
                continue;
            }
            if !known.iter().any(|(name, ..)| *name == key.text) {
                let instead = instead(key.text, known.iter().map(|(name, ..)| name.as_str()));
                let message = format_args!("{} is no setting of a policy; {instead}", Quoted(key.text));
                self.faults.add(key.span.start, FaultKind::UnknownField, message);
                continue;
            }
            if let Some(setting) = self.setting(&member.value) {
                self.policy.put("the setting", key, setting, &mut self.faults);
            }
        }
    }

    /// One text for both grades, or a text for each.
    fn setting(&mut self, node: &Node<'_>) -> Option<Setting> {
        if !matches!(node.kind, Kind::Object(_)) {
            let text = self.setting_text(Some(node))?;
            return Some(Setting { plain: Some(text.clone()), lenient: Some(text) });
        }
        let mut fields = Fields::new(node, "a setting", &mut self.faults)?;
        let plain = self.setting_text(fields.optional("plain"));
        let lenient = self.setting_text(fields.optional("lenient"));
        fields.finish(&mut self.faults);
        Some(Setting { plain, lenient })
    }

    fn setting_text(&mut self, node: Option<&Node<'_>>) -> Option<String> {
        match node?.figure(&mut self.faults)? {
            Figure::Text(word) | Figure::Number(word) => Some(word.text.to_owned()),
        }
    }
}

/// Reads a file that holds nothing but an object of policy settings, and lays them over a policy.
///
/// Beside the settings it may have `allow` and `deny`, lists as in a [claims file](crate::guide::policy#allowing-and-denying);
/// they are added to those of the policy.
///
/// # Errors
/// Every fault of the file: what is no JSON, no setting, or no value for its setting.
///
/// # Examples
/// ```
/// use gainsay::{Policy, read_policy};
/// let text = r#"{"soon": {"plain": "3 months", "lenient": "6 months"}, "rounding": "truncation"}"#;
/// let policy = read_policy("mine.json", text, Policy::default())?;
/// assert_ne!(policy, Policy::default());
/// # Ok::<(), gainsay::ReadErrors>(())
/// ```
pub fn read_policy(name: &str, bytes: impl AsRef<[u8]>, base: Policy) -> Result<Policy, ReadErrors> {
    let file = File::document_of(name, bytes.as_ref());
    let mut reader = Reader::new();
    let mut base = base;
    if bytes.as_ref().trim_ascii().is_empty() {
        reader.faults.add(0, FaultKind::Syntax, format_args!("the file is empty; write at least `{{}}`"));
    } else if let Some(root) = file.document(&mut reader.faults) {
        reader.settings(root, &["allow", "deny"]);
        let (allow, deny) = reader.policy_rulings(root);
        base.allow.extend(allow);
        base.deny.extend(deny);
    }
    let mut faults = reader.faults;
    let policy = policy(base, reader.policy, &mut faults);
    if faults.is_empty() { Ok(policy) } else { Err(faults.finish(|spot| file.place(spot.offset))) }
}

/// The policy that the settings make; the plain ones come first, for they may raise the lenient ones.
pub(super) fn policy(mut policy: Policy, settings: Table<Setting>, faults: &mut Faults) -> Policy {
    let (settings, spots) = settings.split();
    for ((name, setting), spot) in settings.iter().zip(spots.values()) {
        for (grade, text) in [(Grade::Plain, &setting.plain), (Grade::Lenient, &setting.lenient)] {
            let Some(text) = text else { continue };
            if let Err(error) = policy.set(name, grade, text) {
                faults.add_between(*spot, None, FaultKind::Notation, format_args!("{error}"));
                break;
            }
        }
    }
    policy
}
