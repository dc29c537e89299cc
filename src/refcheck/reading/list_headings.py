"""The headings that announce a reference list, in the languages that articles are written in."""

from __future__ import annotations

import re

_WORDS = (
    # English
    r"(?:(?:key|selected|cited|suggested)\s+)?references?(?:\s+(?:list|cited|and\s+notes|section))?",
    r"list\s+of\s+references|bibliography|bibliographic\s+references|literature(?:\s+cited)?|works\s+cited",
    r"cited\s+(?:literature|works)|notes\s+and\s+references|citations|sources",
    # German
    r"literatur(?:verzeichnis|angaben|hinweise)?|quellen(?:verzeichnis|angaben)?|referenzen|bibliogra[fp]hie",
    # French, Spanish, Catalan, Portuguese, Italian, Romanian
    r"(?:liste\s+des\s+)?r[ée]f[ée]rences(?:\s+bibliographiques)?",
    r"(?:lista\s+de\s+)?(?:referencias|refer[êeè]ncies|refer[êe]ncias)(?:\s+bibliogr[áàa]fi(?:cas|ques))?",
    r"bibliograf[íi]a|literatura\s+citada",
    r"(?:riferimenti|referenze)(?:\s+bibliografic[ih]e?)?|letteratura|fonti",
    r"bibliografie|referin[țţt]e(?:\s+bibliografice)?",
    # Dutch, Swedish, Norwegian, Danish
    r"literatuur(?:lijst|opgave|verwijzingen)?|referenties|referentielijst|bronnen(?:lijst)?",
    r"referenser|referenslista|litteratur(?:f[öo]rteckning|lista|liste|henvisninger)?|k[äa]llor|k[äa]llf[öo]rteckning",
    r"referanser|referanseliste|kilder|kildeliste|referencer|referenceliste",
    # Finnish, Hungarian, Turkish
    r"viitteet|l[äa]hteet|l[äa]hdeluettelo|kirjallisuus(?:luettelo|viitteet)?",
    r"irodalom(?:jegyz[ée]k)?|felhaszn[áa]lt\s+irodalom|hivatkoz[áa]sok",
    r"kaynaklar|kaynak[çc]a|referanslar",
    # Polish, Czech, Slovak
    r"pi[śs]miennictwo|bibliografia|literatura|odno[śs]niki",
    r"(?:pou[žz]it[áa]\s+|citovan[áa]\s+)?literatura|seznam\s+(?:pou[žz]it[ée]\s+)?literatury|reference",
    r"zoznam\s+(?:pou[žz]itej\s+)?literat[úu]ry",
    # Russian, Ukrainian, Greek
    r"литература|список\s+(?:использованной\s+)?литературы|библиография|источники",
    r"библиографический\s+список|список\s+(?:использованных\s+)?источников",
    r"література|список\s+(?:використаної\s+)?літератури|список\s+використаних\s+джерел|джерела|посилання",
    r"βιβλιογραφ[ίι]α|(?:βιβλιογραφικ[έε]ς\s+)?αναφορ[έε]ς|παραπομπ[έε]ς",
    # Chinese, Japanese, Korean, Arabic
    r"(?:主要)?(?:参考|參考|引用)(?:文献|文獻|资料|資料)|文\s?献",
    r"참고\s?문헌|인용\s?문헌",
    r"(?:قائمة\s+)?(?:ال)?(?:مراجع|مصادر)(?:\s+وال(?:مراجع|مصادر))?",
)
_HEADING = re.compile(
    rf"[\s>#*_=\[【〔]{{0,12}}(?:(?:\d{{1,2}}|[IVX]{{1,5}})\.?\s+)?(?:{'|'.join(_WORDS)})"
    r"[\s*_:：.#=\]】〕]{0,12}(?:\{[^}]{0,80}\})?$",
    re.IGNORECASE,
)


def is_list_heading(line: str) -> bool:
    """Whether a line says that a reference list follows ("References", "Literatur", "参考文献")."""
    return len(line) < 100 and _HEADING.match(line) is not None
