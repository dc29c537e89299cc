"""`refcheck server`: the language server."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from refcheck.cli.options import configuration_of, declared, file_options
from refcheck.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from refcheck.article import Article
    from refcheck.changes.history import LastCommitted
    from refcheck.cli.retraction_lists import RetractionLists
    from refcheck.config.discovery import Configuration
    from refcheck.report import ArticleReport
    from refcheck.work import Resolution


@click.command("server")
@click.option("--stdio", is_flag=True, help="Speak over standard input and output, as it does in any case.")
@declared("select", "extend-select", "ignore", "min-confidence", "baseline", "retraction-list")
@file_options
def command(*, config_file: str | None, isolated: bool, **_: object) -> int:
    """Serve an editor that speaks the Language Server Protocol: what `refcheck check --offline` finds, while you type.

    It is started by the editor (docs/editors.md says how), needs the extra 'lsp' and asks no network. Records come from
    the refcheck.lock beside each article, settings from the nearest refcheck.toml.
    """
    try:
        from refcheck.server.handlers import make_server  # noqa: PLC0415 (what it needs may not be installed)
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in ("pygls", "lsprotocol", "cattrs", "attrs"):
            raise
        raise UsageError("the language server needs pygls: pip install 'article-refcheck[lsp]'") from error
    from refcheck.resolution.compose import user_folder  # noqa: PLC0415 (loaded when there is work)

    configure = partial(configuration_of, click.get_current_context(), config_file, isolated=isolated)
    configure()  # a file that is named and cannot be read is told of at once
    return make_server(OfflineExaminer(configure), user_folder() / "rules").serve()


class OfflineExaminer:
    """Checks articles by the configuration as it is at the moment, and asks no network.

    Args:
        configure: reads the configuration.
    """

    def __init__(self, configure: Callable[[], Configuration]) -> None:
        self._configure = configure
        self._lists: dict[str | None, RetractionLists] = {}
        self._committed: LastCommitted | None = None

    def resolve(self, article: Article) -> list[Resolution]:
        """What the lock file and the list of retractions know of each reference.

        Raises:
            RefcheckError: if one of them, or the configuration, cannot be read.
        """
        from refcheck.cli.resolving import NetworkChoice, resolve_articles  # noqa: PLC0415 (loaded when there is work)
        from refcheck.cli.retraction_lists import RetractionLists  # noqa: PLC0415 (as above)

        (found,) = resolve_articles([article], NetworkChoice(offline=True))
        named = _text(self._configure().of_run([article.source.path]).value("retraction-list"))
        if named not in self._lists:
            self._lists[named] = RetractionLists(named)
        return self._lists[named].applied(article, found)

    def check(self, article: Article, resolutions: Sequence[Resolution]) -> ArticleReport:
        """What is found in an article, and by what it was at the last commit, and is not known to a baseline.

        Raises:
            RefcheckError: if the configuration, or the baseline, cannot be read.
        """
        from refcheck.baseline import compare, read_baseline  # noqa: PLC0415 (loaded when there is work)
        from refcheck.changes.history import LastCommitted  # noqa: PLC0415 (as above)
        from refcheck.cli.resolving import NetworkChoice  # noqa: PLC0415 (as above)
        from refcheck.cli.run import Settings, report_with  # noqa: PLC0415 (as above)
        from refcheck.report import Report  # noqa: PLC0415 (as above)

        configuration = self._configure()
        self._committed = self._committed or LastCommitted()
        settings = Settings(configuration.policy, NetworkChoice(offline=True), before_of=self._committed.article)
        report = report_with(settings, article, resolutions)
        baseline = _text(configuration.of_run([article.source.path]).value("baseline"))
        if baseline is None:
            return report
        return compare(Report((report,)), read_baseline(baseline)).report.articles[0]

    def forget(self) -> None:
        """Read the lists of retractions anew when they are next needed."""
        self._lists.clear()


def _text(value: object) -> str | None:
    return None if value is None else str(value)
