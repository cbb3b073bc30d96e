// What the page knows (data, indices) and what the reader has chosen (state). Data is never put in the page but as text.
"use strict";

const byId = (id) => document.getElementById(id);
const data = openedData(JSON.parse(byId("data").textContent));
const drawn = openedDrawing(JSON.parse(byId("network").textContent));

/** Rows with keys of the rows of values that the page was written with (compact.py). */
function openedData({ again, fields, roles, ...data }) {
  const keyed = (kind, row) => Object.fromEntries(fields[kind].map((key, at) => [key, row[at]]));
  const opened = (row, keys) => { for (const key of keys) row[key] = again[row[key]]; return row; };
  const iri = (text) => (text[0] === "~" ? data.base : "") + text.slice(1);
  const marks = (row) => Array.from({ length: row.length / 3 }, (_, at) => [row[3 * at], row[3 * at] + row[3 * at + 1], roles[row[3 * at + 2]]]);
  const evidence = (row) => {
    const item = opened(keyed("evidence", row), ["rules", "row", "quoted"]);
    return Object.assign(item, { names: item.names.map((name) => again[name]), marks: marks(item.marks) });
  };
  const claim = (row) => {
    const item = opened(keyed("claims", row), ["polarity", "modality", "days"]);
    return Object.assign(item, { iri: iri(item.iri), qualifiers: item.qualifiers.map((one) => again[one]), evidence: item.evidence.map(evidence) });
  };
  for (const kind of ["entities", "properties", "documents", "statements"]) data[kind] = data[kind].map((row) => keyed(kind, row));
  for (const entity of data.entities) entity.iri = iri(entity.iri);
  for (const statement of data.statements) {
    opened(statement, ["datatype", "status", "words"]);
    statement.claims = statement.claims.map(claim);
  }
  return data;
}

/** Nodes and edges as vis-network takes them. */
function openedDrawing({ nodes, edges, options }) {
  return {
    options,
    nodes: nodes.map((row, id) => {
      const { label, kind } = data.entities[id], look = data.kinds[kind];
      const [size, x, y, own] = row;
      return { id, label: own === undefined ? label : own, shape: look.shape, color: look.color, size, x, y };
    }),
    edges: Array.from({ length: edges.length / 2 }, (_, id) => ({ id, from: edges[2 * id], to: edges[2 * id + 1] })),
  };
}

const STANDINGS = [
  ["fact", "Fact", "asserted by a document itself"],
  ["claimed", "Claimed", "said by someone the document quotes"],
  ["planned", "Planned", "will, plans to, tried to"],
  ["requested", "Requested", "called on, demanded"],
  ["possible", "Possible", "may, could, reportedly"],
  ["hypothetical", "Hypothetical", "would, hopes, fears"],
  ["conditional", "Conditional", "if, unless"],
  ["denied", "Denied", "said not to be so"],
];
const RANK = new Map(STANDINGS.map(([name], index) => [name, index]));
const hasClaims = data.statements.some((statement) => statement.status !== "fact");

const TOPICS_FROM = 400; // of more entities the first picture is a map of what they are about

const state = {
  off: { kind: new Set(), standing: new Set(), relation: new Set(), source: new Set() },
  least: 0, // confidence
  since: "", // first and last day, "" for any
  until: "",
  undated: true,
  stage: "graph", // or "map", "timeline"
  view: "main", // what the graph shows: "main", the most important; "topics", communities; "all"
  community: -1, // the one that alone is shown
  opened: new Set(), // entities whose neighbors are shown, though they are not among the first
  focus: -1, // entity whose neighborhood alone is shown
  path: [], // entities from one to another
  picked: [], // entities that the reader chose with the lasso
  node: -1, // selected entity
  line: -1, // selected line
  speech: false, // lines from everyone who says something
  size: "said",
  color: "kind",
  moved: new Map(), // entity -> where the reader put it
  table: false,
  theme: "",
};

