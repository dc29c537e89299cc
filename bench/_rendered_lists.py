"""Places, publishers and organisations that references are made with."""

from __future__ import annotations

PLACES = (
    """
London|New York|New York, NY|Cambridge|Cambridge, MA|Oxford|Paris|Berlin|Chicago|Chicago, IL|Boston|Amsterdam|Leiden
Philadelphia|San Francisco|Washington, DC|Washington, D.C|Los Angeles|Princeton|New Haven|Ithaca|Heidelberg|Stuttgart
München|Munich|Frankfurt am Main|Wien|Zürich|Geneva|Genève|Roma|Rome|Milano|Torino|Bologna|Madrid|Barcelona
Buenos Aires|México|São Paulo|Rio de Janeiro|Lisboa|Bruxelles|Dordrecht|The Hague|Stockholm|Uppsala|København|Oslo
Helsinki|Moscow|Москва|Санкт-Петербург|Київ|Warszawa|Kraków|Praha|Budapest|Tokyo|東京|Beijing|北京|Singapore
New Delhi|Sydney|Melbourne|Toronto|Montréal|Hillsdale, NJ|Thousand Oaks, CA|Englewood Cliffs|Basingstoke|Berkeley
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
PUBLISHERS = (
    """
Springer|Springer-Verlag|Wiley|John Wiley & Sons|Routledge|Sage|Sage Publications|Academic Press|Elsevier|Penguin
Oxford University Press|Cambridge University Press|University of Chicago Press|MIT Press|Harvard University Press|PUF
Princeton University Press|Yale University Press|Suhrkamp|Gallimard|Le Seuil|L'Harmattan|De Gruyter|Brill|Peter Lang
Einaudi|Il Mulino|Laterza|Fondo de Cultura Económica|Alianza|Siglo XXI|Editorial Ariel|Наука|Мысль|Palgrave Macmillan
W. W. Norton|Norton|Basic Books|Free Press|McGraw-Hill|Prentice-Hall|Addison-Wesley|Lippincott|Saunders|Guilford Press
Lawrence Erlbaum Associates|Blackwell|Kluwer Academic Publishers|C.H. Beck|Reclam|Klett-Cotta|Ashgate|Edward Elgar
World Health Organization|World Bank|OECD|IEEE|ACM|ACM Press|Association for Computational Linguistics|INRA|Karger
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
GROUPS = (
    """
World Health Organization|American Cancer Society|National Comprehensive Cancer Network|OECD|World Bank|UNICEF
Centers for Disease Control and Prevention|European Medicines Agency|Ministry of Health|Statistics Canada|Eurostat
National Institute for Health and Care Excellence|The Cochrane Collaboration|Government of Rwanda
Haute Autorité de santé
American College Health Association|European Association of Urology|DCCT Research Group|Food and Drug Administration
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
MONTHS = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "June",
    "July",
    "Aug",
    "Sept",
    "Oct",
    "Nov",
    "Dec",
    "January",
    "March",
    "October",
    "December",
]
SCHOOLS = (
    "University of Leiden",
    "Stanford University",
    "Universität Wien",
    "MIT",
    "Université de Paris",
    "Dept. of Physics, University of Utah",
)
