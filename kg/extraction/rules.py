"""The names of all extraction rules, what each does, and where it lives; every proposition carries the rules that made it.

tests/examples/*.md hold at least one example sentence for each; a test fails if a rule has none.
"""

from kg.extraction.factuality import ROWS

RULES = {
    # clauses.py
    "verb": "a verb with its subject and object",
    "verb_preposition": "no direct object: the first prepositional argument is the object, its preposition joins the relation",
    "linking": "a linking verb and what it links to",
    "membership": "one of several of whom a clause says more (was among those killed)",
    "existential": "there is/are ... somewhere",
    "passive_agent": "passive with a by-agent: the agent is the subject",
    "passive": "passive without an agent: the patient is the subject",
    "clause_object": "what is said, thought or asked stands as a clause",
    "chain": "verbs that share a subject are one relation (tried to overthrow)",
    "control": "the subject of an infinitive is the object or addressee of the verb above it",
    "shared_subject": "coordinated predicates share their subject",
    "shared_adjunct": "a place or time before coordinated predicates is that of each",
    "participle_subject": "a participle clause takes the subject of the clause it hangs on",
    "relative": "the relative pronoun stands for the noun before it",
    "reduced_relative": "a participle after a noun has the noun as subject or patient",
    "noun_infinitive": "an infinitive after a noun has the noun's owner as subject (a push by X to ...)",
    "ditransitive": "the recipient is a further argument with 'to'",
    "small_clause": "calls, names, elects somebody something: the object is that",
    # assents.py
    "assent": "who agreed to do something agreed, whether or not it was done",
    # lists.py
    "listed": "several names behind a plural noun, which counts them, stand in its place",
    "included": "those whom people of a kind include are of that kind (victims included Ana Ruiz)",
    # shared_objects.py
    "shared_agent": "passives side by side share the agent behind the last one",
    "shared_object": "verbs side by side share the object that the parser hangs on one of them",
    # contrasts.py
    "contrast": "said of one and not of the other (not A but B)",
    # gapping.py
    "gapping": "a clause that leaves out its verb has that of the clause before it (A expelled B and C D)",
    "ellipsis": "who did, or did not, is said to have done, or not, what the clause before says",
    # pairings.py
    "respectively": "of several subjects and as many objects, the first goes with the first, and so on",
    # kinship.py
    "kinship": "who is named beside somebody's children, wife and the like is that (had a son, Tim)",
    # engagements.py
    "engagement": "who speaks in a speech, letter or call, or on a visit, and whom or what it reaches (in an interview with X, ...)",
    # reciprocals.py
    "mutual": "members of a coordination do it with one another, and pairs of them say all of it",
    "reciprocal": "what two do with one another: each pair of the subject's members (A and B met)",
    # nouns.py
    "title": "a title before a name",
    "apposition": "a description beside a name",
    "event_noun": "a noun that names an event or relation, with its owner and what it is directed at",
    "between": "a noun that names an event or relation 'between' two, or one of two that own it",
    "alias": "a name and its initials in brackets; stands in the binary form only",
    "measured": "a noun with its place on a scale (a magnitude 6.8 earthquake); stands in the binary form only",
    "located": "a noun with the place where it is (troops in Idlib); stands in the binary form only",
    "within": "a place with the larger one that it lies in, behind a comma (Pleasant Grove, Utah)",
    # compounds.py
    "compound": "a name and a participle, joined before a noun (a London-based bank)",
    # tuples.py
    "argument": "a further argument with its preposition, and the object's noun where there is one, is a relation of its own",
    "beside_object": "that further argument stands beside a named object, without which it says little",
    # extractor.py
    "scheduled": "in the present tense, on a day behind that of the document",
    "doubted": "no rule objects, but the reader holds it for unlikely that this happened",
    # factuality/: the name of a row, and a sentence that it decides
    **{row.name: row.example for row in ROWS.values()},
    # attributions.py
    "said:beside": "a verb of saying beside or within the clause (..., she said)",
    "said:unsaid": "what somebody did not say is open, and nobody's word",
    "said:about": "a noun that has the clause as its content (the report that ...)",
    "according_to": "according to ...",
    "framed": "a headline with its source before a colon or after a dash; a turn of a transcript",
    "quotation": "inside quotation marks: said by the speaker nearby",
}
