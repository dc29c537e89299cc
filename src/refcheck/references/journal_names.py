"""Journals' names, told by their words: abbreviated ones, common ones, and how they are capitalised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.references.lexicon import words
from refcheck.references.tokens import DASHES

if TYPE_CHECKING:
    from refcheck.references.tokens import Token

# Single words that journals' names are abbreviated to; four letters and fewer are taken by their shape.
JOURNAL_ABBREVIATIONS = words(
    """
    acad accid acoust addict adolesc adv aesthet aging allergy anaesth anal anat anesth annu antimicrob appl
    arch arthrosc assoc atheroscler behav biochem bioeng bioinform biol biomed biophys biosci biotechnol brit
    bull cardiol cardiovasc catal cell chem chemother child clin cogn commun comput contemp crit crystallogr
    cutan cytogenet cytol dermatol dev diabet diagn dig dis disord ecol econ educ electrochem embryol emerg
    endocrinol endosc environ epidemiol ergon ethnopharmacol ethol eval evol exerc exp fertil found
    gastroenterol gen genet genom geriatr gerontol gynecol haematol hematol hepatol hosp hum hyg imag immun
    immunol infect inflamm inorg inst int integr intern invest jpn kidney lab laryngol lett lett magn manag
    mater math mech med metab microbiol mol monogr nanotechnol nat natl nephrol nerv neurobiol neurochem neurol
    neurophysiol neuropsychol neurosci neurosurg nucl nurs nutr obes obstet occup ocul oncol ophthalmol opt oral
    org orthop osteoporos otolaryngol paediatr pathol pediatr percept perinat pers pharm pharmacol pharmacother
    philos photochem phys physiol plast polym postgrad pract prev proc prog prosthet protein psychiatr
    psychiatry psychol psychopathol psychopharmacol psychosom psychother publ qual quant radiat radiol rehabil
    rep reprod res resour respir resusc rev rheum rheumatol rhinol scand schizophr sci semin ser signal soc
    sociol spectrosc sport stat steroid stud subst suppl surg surv symp syst technol telemed thorac thromb
    thyroid tissue top toxicol trans transl transplant traumatol trop tuberc ultrasound urol vaccin vasc vet
    virol vis wkly treat yearb zool treat antivir bacteriol biochim biomech cereb cybern discov echocardiogr
    front gastrointest neuroanat neuroendocrin neuropathol neuroradiol perform perspect psychobiol psychoth
    radic repro spectrom complement differ prim circ
    """
)
JOURNAL_WORDS = words(
    """
    journal annals archives acta american british european international proceedings review reviews letters
    bulletin lancet nature science cell jama bmj plos medicine transactions quarterly research blood cancer
    circulation neurology pediatrics chest gut j am br eur int clin ann arch proc natl sci med oncology surgery
    psychology psychiatry education communications reports frontiers magazine zeitschrift revista revue rivista
    anales archiv
    """
)
_SMALL = words(
    """
    of and the for in on de la le et der die das des du und y e & to a an von zur der per con i en at from with
    del della dei
    """
)
# Journals whose names begin with a small letter.
LOWER_CASE_JOURNALS = (
    "elife",
    "medrxiv",
    "biorxiv",
    "arxiv",
    "npj",
    "mbio",
    "iscience",
    "eneuro",
    "ebiomedicine",
    "eclinicalmedicine",
    "msystems",
    "msphere",
    "psyarxiv",
)


def looks_like_journal(tokens: list[Token], first: int, last: int) -> bool:
    """Whether a stretch names a journal by its words."""
    words = [tokens[at].text.lower() for at in range(first, last)]
    return any(word in JOURNAL_WORDS or word in JOURNAL_ABBREVIATIONS for word in words)


def reads_like_container(tokens: list[Token], first: int, last: int) -> bool:
    """Whether a stretch is capitalised as a journal's name is, small words aside, and no longer than one."""
    words = [
        tokens[at].text
        for at in range(first, last)
        if tokens[at].text[0].isalpha() and (at == first or tokens[at - 1].text not in DASHES)
    ]
    if not words or len(words) > 12 or not words[0][0].isupper():
        return False
    return all(word[0].isupper() or word.lower() in _SMALL for word in words)


def is_container_alone(tokens: list[Token], first: int, last: int) -> bool:
    """Whether only a journal's name stands before the numbers; chemistry and physics print no titles."""
    words = [tokens[at].text for at in range(first, last) if tokens[at].text[0].isalpha()]
    if not words or len(words) > 8 or not all(word[0].isupper() or word.lower() in _SMALL for word in words):
        return False
    stops = sum(tokens[at].text == "." for at in range(first, last))
    return (
        stops > 0
        or len(words) <= 2
        or any(word.lower() in JOURNAL_WORDS or word.lower() in JOURNAL_ABBREVIATIONS for word in words)
    )
