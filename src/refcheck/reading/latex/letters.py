"""What LaTeX writes as commands and readers see as characters."""

from __future__ import annotations

import unicodedata

ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331", "t": "\u0361",
}  # fmt: skip
"""Commands that put an accent on the letter that follows, and the combining character each means."""

DOTLESS = {"i": "i", "j": "j"}
"""Letters that lose their dot below an accent, ``\\'{\\i}``: composed characters bring their own."""

SIGNS = {
    "%": "%", "&": "&", "_": "_", "#": "#", "$": "$", "{": "{", "}": "}", " ": " ", "\n": " ", "\t": " ", "\r": " ",
    ",": "\u2009", ";": "\u2009", ":": "\u2009", ">": "\u2009", "!": "", "/": "", "-": "", "@": "", "*": "",
}  # fmt: skip
"""What a backslash before one sign means."""

SYMBOLS = {
    "ss": "ß", "SS": "ẞ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ",
    "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ", "th": "þ", "TH": "Þ",
    "ng": "ŋ", "NG": "Ŋ", "S": "§", "P": "¶", "dag": "†", "ddag": "‡", "dots": "…", "ldots": "…", "textellipsis": "…",
    "copyright": "©", "textcopyright": "©", "textregistered": "®", "texttrademark": "™", "pounds": "£",
    "textsterling": "£", "euro": "€", "texteuro": "€", "EUR": "€", "textdollar": "$", "textcent": "¢", "textyen": "¥",
    "textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
    "textquotedblright": "”", "textquotedbl": '"', "textquotesingle": "'", "glqq": "„", "grqq": "“", "glq": "‚",
    "grq": "‘", "flqq": "«", "frqq": "»", "guillemotleft": "«", "guillemotright": "»", "og": "« ", "fg": " »",
    "textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\", "textbar": "|", "textless": "<",
    "textgreater": ">", "textbraceleft": "{", "textbraceright": "}", "textunderscore": "_", "textperiodcentered": "·",
    "textbullet": "•", "textdegree": "°", "degree": "°", "celsius": "°C", "textcelsius": "℃", "textmu": "µ",
    "micro": "µ", "textpm": "±", "texttimes": "×", "textminus": "−", "textohm": "Ω", "textonehalf": "½",
    "textonequarter": "¼", "textthreequarters": "¾", "textordfeminine": "ª", "textordmasculine": "º",
    "textonesuperior": "¹", "texttwosuperior": "²", "textthreesuperior": "³", "textnumero": "№", "slash": "/",
    "space": " ", "quad": " ", "qquad": " ", "enspace": " ", "enskip": " ", "thinspace": "\u2009",
    "negthinspace": "", "nobreakspace": "\xa0", "nobreakdash": "", "textvisiblespace": "␣", "TeX": "TeX",
    "LaTeX": "LaTeX", "LaTeXe": "LaTeX2e", "BibTeX": "BibTeX", "today": "today", "lq": "‘", "rq": "’", "lbrack": "[",
    "rbrack": "]", "percent": "%", "nobreak": "", "textnormal": "", "etal": "et al.", "eg": "e.g.", "ie": "i.e.",
}  # fmt: skip
"""Commands that stand for characters."""

MATH = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ",
    "tau": "τ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ",
    "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "pm": "±", "mp": "∓", "times": "×", "cdot": "·", "div": "÷",
    "leq": "≤", "le": "≤", "leqslant": "≤", "geq": "≥", "ge": "≥", "geqslant": "≥", "lt": "<", "gt": ">", "neq": "≠",
    "ne": "≠", "approx": "≈", "sim": "~", "simeq": "≃", "equiv": "≡", "ll": "≪", "gg": "≫", "infty": "∞",
    "to": "→", "rightarrow": "→", "Rightarrow": "⇒", "leftarrow": "←", "uparrow": "↑", "downarrow": "↓", "circ": "°",
    "degree": "°", "prime": "′", "ast": "*", "star": "*", "dagger": "†", "ddagger": "‡", "in": "∈", "cup": "∪",
    "cap": "∩", "sum": "∑", "prod": "∏", "partial": "∂", "ldots": "…", "cdots": "…", "dots": "…", "mid": "|",
    "quad": " ", "qquad": " ", "colon": ":",
}  # fmt: skip
"""Commands of formulas, as far as a sentence is easier to read with the character."""


def accented(accent: str, letter: str) -> str:
    """A letter with an accent; as one character where there is one.

    Args:
        accent: the accent's command, a key of `ACCENTS`.
        letter: what it stands on; only its first character takes it.
    """
    return unicodedata.normalize("NFC", letter[:1] + ACCENTS[accent]) + letter[1:]
