//! Empty projects into which the packed package is installed, as a user would.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::commands::{npm, output, run};
use crate::{Failure, root};

/// Packs `pkg/` and returns the tarball.
pub(crate) fn pack() -> Result<PathBuf, Failure> {
    let folder = root().join("target/package");
    fs::create_dir_all(&folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
    let mut pack = npm(&["pack", "--loglevel=error", "--pack-destination"]);
    pack.arg(&folder).current_dir(root().join("pkg"));
    let name = output(pack)?;
    Ok(folder.join(name.trim().lines().last().unwrap_or_default()))
}

/// Makes an empty project with the files of some folders, and installs the tarball into it.
pub(crate) fn install(name: &str, tarball: &Path, folders: &[&str]) -> Result<PathBuf, Failure> {
    let project = root().join("target/projects").join(name);
    let failed = |error| format!("cannot make {}: {error}", project.display());
    if project.exists() {
        fs::remove_dir_all(&project).map_err(failed)?;
    }
    fs::create_dir_all(&project).map_err(failed)?;
    fs::write(project.join("package.json"), "{ \"private\": true, \"type\": \"module\" }\n")
        .map_err(failed)?;
    for folder in folders {
        copy(&root().join(folder), &project).map_err(failed)?;
    }
    let mut npm =
        npm(&["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
    npm.arg(tarball).current_dir(&project);
    run(npm)?;
    Ok(project)
}

/// A folder's own package.json and lock file say what the project needs besides.
fn copy(folder: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(folder)? {
        let (from, to) = entry.map(|entry| (entry.path(), to.join(entry.file_name())))?;
        if from.is_dir() {
            copy(&from, &to)?;
        } else {
            fs::copy(from, to)?;
        }
    }
    Ok(())
}
