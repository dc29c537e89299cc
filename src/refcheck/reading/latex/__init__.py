"""LaTeX, one module per step.

`masking` blanks out what is no text, `joining` puts the files of a document together, `setup` reads how it cites and
which macros it defines, `citing` finds the citations, `numbers` computes what they show, `scanning` takes the text out,
`lists` the references, and `reader` is the way through.
"""
