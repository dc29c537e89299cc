"""The tokens of mark-up within a paragraph: what may begin one, and what each is.

Every pattern is bounded: a line of a megabyte takes a moment.
"""

from __future__ import annotations

import re

_URL_END = r"[^\s<>\"”\[\]⁰¹²³⁴-⁹]{0,2000}"
SIGNS = "<$\\`[]^!&*_~"
"""What mark-up begins with, or ends with."""
# Where a token may begin. One set of characters to begin with lets the search pass over all others at once.
BEGINNING = re.compile(
    rf"[{re.escape(SIGNS)}hwd1](?:(?<=[{re.escape(SIGNS)}])|(?<=h)ttps?:|(?<=w)ww\.|(?<=d)oi:|(?<=1)0\.)"
)
_RAISED = r"\^(?:\((?P<wrapped>\d[\d,;–— -]{0,60})\)|(?P<bare>\d{1,3}(?:[,–-]\d{1,3}){0,20}+)(?![\w^]))"
POWER = re.compile(_RAISED)
TOKEN = re.compile(
    r"(?:(?P<comment><!--)"
    r"|(?P<autolink><(?:https?://|mailto:)[^\s<>]{1,2000}>)"
    r"|(?P<tag></?(?P<tagname>[A-Za-z][A-Za-z0-9]{0,15})(?:\s[^<>]{0,1000})?/?>)"
    r"|(?P<display>\$\$[^$]{1,2000}\$\$)"
    r"|(?P<math>\$(?![\s$])[^$\n]{0,300}(?<![\s$\\])\$(?!\d))"
    r"|(?P<paren>\\\((?!\s*[\d,–-]{1,20}\s*\\\)).{1,300}?\\\))"
    r"|(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<code>`+)"
    r"|(?P<footnote>\[\^(?P<label>[^\]\s\[]{1,100})\])"
    r"|(?P<caret>\^(?P<raised>[^\s^][^\^\n]{0,60})\^)"
    rf"|(?P<power>{_RAISED})"
    r"|(?P<open>!?\[)"
    r"|(?P<close>\](?P<target>\(\s{0,9}(?P<dest><[^<>\n]{0,2000}>|[^\s()<>]{0,2000}(?:\([^\s()]{0,500}\)[^\s()]{0,2000}){0,5})"
    r"(?:\s{1,9}(?:\"[^\"]{0,2000}\"|'[^']{0,500}'))?\s{0,9}\))?)"
    r"|(?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    rf"|(?P<url>(?:https?://|www\.){_URL_END}|\b(?:doi:\s?)?10\.\d{{4,9}}/{_URL_END})"
    r"|(?P<emphasis>\*{1,3}|_{1,3})"
    r"|(?P<tilde>~[^\s~]{1,20}~))"
)
