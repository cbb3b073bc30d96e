// What the page knows (data, indices) and what the reader has chosen (state). Data is never put in the page but as text.
"use strict";

const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId("data").textContent);
const drawn = JSON.parse(byId("network").textContent);

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

const state = {
  off: { kind: new Set(), standing: new Set(), relation: new Set(), source: new Set() },
  least: 0, // confidence
  everything: data.entities.every((entity) => entity.core),
  focus: -1, // entity whose neighborhood alone is shown
  node: -1, // selected entity
  line: -1, // selected line
  table: false,
  theme: "",
};

// Lines: one for each ordered pair of entities, with all its statements.
const lines = drawn.edges.map((edge) => ({ id: edge.id, from: edge.from, to: edge.to, statements: [] }));
const lineAt = new Map(lines.map((line) => [`${line.from} ${line.to}`, line]));
const about = data.entities.map(() => []); // statements with the entity as subject or object
const saidBy = data.entities.map(() => []); // statements that the entity makes

data.statements.forEach((statement, index) => {
  statement.index = index;
  statement.holders = [...new Set(statement.claims.flatMap((claim) => claim.holders))];
  statement.sources = [...new Set(statement.claims.flatMap((claim) => claim.evidence.map((item) => item.document)))];
  statement.confidence = Math.max(0, ...statement.claims.map((claim) => claim.confidence));
  about[statement.subject].push(statement);
  if (statement.object >= 0) {
    lineAt.get(`${statement.subject} ${statement.object}`).statements.push(statement);
    if (statement.object !== statement.subject) about[statement.object].push(statement);
  }
  for (const holder of statement.holders) saidBy[holder].push(statement);
});

const labelOf = (entity) => data.entities[entity].label;
const relationOf = (statement) => data.properties[statement.property].label;
const objectOf = (statement) => (statement.object >= 0 ? labelOf(statement.object) : statement.value);

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

/** Text in an isolated element: its writing direction cannot turn what stands around it. */
const name = (text) => element("bdi", {}, text);

const count = (number, noun, plural = `${noun}s`) => `${number.toLocaleString("en")} ${number === 1 ? noun : plural}`;

/** Letters without accents, in lower case: what a search compares. */
const EXTRA = { ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i", "’": "'" };
const fold = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[łøđðþßæœı’]/g, (letter) => EXTRA[letter]);
