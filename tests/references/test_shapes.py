"""Shapes of references that are met in real lists, each with the fields that it is read by."""

from __future__ import annotations

import pytest

from refcheck.bibliography import WorkKind
from refcheck.references import parse_reference

CASES: list[tuple[str, dict[str, object]]] = [
    # Journals
    (
        "Rolls ET, Grabenhorst F. Reward. Nature Reviews. Neuroscience. 2008;9:304-313.",
        {"title": "Reward", "container": "Nature Reviews. Neuroscience"},
    ),
    (
        "Archer E, Hand GA. Validity of surveys. PLoS One. Public Library of Science; 2013;8: e76632",
        {
            "title": "Validity of surveys",
            "container": "PLoS One",
            "publisher": "Public Library of Science",
            "volume": "8",
        },
    ),
    (
        "Hobbs RJ, Higgs ES. Novel ecosystems: concept or reality? A response to Murcia et al. Trends Ecol Evol. "
        "2014;29:645-6.",
        {"title": "Novel ecosystems: concept or reality? A response to Murcia et al", "container": "Trends Ecol Evol"},
    ),
    (
        "Li A, Wu B. Induction of E. coli vs. S. aureus infection. eLife. 2014;3:e01234.",
        {"title": "Induction of E. coli vs. S. aureus infection", "container": "eLife", "article_number": "e01234"},
    ),
    (
        "Lost A. A space is missing after the title.J Foo Med 2007;15:48-56",
        {"title": "A space is missing after the title", "container": "J Foo Med"},
    ),
    (
        "Novik G, Sadler S. Providing group care in two clinics. Midwifery2013;29:690–7",
        {"container": "Midwifery", "year": 2013, "volume": "29"},
    ),
    (
        "Johnson LR, Hou M. A recurrent network. Front. Neural Circuits 2:3, 2008.",
        {"title": "A recurrent network", "container": "Front. Neural Circuits", "volume": "2", "pages": "3"},
    ),
    (
        "Bazhenov, M., Timofeev, I.: Mechanisms of seizures. Drug Discov. Today Dis. Models 5, 45-57 (2008)",
        {"title": "Mechanisms of seizures", "container": "Drug Discov. Today Dis. Models"},
    ),
    (
        "Lazar NA. Discussion of emotion. Perspect. Psy-chol. Sci. 4, 308-309 (2009).",
        {"title": "Discussion of emotion", "container": "Perspect. Psy-chol. Sci"},
    ),
    (
        "Belkin, A. (2008). \"Don't ask, don't tell\": Does the ban undermine it? Armed Forces & Society, 34, 276-291.",
        {"container": "Armed Forces & Society", "year": 2008, "pages": "276-291"},
    ),
    (
        "Thursby J. “Where is the new science’s home?” in Science and Society Quarterly 314, no. 8 (2006): 15-18.",
        {"title": "Where is the new science’s home?", "container": "Science and Society Quarterly", "issue": "8"},
    ),
    (
        "Smith J, Doe A. A result that (with brackets. like this) stays whole. J Foo (Lond) 2010;3:4-5.",
        {"title": "A result that (with brackets. like this) stays whole", "container": "J Foo (Lond)"},
    ),
    # Numbers
    (
        "Goyal G, Hu M. Adult histiocytosis. [Abstract] J Clin Oncol 37 (Suppl 15): A-7018, 2019.",
        {"container": "J Clin Oncol", "volume": "37", "issue": "Suppl 15", "pages": "A-7018"},
    ),
    (
        "Bose R, Kim S. Databases. Nucleic Acids Res. 2006;34(Database issue):D354-7.",
        {"issue": "Database issue", "pages": "D354-7"},
    ),
    ("Bose R, Kim S. Pain. J Foo. 2006; Suppl 3:45-7.", {"volume": "Suppl 3", "pages": "45-7"}),
    ("Bose R, Kim S. Pain. BMJ Open 2016;6, article 13116.", {"volume": "6", "article_number": "13116"}),
    (
        "Bose R, Kim S. Pain. J Foo, vol. XIV, no. 3, pp. xii-xx, 12 Mar. 2004.",
        {"volume": "XIV", "pages": "xii-xx", "year": 2004},
    ),
    ("Bose R, Kim S. Pain. J Foo 2006 Mar 12-15;8/9:100-2.", {"volume": "8/9", "pages": "100-2", "year": 2006}),
    ("Bose R (2010) Pain. J Foo 12 (2010): 34-5.", {"year": 2010, "volume": "12", "issue": "", "pages": "34-5"}),
    ("Bose R. (2012). Pain. J Foo, 2012(3), 45-6.", {"year": 2012, "pages": "45-6"}),
    ("Wei A, Li B. Thyroid Carcinoma. Version 2.2023. Plymouth Meeting, PA: NCCN, 2023.", {"year": 2023, "volume": ""}),
    ("Bose R, Kim S. Life in the years 1990-1995. 2006.", {"year": 2006, "pages": ""}),
    ("Bose R, Kim S. Pain. J Foo. 12:34-5. Spring 2004.", {"year": 2004, "volume": "12", "pages": "34-5"}),
    ("Bose R, Kim S. Expression of CD36, UCP2 and UCP3 in muscle.", {"volume": "", "pages": ""}),
    ("Bose R, Kim S. Pain in 8–12‐year‐old children. Pediatric obesity. 2015.", {"year": 2015, "pages": ""}),
    ("Bose R. [2003, in press] Pain. J Foo 12:34-5", {"year": 2003, "volume": "12"}),
    ("Kubota K, Tamura J. A new word. J Jpn Assoc. 1998;61:216–8(in Japanese)", {"issue": "", "pages": "216–8"}),
    (
        "Missiuro PE, Roy N. “Adapting roadmaps to handle maps,” in Proceedings of the Conference on Robotics, "
        "Orlando, May 2006.",
        {
            "title": "Adapting roadmaps to handle maps",
            "container": "Proceedings of the Conference on Robotics",
            "year": 2006,
        },
    ),
    (
        "Balucinska-Church M., McCammon D., 1992, ApJ, 400, 699",
        {"title": "", "container": "ApJ", "volume": "400", "pages": "699"},
    ),
    (
        "Cameron JL, Pitt HA. Resections. Ann Surg 217 (5): 430-5; discussion 435-8, 440, 1993.",
        {"year": 1993, "pages": "430-5"},
    ),
    (
        "Younossi ZM. Liver diseases. Clin Gastroenterol 9 (6): 524-530.e1; quiz e60, 2011.",
        {"year": 2011, "pages": "524-530.e1"},
    ),
    (
        "Albright AL: Resections. J Neurosurg 100 (5 Suppl Pediatrics): 468-72, 2004.",
        {"volume": "100", "issue": "5 Suppl Pediatrics"},
    ),
    (
        "Wu B, Zhou MS: [Effect of acupuncture] Zhongguo Zhong Xi Yi Jie He Za Zhi 16 (3): 139-41, 1996.",
        {"title": "Effect of acupuncture"},
    ),
    # Books and the like
    (
        "Katzenstein P (1978) Conclusion: strategies. In: Katzenstein P (ed) Between power and plenty. The "
        "University "
        "of "
        "Wisconsin Press, Madison, WI, pp 295–336",
        {
            "title": "Conclusion: strategies",
            "container": "Between power and plenty",
            "publisher": "The University of Wisconsin Press",
            "place": "Madison, WI",
            "pages": "295–336",
        },
    ),
    (
        "Harrison LB, Hong WK, eds.: Head and Neck Cancer. 3rd ed. Lippincott, William & Wilkins, 2009.",
        {"title": "Head and Neck Cancer", "edition": "3rd ed", "year": 2009},
    ),
    (
        "Cohen J (1988) Statistical power, 2nd edn. Erlbaum, Hillsdale",
        {"edition": "2nd edn", "publisher": "Erlbaum", "place": "Hillsdale"},
    ),
    ("Lexicomp Online. Hudson, Ohio: Lexi-Comp, Inc., 2025.", {"place": "Hudson, Ohio", "year": 2025}),
    (
        "OxyContin Tablets. Stamford, Conn.: Purdue Pharma, 2023.",
        {"place": "Stamford, Conn", "publisher": "Purdue Pharma"},
    ),
    (
        "Downs A. (1957) An Economic Theory of Democracy, New York: Harper.",
        {"title": "An Economic Theory of Democracy", "place": "New York"},
    ),
    (
        "Young WO, Striffler DF. The dentist and his practice. W. B. Saunders Company, Philadelphia 1969; 185",
        {"title": "The dentist and his practice", "year": 1969},
    ),
    (
        "Smith J. “A time to judge.” Weekly essays about it. London: Verso; 2000.",
        {"title": "A time to judge", "publisher": "Verso"},
    ),
    ("Smith J. (A title in brackets). London: Verso; 2000. 179 p.", {"title": "A title in brackets", "pages": ""}),
    (
        "ISO 14155:2020. Clinical investigation of medical devices. Geneva: ISO; 2020.",
        {"place": "Geneva", "year": 2020},
    ),
    (
        "Petrou M. Image processing. Report by the office for everything, nothing and much else in very many "
        "different words indeed "
        "that no publisher has in its name: x.",
        {"title": "Image processing", "publisher": ""},
    ),
    (
        "Barbour, M. G. (1995). Ecological fragmentation in the fifties. In W. Cronon (Ed.), Uncommon Ground: "
        "Rethinking the human "
        "place in nature (pp. 233-255). New York, NY: W. W. Norton.",
        {
            "kind": WorkKind.CHAPTER,
            "container": "Uncommon Ground: Rethinking the human place in nature",
            "pages": "233-255",
            "place": "New York, NY",
        },
    ),
    ("Leroy X. Typage polymorphe. PhD thesis, Universite Paris 7, 1992.", {"kind": WorkKind.THESIS}),
    # Authors
    (
        "European Respiratory Society (ERS): ERS guidelines on the assessment of cough. Eur Respir J 2007, 29:1256-76.",
        {"title": "ERS guidelines on the assessment of cough"},
    ),
    (
        "GlaxoSmithKline, LLC: Wellbutrin tablets. Research Triangle Park, NC: GlaxoSmithKline, LLC, 2022.",
        {"title": "Wellbutrin tablets"},
    ),
    ("SCHROEDER, Ralph, Rethinking science and change, Stanford University Press, 2007, 179p.", {"year": 2007}),
    (
        "M Carter, Husbands and health matters in Guatemala. Soc Sci Med. 55, 437-450 (2002).",
        {"title": "Husbands and health matters in Guatemala"},
    ),
    (
        "Scott Carlson, “Textbooks Fail,” Chronicle of Education, vol. 3, pp. 36-38, 2005.",
        {"title": "Textbooks Fail", "container": "Chronicle of Education"},
    ),
    (
        "BookmanEB, GillandersEet al. Interplay in common diseases. Genet Epidemiol 2011;35:217–25.",
        {"authors_truncated": True},
    ),
    (
        "FernándezJ-L, LuY F, WuQ. Protective effects of icariin. J Foo 2007;34:792–795.",
        {"title": "Protective effects of icariin"},
    ),
    ("Zhu A, Li B, u. a. Title of it. J Foo 2007;34:792–5.", {"authors_truncated": True, "title": "Title of it"}),
    ("Dupont, Jean-P., and Li, X. Title of it. J Foo 2007;34:792–5.", {"title": "Title of it"}),
    ("Task force for the Prevention of X. on behalf of the Study Group of the South. Pain.", {"volume": ""}),
    ("Wei A, for the SIRFLOX Study Group. Pain of it. J Foo 2007;34:792–5.", {"title": "Pain of it"}),
]


@pytest.mark.parametrize(("raw", "wanted"), CASES, ids=[raw[:40] for raw, _ in CASES])
def test_shape(raw: str, wanted: dict[str, object]) -> None:
    fields = parse_reference(raw)
    assert {name: getattr(fields, name) for name in wanted} == wanted
