"""The project's commands: `nox -s check`, `tests`, `lint`, `typing`, `bench`, `docs`."""

import shutil

import nox

nox.options.sessions = ["check", "tests", "lint", "typing"]
nox.options.error_on_missing_interpreters = False


def _browser() -> str:
    """The extra for driving a browser, which is large, where there is a browser to be driven."""
    return ",browser" if any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))) else ""


@nox.session
def check(session: nox.Session) -> None:
    """Install refcheck and lint the articles in `articles/`."""
    session.install("-q", ".")
    arguments = session.posargs or ["--locked", "--offline", "articles"]
    # The articles there are defective on purpose: findings (1) are what this command is to show.
    session.run("refcheck", "check", *arguments, success_codes=[0, 1])


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests with coverage."""
    session.install("-q", "-e", f".[tests{_browser()}]")
    session.run("coverage", "erase")
    session.run("coverage", "run", "-m", "pytest", *session.posargs)
    session.run("coverage", "combine", "-q")
    session.run("coverage", "report")


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and formatting with ruff."""
    session.install("-q", ".[lint]")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session
def typing(session: nox.Session) -> None:
    """Check the types, strictly."""
    session.install("-q", "-e", ".[typing]")
    session.run("mypy")


@nox.session
def bench(session: nox.Session) -> None:
    """Measure on real material: `nox -s bench -- NAME --data FOLDER`."""
    session.install("-q", "-e", f".[bench{_browser()}]")
    session.run("python", "-m", "bench", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Write the generated pages anew, and build the site into `build/site`; a link that leads nowhere fails."""
    session.install("-q", "-e", ".[docs]")
    session.run("python", "docs/generate.py", *session.posargs)
    # What the theme tells of MkDocs 2 is about no page of ours.
    session.run("mkdocs", "build", "--strict", "--quiet", env={"NO_MKDOCS_2_WARNING": "1"})
