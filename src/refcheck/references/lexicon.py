"""Word lists as the modules beside this one write them: a text, folded to a set."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


PARTICLES = words(
    """
    van von der den de del della di da do dos das du la le les el al bin ibn ben abu af av zu zur ten ter te 't
    vander vande vom dal dalla degli dei delle san st santa mac o' d' y e i und zum op in't bint ould
    """
)
# Capitalised words before a letter that looks like an initial but is not one ("Hepatitis B", "Vitamin D").
NOT_NAMES = words(
    """
    hepatitis vitamin influenza type phase protein interleukin class grade stage part appendix factor group
    immunoglobulin the a an in on of for from with effect effects use using risk study trial clinical treatment
    management prevention evaluation comparison role impact efficacy safety analysis review guidelines guideline
    report chapter available table figure coenzyme complex cytochrome staphylococcus cyclosporin cyclosporine
    amphotericin botulinum toxin plan project haemophilus streptococcus
    """
)
# What groups are named by.
GROUP_HEADS = words(
    """
    group groups society organization organisation consortium collaboration collaborative collaborators
    committee investigators association associations institute institutes institution network trialists council
    agency department foundation college university initiative team bureau commission force panel federation
    center centers centre centres administration ministry registry program programme cochrane academy office
    board union service services alliance nations bank fund authority corporation company inc ltd llc gmbh
    pharmaceuticals hospital library investigator researchers partnership consensus subcommittee taskforce
    workgroup roundtable campaign government secretariat directorate statistics survey health cancer
    collaborations members writers commitee partners arbeitsgemeinschaft gesellschaft société ministère
    """
)
COMPANY_FORMS = frozenset({"llc", "inc", "ltd", "plc", "gmbh", "corp"})
