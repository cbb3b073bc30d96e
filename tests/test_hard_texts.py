"""Kinds of text that readers got wrong, inside of longer paragraphs, through the whole pipeline with the packaged reader.

A line of `HOLDS` is "subject | relation | object | status"; a subject, relation and object are labels of the graph, and a status is fact,
denied, or who says it. The stories, and the people without a name of their own in them, are invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.knowledge_graph import KnowledgeGraph
from kg.model import Claim, Polarity, Value
from kg.pipeline import build
from kg.settings import Settings


@dataclass(frozen=True)
class Kind:
    """A text with what a careful reader takes from it, and what nobody may be said to have done, said or been."""

    text: str
    holds: tuple[str, ...]
    not_subject: tuple[str, ...] = ()
    not_holder: tuple[str, ...] = ()


KINDS = {
    "those of a faith in one country": Kind(
        "A bomb went off in Basra. Iraqi Shiites mourned the victims on Monday, and Turkish Kurds protested.",
        ("Iraqi Shiites | mourn | victims | fact", "Turkish Kurds | does | protests | fact"),
        ("Shiite Muslims", "Kurds"),
    ),
    "days that are celebrated, and days on which something is": Kind(
        "Bergen marked New Year's Day with a parade. Fans celebrated Monday. Monks observed the first day of Lent.",
        ("Bergen | mark | New Year's Day | fact", "monks | observe | the first day of Lent | fact"),
        not_holder=("fans",),
    ),
    "two adjectives of places, and a town that is named behind one": Kind(
        "Togolese and British troops captured a port on Monday. A hospital in the northern town of Bergen was hit by a shell, killing a "
        "nurse.",
        (
            "Togolese and British troops | is affiliated with | Togo | fact",
            "Togolese and British troops | is affiliated with | United Kingdom | fact",
            "hospital in the northern town of Bergen | is located in | Bergen | fact",
            "nurse | does | is killed | fact",
        ),
    ),
    "they who speak, and they who are taken away": Kind(
        "Authorities in Mali say rebels shot a cleric. They say Bo Lund was ambushed on Sunday. Officers arrested two men. They were taken "
        "to Lima. One man hit Tom Berger with a fist; others kicked the mayor of Lima. Hundreds attended.",
        (
            "Bo Lund | does | be ambushed | said",
            "officers | arrests | two men | fact",
            "officers | is taken to | Lima | absent",
            "others | kick | mayor of Lima | fact",
            "hundreds | does | attend | fact",
        ),
    ),
    "an actor called she, of a surname that is a day": Kind(
        "Actor Doris Day died on Sunday in Oslo. Critic Carl Berg praised Day in 1980. The daughter of a teacher, she broke her arm at age "
        "12. Though she was nominated for a prize for the comedy Red Harbor, opposite Omar Haddad, Day left the stage. In film, she was "
        "popular. She performed in a play by director Tom Lund.",
        (
            "Carl Berg | praises | Doris Day | fact",
            "Doris Day | is a child of | teacher | fact",
            "Doris Day | break | Doris Day's arm | fact",
            "Doris Day | does | be popular | fact",
            "Doris Day | perform in | play by director Tom Lund | fact",
            "Tom Lund | has role | director | fact",
            "Omar Haddad | has role | comedy | absent",
        ),
        ("teacher", "Omar Haddad"),
    ),
    "so many others, and none": Kind(
        "A ferry hit a pier in Lima on Monday. Two sailors died, and three others were injured. The harbor master, Ana Ruiz, said the "
        "crash caused no delays. Police found no weapons. No tugboat left the port.",
        (
            "three others | does | is injured | fact",
            "crash | causes | delays | said",
            "police | find | weapons | denied",
            "tugboat | leave | port | denied",
        ),
    ),
    "a name that is said again by its head": Kind(
        "Ana Ruiz again elected Speaker as Parliament meets\n\nRuiz yesterday resumed the office of Speaker of the House, being voted "
        "into it by the new parliament. She became the first woman to serve as Speaker of the House in 2007 and held the post until 2011.",
        (
            "Ana Ruiz | serve as | Speaker of the House | fact",
            "Ana Ruiz | resume | office of Speaker of the House | fact",
        ),
    ),
    "surnames that are places, and who goes on": Kind(
        "Carl Amman, 40, was born in Lima. His parents, Bo Reed and Eva Lund, were farmers. After leaving school, he joined the navy. "
        "Amman, who was called a hero, sent his brother a letter. When Tom Hill left the union in May, Amman joined the bank. "
        "He later led the bank. In an interview with Eva, he said that he had left Lima. Senators serve six-year terms. Members of the "
        "House are elected for two-year terms.",
        (
            "Carl Amman | leaves | school | fact",
            "Carl Amman | joins | navy | fact",
            "Carl Amman | joins | bank | fact",
            "Carl Amman | leads | bank | fact",
            "Carl Amman | leaves | Lima | said",
            "members of the House | be elected for | two-year terms | fact",
        ),
        ("Jordan", "Amman"),
    ),
    "what is asked, meant, required and left out": Kind(
        "The motion claims the order is void, and that Peru owns the wall. Ana Ruiz left in tears, without her coat. The law required the "
        "firm to pay the state. Shops stayed open, except when the river flooded the port. It is not clear how Bo Reed lost the vote. "
        "Bell Center for Health Security medical analyst Eva Lund told reporters the virus was new.",
        (
            "Peru | own | wall | said",
            "Ana Ruiz | leave in | tears | fact",
            "law | require | firm | absent",
            "river | flood | port | open",
            "Bo Reed | lose | vote | open",
            "virus | does | be new | said",
        ),
        (),
        ("Bell Center for Health Security",),
    ),
    "several verbs and one object": Kind(
        "The row began in June. On Friday officers stopped, searched and released Tom Berg. The union called for and "
        "led the strike. Slovakia proposed and Austria rejected a compromise. Two aides were arrested, tried and jailed"
        " by the junta. Nobody was hurt.",
        (
            "officers | searches | Tom Berg | fact",
            "union | lead | strike | fact",
            "Austria | rejects | compromise | fact",
            "junta | arrests | two aides | fact",
        ),
        ("Tom Berg",),
    ),
    "not one but the other": Kind(
        "The list is long. The pact was not signed by Greece but by Turkey. Kenya did not praise Oman but Qatar. Rather"
        " than Spain, Portugal won the vote. Observers left at noon. A second round follows in May.",
        (
            "Turkey | signs | pact | fact",
            "Kenya | praises | Qatar | fact",
            "Kenya | praises | Oman | denied",
            "Portugal | wins | vote | fact",
        ),
        ("Spain",),
    ),
    "sentences behind abbreviations": Kind(
        "The case is old. It concerns Baltic Lines Ltd. Estonia fined Tom Berg in May. The motion was backed by the "
        "U.S. France sued Vega. Rule No. 7 was passed at 9 p.m. Spain praised Portugal. Nobody abstained.",
        ("Estonia | fines | Tom Berg | fact", "France | sues | Vega | fact", "Spain | praises | Portugal | fact"),
    ),
    "not one but another": Kind(
        "The vote was close. Togo is not a republic but a kingdom. It is Falk, not Moen, who leads Acme. Poland stopped"
        " short of accusing Russia. The bridge was closed in May. The shops will close on Monday. Talks go on.",
        (
            "Togo | described as | kingdom | fact",
            "Togo | described as | republic | denied",
            "Falk | lead | Acme | fact",
            "Moen | lead | Acme | denied",
            "Poland | accuses | Russia | denied",
            "Poland | does | stop | absent",
            "bridge | does | closes | fact",
            "shops | does | close | open",
            "vote | does | be close | fact",
        ),
    ),
    "what nobody said": Kind(
        "The report was long. Lund denied saying that Norway attacked Sweden. At no point did Berg say that Finland "
        "attacked Estonia. Nobody claimed that Latvia attacked Poland. The paper has apologized. A hearing is due.",
        ("Norway | attacks | Sweden | open", "Finland | attacks | Estonia | open", "Latvia | attacks | Poland | open"),
        (),
        ("Berg", "Lund"),
    ),
    "names behind a plural": Kind(
        "The judge took a week. She fined three firms: Orion, Vega and Nordica. Two states joined the bank on Monday: "
        "Peru and Chile. The son of Ada Falk and husband of Nina Roth, Jonas Falk, leads the bank. It lost money.",
        (
            "Chile | joins | bank | fact",
            "Jonas Falk | is a child of | Ada Falk | fact",
            "Jonas Falk | is married to | Nina Roth | fact",
        ),
    ),
    "a dateline": Kind(
        "Oslo/Stockholm – The deal was rejected by Finland on Tuesday evening. Norway praised Finland. Critics fear "
        "higher prices. The deal will be signed in autumn. Talks go on.",
        ("Finland | rejects | deal | fact", "Norway | praises | Finland | fact"),
        ("Oslo", "Stockholm"),
    ),
    "given names with a hyphen": Kind(
        "The gala drew many guests. Moon Ji-won visited Berlin. Jean-Pierre Morel praised Choi Min-ho. The evening ended late. "
        "A second one is planned. Tickets are sold out.",
        ("Moon Ji-won | visits | Berlin | fact", "Jean-Pierre Morel | praises | Choi Min-ho | fact"),
        ("Moon Ji", "Pierre Morel"),
    ),
    "towns of a name that is better known for something else": Kind(
        "Police in Paris, Texas, freed Tom Hill. The strike is over. Paris praised Hill. Talks go on.",
        ("Paris | praise | Tom Hill | fact",),
        ("France",),
    ),
    "a state behind its town": Kind(
        "Voters in Atlanta, Georgia, met Tom Hill. Hill leads Georgia. Ana Ruiz left the party.",
        ("Tom Hill | leads | Georgia, U.S. state | fact",),
        ("Georgia",),
    ),
    "a town first named behind the country of its name": Kind(
        "Georgia praised Chile in Tbilisi. Voters in Atlanta, Georgia, met Tom Hill. Georgia sued Peru.",
        ("Georgia | praises | Chile | fact", "Georgia | sues | Peru | fact"),
        ("Georgia, U.S. state",),
    ),
    "somebody of two": Kind(
        "Lena Holm met Ida Berg after she had left the party. She was angry. Holm founded the party. A vote comes in May. "
        "The party has ten seats. Its office is in Bergen.",
        (
            "Lena Holm | meets | Ida Berg | fact",
            "Lena Holm | founds | party | fact",
            "Lena Holm | does | be angry | absent",
        ),
    ),
    "clauses without their verb": Kind(
        "Relations are tense. Mali expelled the French envoy and Niger the German attaché. Italy accepted the plan; "
        "Spain did not. Kenya and Togo elected Otieno and Mensah, respectively. The law was proposed by Kurz, opposed "
        "by Vogel and signed by Adler. Talks will follow.",
        (
            "Mali | expels | French envoy | fact",
            "Mali | expels | Niger | absent",
            "Niger | expels | German attaché | fact",
            "Italy | accepts | plan | fact",
            "Spain | accepts | plan | denied",
            "Kenya | elect | Otieno | fact",
            "Kenya | elect | Mensah | absent",
            "Vogel | opposes | law | fact",
            "Adler | signs | law | fact",
        ),
    ),
    "what nobody ruled or denied": Kind(
        "The trial ended. Prosecutors failed to show that Mendez killed Ortiz. Turkey has not accused Austria of "
        "bribing judges. Roche neither confirmed nor denied that it bought Genex. Not a single firm sued Acme. As Lie "
        "put it, Sweden betrayed Norway. Talks go on.",
        (
            "Mendez | kills | Ortiz | open",
            "Roche | acquires | Genex | open",
            "not a single firm | sues | Acme | absent",
            "Sweden | betray | Norway | said",
        ),
        (),
        ("prosecutors", "Turkey", "Roche"),
    ),
    "who is called so": Kind(
        "Sudan hosted the talks. Djibouti was represented by its envoy, Ali Farah. Boris Tadic met Albin Kurti in "
        "Vienna. The two leaders signed a deal. Emma Baker and Lars Holm founded Bitra. The latter then founded Nevo. "
        "Apple sued Samsung after it copied a design.",
        (
            "Ali Farah | holds a position in | Djibouti | fact",
            "Ali Farah | holds a position in | Sudan | absent",
            "Albin Kurti | signs | deal | fact",
            "Lars Holm | founds | Nevo | fact",
            "Apple | copy | design | absent",
        ),
    ),
    "labels before a colon": Kind(
        "Police: Lopez killed Ruiz\n\nProfile: Anna Weber, Germany's new minister\n\nObituary: Writer Elena Prado, who "
        "attacked Franco",
        ("Lopez | kills | Ruiz | said", "Anna Weber | holds a position in | Germany | fact"),
        ("Police", "police"),
        ("Profile", "Obituary"),
    ),
    "a surname that is a capital": Kind(
        "She appointed and a week later sacked Pedro Lima. Lima insulted reporters. Unions called on Lima to resign. A "
        "judge ordered his arrest.",
        ("Pedro Lima | criticizes | reporters | fact", "judge | order | judge's arrest | absent"),
        ("Peru",),
    ),
    "who speaks between commas, and headlines of two verbs": Kind(
        "Norland Defends Navy Base, Says Ostria 'Nervous' Because Its Plans 'Failed'\n\nLIMA, May 3 — The base, says Mara Quist, was "
        "built in secret. Norland, claims Ostria, broke the treaty last year. The talks in Geneva, Quist added, failed. As tensions "
        "rose, Jon Vale declared himself head of the navy.",
        (
            "Norland's Plans | does | fails | said",
            "Norland | break | treaty | said",
            "talks in Geneva | does | fails | said",
            "tensions | does | rise | fact",
            "Jon Vale | leads | navy | said",
        ),
        ("Geneva",),
    ),
    "whose allies, and what 'this' points to": Kind(
        "Mara Quist praised the pension plan. The raid was condemned by Norland and its allies. Jon Vale left Ostria. Unions met in "
        "Bergen. A bank closed. Farmers sold their land. The court fined two mayors. In 1962 Norland tried to seize the islands. "
        "Upon learning of this plan, Ostria ordered a blockade.",
        (
            "Norland's allies | criticizes | raid | fact",
            "Ostria | order | blockade | fact",
            "Ostria | learn of | pension plan | absent",
        ),
    ),
    "what there is none of, parts of many, and how long": Kind(
        "A storm hit Tartu on Monday. Most of the houses were destroyed, and much of the harbor was flooded. Police found no weapons in "
        "the ruins and made no arrests. No sailors were injured. There were 12 outages, but there has been no comment from the mayor. "
        "There is a chance of rain.\n\nThe storm lasted six hours. Ana Ruiz, who served two years of a five-year sentence, is one of the "
        "leading candidates for the post. Her trial ended last year.",
        (
            "most of the houses | does | is destroyed | fact",
            "much of the harbor | does | be flooded | fact",
            "police | find | weapons | denied",
            "police | make | arrests | denied",
            "sailors | does | is injured | denied",
            "12 outages | does | exist | fact",
            "comment from the mayor | does | exist | denied",
            "chance of rain | does | exist | absent",
            "storm | last | six hours | fact",
            "Ana Ruiz | serve | two years of a five-year sentence | fact",
            "Ana Ruiz | described as | one of the leading candidates for the post | fact",
        ),
    ),
    "two adjectives of origin, two sides, and what took place": Kind(
        "Two ships sank off Lima on Monday. French and Peruvian sailors left the port. The union denied any link between Ruiz's parole "
        "and the recent release of a Chilean hostage. Officials blamed the attacks on the Chilean embassy in Lima that took place in May.",
        (
            "French and Peruvian sailors | is affiliated with | France | fact",
            "French and Peruvian sailors | is affiliated with | Peru | fact",
            "union | denies | recent release of a Chilean hostage | absent",
            "attacks on the Chilean embassy in Lima | does | take place | fact",
        ),
        ("Chilean embassy",),
    ),
    "who backs whom, and where they are": Kind(
        "Gunmen of the Dawn Brigades, an Iranian-backed militia, attacked a convoy near Mosul. The London-based charity Marden had sent "
        "the trucks. Victims included Karim Haddad, a driver.",
        (
            "Iran | supports | Dawn Brigades | fact",
            "Dawn Brigades | be militia of | Iran | absent",
            "Marden | is located in | London | fact",
            "Karim Haddad | has role | victim | fact",
        ),
    ),
    "what nouns say somebody does, without a word of the ontology": Kind(
        "Peru's new bridge will open late. Chile's objection to the bridge delayed it, and Chile may begin an investigation into Orion. "
        "The union criticized Orion's use of tear gas.",
        (
            "Chile | opposes | Peru's new bridge | fact",
            "Chile | investigates | Orion | open",
            "Orion | use of | tear gas | fact",
        ),
    ),
    "whose remarks of a day they are": Kind(
        "Peru's trade minister, Eva Lund, spoke in Lima on Monday. She repeated her May 2 remarks on tariffs.",
        ("Eva Lund | repeat | Eva Lund's May 2 remarks on tariffs | fact",),
    ),
    "what nouns say of their owners": Kind(
        "Carl Berg, a drummer, lived in Lima. His father was killed in the war. Berg's former wife moved to Oslo. Peru's sinking of the "
        "warship Aurora and its blockade of Tacna angered Chile. The plane was flying to Cusco when it went down.",
        (
            "Carl Berg's father | is a parent of | Carl Berg | fact",
            "Berg's former wife | is married to | Carl Berg | absent",
            "Peru | sinking of | Aurora | fact",
            "Peru | blockades | Tacna | fact",
            "plane | does | go down | fact",
        ),
        ("Chile",),
    ),
    "what there is none of": Kind(
        "Ana Ruiz spoke in Lima. She gave no further details, and the police found no weapons in the house. Two details were given later. "
        "There was an explosion in Tacna on Monday. Forces loyal to Omar Berg left. Ruiz paid tribute to those killed.",
        (
            "Ana Ruiz | give | further details | denied",
            "police | find | weapons | denied",
            "explosion in Tacna | be in | Tacna | fact",
            "forces loyal to Omar Berg | does | be loyal | fact",
            "two details | does | be given | fact",
            "Ana Ruiz | praises | those killed | fact",
        ),
        ("weapons",),
    ),
    "whom the main clause is about, who is cited, and what nobody is": Kind(
        "Rod Hill was jailed for fraud after he tried to sell the seat of Bo Reed, after Reed was elected mayor. He was sentenced to four "
        "years in prison.\n\nThe Oslo Post quotes three officials, speaking on condition of anonymity, as saying the firm is broke. "
        "Lena Ruiz met Iranian diplomats and the head of the World Health Organization, Tedros Gebre. Ethnic Albanian miners left. "
        "Gebre is not a minister who lies to voters.\n\nPeruvian actor Eva Lund spoke. Once she was a guest, Lund recalls leaving early.",
        (
            "Rod Hill | is sentenced to | four years | fact",
            "three officials | speak on | condition of anonymity | fact",
            "Tedros Gebre | leads | World Health Organization | fact",
            "Lena Ruiz | meets | Tedros Gebre | fact",
            "ethnic Albanian miners | is affiliated with | Albania | absent",
            "minister | lie to | voters | open",
            "Eva Lund | has role | guest | fact",
        ),
    ),
    "what nouns of events say": Kind(
        "Details emerged about Ana Ruiz's call with Tom Berg. The court asked for a transcript of a call between Ruiz and Eva Lund. "
        "Students wept at King Bhim's seizure of power and the breakup of the union.\n\nMinisters voted for the closure of the mine. The "
        "party's nomination surprised Oslo. Many towns opposed the expulsion of the miners.",
        (
            "Ana Ruiz | telephones | Tom Berg | fact",
            "Ana Ruiz | telephones | Eva Lund | fact",
            "King Bhim | seizure of | power | fact",
            "union | does | breakup | fact",
            "mine | does | closure | open",
            "miners | does | expulsion | open",
            "party | does | nomination | absent",
        ),
    ),
}


def status(claim: Claim) -> str:
    """How a claim holds: fact, denied, said, or open."""
    if claim.asserted:
        return "fact"
    if claim.polarity is Polarity.NEGATED and not claim.sources:
        return "denied"
    return "said" if claim.sources else "open"


def line(graph: KnowledgeGraph, claim: Claim) -> str:
    """A claim in labels."""
    target = claim.object.text if isinstance(claim.object, Value) else graph.label(claim.object)
    return f"{graph.label(claim.subject)} | {claim.property.label} | {target} | {status(claim)}"


@pytest.mark.parametrize("name", KINDS)
def test_kind(name: str, tmp_path: Path) -> None:
    """What a careful reader takes from the text stands in the graph as it says, and nothing is pinned on those who are not in it."""
    kind = KINDS[name]
    path = tmp_path / "a.txt"
    path.write_text(kind.text, encoding="utf-8")
    graph = build([path], None, Settings())
    lines = {line(graph, claim) for claim in graph.claims}
    triples = {item.rpartition(" | ")[0] for item in lines}
    for held in kind.holds:
        triple, _, expected = held.rpartition(" | ")
        assert (triple not in triples) if expected == "absent" else (held in lines), (held, sorted(lines))
    assert not {graph.label(claim.subject) for claim in graph.claims} & set(kind.not_subject)
    assert not {graph.label(holder) for claim in graph.claims for holder in claim.sources} & set(kind.not_holder)
