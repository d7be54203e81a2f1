"""``govinfo-report rule``: what a code of findings means and what to do."""

from __future__ import annotations

from collections.abc import Iterator

import click
from rich.text import Text

from govinfo_report.cli.command import make_command
from govinfo_report.cli.console import STYLES, open_console
from govinfo_report.cli.drawing.wrapping import iter_listed, wrap
from govinfo_report.cli.nearest import near_words
from govinfo_report.cli.wording import Words
from govinfo_report.findings.rules import Rule, rules

_INDENT = "  "


def rule_command(words: Words) -> click.Command:
    """Build the command."""

    def run(codes: tuple[str, ...]) -> int:
        # what is found over reports stands behind what is found in one
        from govinfo_report.panel.rules import panel_rules

        known = {**rules(), **panel_rules()}
        for code in codes:
            if code not in known:
                near = near_words(code, known, words)
                raise click.UsageError(words("trouble.no_code", code=code) + near)
        console = open_console()
        if not codes:
            listed = [
                (
                    code,
                    Text(words(f"severity.{rule.severity}"), STYLES[rule.severity]),
                    _first(rule, words),
                )
                for code, rule in known.items()
            ]
            for line in iter_listed(listed, console.width):
                console.print(line, soft_wrap=True)
        for at, code in enumerate(codes):
            for line in _iter_lines(known[code], words, console.width):
                console.print(line, soft_wrap=True)
            if at + 1 < len(codes):
                console.print()
        return 0

    return make_command(
        "rule",
        words,
        run,
        click.Argument(["codes"], nargs=-1, metavar="[CODE]..."),
    )


def _first(rule: Rule, words: Words) -> str:
    """Give the first sentence of what a code means."""
    text = rule.meaning(words.lang)
    end = text.find("。") if words.lang == "zh" else text.find(". ")
    return text if end < 0 else text[: end + 1]


def _iter_lines(rule: Rule, words: Words, width: int) -> Iterator[Text]:
    """Say what a code means, what to do, and which reasons it may have."""
    head = Text(rule.code, "bold")
    head.append(f" {words(f'severity.{rule.severity}')}", STYLES[rule.severity])
    yield head
    for key, text in (
        ("rule.meaning", rule.meaning(words.lang)),
        ("rule.remedy", rule.remedy(words.lang)),
    ):
        yield Text()
        yield Text(words(key), "bold")
        for line in wrap(text, width - len(_INDENT)):
            yield Text(_INDENT + line)
    if rule.reasons:
        yield Text()
        yield Text(words("rule.reasons"), "bold")
        listed = [(reason, rule.message(words.lang, reason)) for reason in rule.reasons]
        yield from iter_listed(listed, width)
