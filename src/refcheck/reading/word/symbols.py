"""Symbols that Word keeps by font and code (``w:sym``) instead of as text."""

from __future__ import annotations

# The codes of the Symbol font that occur in articles; its digits and punctuation stand where ASCII has them.
# https://www.unicode.org/Public/MAPPINGS/VENDORS/ADOBE/symbol.txt
_SYMBOL = {
    0x2D: "−", 0x40: "≅", 0x61: "α", 0x62: "β", 0x63: "χ", 0x64: "δ", 0x65: "ε", 0x66: "φ", 0x67: "γ", 0x68: "η",
    0x6B: "κ", 0x6C: "λ", 0x6D: "μ", 0x6E: "ν", 0x70: "π", 0x71: "θ", 0x72: "ρ", 0x73: "σ", 0x74: "τ", 0x77: "ω",
    0x44: "Δ", 0x53: "Σ", 0x57: "Ω", 0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥",
    0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD6: "√",
}  # fmt: skip
_PRIVATE = range(0xF000, 0xF100)
UNKNOWN = "□"


def symbol(font: str, code: str) -> str:
    """The character that a symbol shows; a box where nobody knows.

    Args:
        font: the font's name.
        code: four hexadecimal digits.
    """
    try:
        number = int(code[:6], 16)
    except ValueError:
        return ""
    if number in _PRIVATE:
        number -= _PRIVATE.start
        if font.casefold() != "symbol":
            return UNKNOWN
    if font.casefold() == "symbol" and number in _SYMBOL:
        return _SYMBOL[number]
    shown = chr(number) if 0x20 <= number < 0x110000 and not 0xD800 <= number < 0xE000 else ""
    return shown if shown.isprintable() else UNKNOWN