// Lines: one for each ordered pair of entities, with all its statements.
const lines = drawn.edges.map((edge) => ({ id: edge.id, from: edge.from, to: edge.to, statements: [] }));
const lineAt = new Map(lines.map((line) => [`${line.from} ${line.to}`, line]));
const about = data.entities.map(() => []); // statements with the entity as subject or object
const saidBy = data.entities.map(() => []); // statements that the entity makes
const alike = new Map(); // statements of the same triple, whatever they say of it
const tripleOf = ({ subject, property, object, value, datatype }) =>
  JSON.stringify([subject, property, object, data.properties[property].act ? "" : value, datatype]);

data.statements.forEach((statement, index) => {
  statement.index = index;
  statement.ends = statement.object >= 0 ? [statement.subject, statement.object] : [statement.subject];
  statement.holders = [...new Set(statement.claims.flatMap((claim) => claim.holders))];
  statement.sources = [...new Set(statement.claims.flatMap((claim) => claim.evidence.map((item) => item.document)))];
  statement.confidence = Math.max(0, ...statement.claims.map((claim) => claim.confidence));
  statement.days = daysOf(statement);
  const triple = tripleOf(statement);
  if (!alike.has(triple)) alike.set(triple, []);
  alike.get(triple).push(statement);
  about[statement.subject].push(statement);
  if (statement.object >= 0) {
    lineAt.get(`${statement.subject} ${statement.object}`).statements.push(statement);
    if (statement.object !== statement.subject) about[statement.object].push(statement);
  }
  for (const holder of statement.holders) saidBy[holder].push(statement);
});

const communities = []; // their entities, the most important first
data.entities.forEach((entity, id) => { (communities[entity.community] ||= []).push(id); });
for (const members of communities) members.sort((a, b) => data.entities[a].rank - data.entities[b].rank);
const ranked = data.entities.map((_, id) => id).sort((a, b) => data.entities[a].rank - data.entities[b].rank);
const hasTopics = data.entities.length > TOPICS_FROM && communities.filter((members) => members.length > 3).length > 5;
state.view = hasTopics ? "topics" : "main";

/** How often an entity is spoken of or speaks. */
const saidOf = (id) => new Set([...about[id], ...saidBy[id]]).size;

/** First and last days: of a claim's own time, else of the documents that it stands in; none where neither is known. */
function daysOf(statement) {
  return statement.claims.flatMap((claim) => (claim.time ? [claim.days] : claim.evidence.map((item) => data.documents[item.document].days)))
    .filter((days) => days.length);
}

const labelOf = (entity) => data.entities[entity].label;
const isAct = (statement) => data.properties[statement.property].act; // "died": what is said of its subject alone
const relationOf = (statement) => statement.words;
const objectOf = (statement) => (statement.object >= 0 ? labelOf(statement.object) : isAct(statement) ? "" : statement.value);

function dateOf(statement) {
  const dates = statement.claims.flatMap((claim) =>
    claim.time ? [claim.time] : claim.evidence.map((item) => data.documents[item.document].published));
  return dates.filter(Boolean).map((date) => date.slice(0, 10)).sort()[0] || "";
}

function speakersOf(statement) {
  const names = statement.holders.map(labelOf);
  return statement.claims.some((claim) => claim.unnamed) ? [...names, "unnamed"] : names;
}

/** An element with attributes, listeners (`onclick`) and children; strings become text, never markup. */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** The same for SVG; characters that no XML may hold are left out of its text. */
function svgElement(tag, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(name, value);
  made.append(...children.map((child) => (typeof child === "string" ? child.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "") : child)));
  return made;
}

/** Text in an isolated element: its writing direction cannot turn what stands around it. */
const name = (text) => element("bdi", {}, text);

const count = (number, noun, plural = `${noun}s`) => `${number.toLocaleString("en")} ${number === 1 ? noun : plural}`;

/** Letters without accents, in lower case: what a search compares. */
const EXTRA = { ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i", "’": "'" };
const fold = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[łøđðþßæœı’]/g, (letter) => EXTRA[letter]);
