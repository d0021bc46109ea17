"""RELAX NG validation of a stream: what stands in a document is judged while it goes
by, and nothing of it is kept.

    grammar    a schema file (XML syntax) → patterns
    patterns   the algebra of patterns and their derivatives
    datatypes  whether a value has a datatype of XML Schema
    stream     start tags, characters, end tags → faults with their places

The method is James Clark's (An algorithm for RELAX NG validation, 2002): what may follow is the
derivative of the content model by what came. Derivatives are made once for each model and letter, so a
document runs through a growing automaton.
"""
