//! Texts made of random characters.

use crate::request::Random;

/// 32 lower-case hexadecimal characters.
pub(crate) fn hex(random: Random<'_>) -> String {
    format!("{:016x}{:016x}", random(), random())
}

/// The path part of an invitation link that nobody chose: 14 characters.
pub(crate) fn link_code(random: Random<'_>) -> String {
    const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789";
    (0..14)
        .filter_map(|_| {
            let index = usize::try_from(random() % 36).ok()?;
            LETTERS.get(index).map(|letter| char::from(*letter))
        })
        .collect()
}
