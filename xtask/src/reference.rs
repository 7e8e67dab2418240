//! The reference of the API as HTML, from the types of the package.

use crate::commands::{node, run};
use crate::{Failure, tools};

/// Writes it into `www/reference`, which git ignores. The package must have been built. A link that leads nowhere, and a
/// function, an option or an error without a description, is a failure.
pub(crate) fn build() -> Result<(), Failure> {
    tools::for_build()?;
    run(node("xtask/reference.mjs", &["www/reference"]))
}
