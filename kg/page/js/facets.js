// The legend is the filter: which statements, entities and lines the reader's choices leave.

const FACETS = [
  { name: "kind", title: "Kinds", labels: data.kinds.map((kind) => kind.label), keys: data.kinds.map((kind) => kind.iri) },
  { name: "standing", title: "How it is said", labels: STANDINGS.map((row) => row[1]), keys: STANDINGS.map((row) => row[0]) },
  { name: "relation", title: "Relations", labels: data.properties.map((row) => row.label), keys: data.properties.map((row) => (row.act ? `does ${row.iri}` : row.iri)) },
  { name: "source", title: "Sources", labels: data.documents.map((row) => row.title), keys: data.documents.map((row) => row.id) },
];
const SHORT = 12; // entries of a facet shown before "more"

let shown = { statements: [], entities: new Set(), lines: new Map(), hidden: new Map(), allowed: [], ties: new Map() };

const RULES = {
  kind: (statement) => statement.ends.every(kindOn),
  standing: (statement) => !state.off.standing.has(RANK.get(statement.status)),
  relation: (statement) => !state.off.relation.has(statement.property),
  source: (statement) => !statement.sources.length || statement.sources.some((source) => !state.off.source.has(source)),
  least: (statement) => statement.confidence >= state.least,
  time: (statement) => inTime(statement),
};

/** Statements that the filters allow, whatever part of the graph is in view; all filters but `but`. */
const allowed = (statement, but = "") => Object.entries(RULES).every(([rule, holds]) => rule === but || holds(statement));

const kindOn = (entity) => !state.off.kind.has(data.entities[entity].kind);

/** The other end of a statement that has the entity at one of its ends. */
const otherEnd = (statement, id) => (statement.subject === id ? statement.object : statement.subject);

/** What is shown: as much of what the filters leave as finds room; `hidden` counts, for each entity shown, the statements that reach out of view. */
function computeShown() {
  const left = data.statements.filter((statement) => allowed(statement));
  const ties = tiesOf(left);
  for (let room = capacity(), tries = 0; ; room = Math.floor(room * 0.85), tries += 1) {
    shown = shownOf(left, ties, chosenEntities(ties, room));
    if (placeShown() || room <= FEW || tries > 4) return;
  }
}

/** The statements among these entities, by line. */
function shownOf(left, ties, entities) {
  const next = { statements: [], entities, lines: new Map(), hidden: new Map(), allowed: left, ties };
  for (const statement of left) {
    const seen = statement.ends.filter((id) => entities.has(id));
    if (seen.length < statement.ends.length) {
      for (const id of seen) next.hidden.set(id, (next.hidden.get(id) || 0) + 1);
      continue;
    }
    next.statements.push(statement);
    if (statement.object < 0) continue;
    const line = lineAt.get(`${statement.subject} ${statement.object}`);
    if (!next.lines.has(line.id)) next.lines.set(line.id, []);
    next.lines.get(line.id).push(statement);
  }
  return next;
}

/** How many statements, or entities of a kind, each entry of a facet has among those that the other filters leave. */
function totals(facet) {
  const found = facet.labels.map(() => 0);
  const left = data.statements.filter((statement) => allowed(statement, facet.name));
  if (facet.name === "kind") {
    for (const id of new Set(left.flatMap(({ ends, holders }) => [...ends, ...holders]))) found[data.entities[id].kind] += 1;
  }
  for (const statement of left) {
    if (facet.name === "standing") found[RANK.get(statement.status)] += 1;
    if (facet.name === "relation") found[statement.property] += 1;
    if (facet.name === "source") for (const source of statement.sources) found[source] += 1;
  }
  return found;
}

function drawFilters() {
  const panel = byId("filters");
  panel.replaceChildren(layerSwitch(), lookBox(), ...FACETS.slice(0, 2).map(facetBox), timelineBox(), ...FACETS.slice(2).map(facetBox), confidenceBox());
}

/** Facts only, or claims too: sets what the facet "How it is said" lets through. */
function layerSwitch() {
  const button = (label, claims) => element("button", { type: "button", "data-layer": claims ? "claims" : "facts",
    onclick: () => showClaims(claims) }, label);
  const box = element("div", { class: "switch", role: "group", "aria-label": "Facts or claims" },
    button("Facts", false), button("Facts and claims", true));
  box.hidden = !hasClaims;
  return box;
}

function showClaims(claims) {
  state.off.standing = new Set(claims ? [] : STANDINGS.map((_, index) => index).slice(1));
  changed();
}

const claimsOn = () => state.off.standing.size === 0;

function facetBox(facet) {
  const counts = totals(facet);
  const order = facet.labels.map((_, index) => index).filter((index) => counts[index] > 0);
  if (facet.name !== "standing") order.sort((a, b) => counts[b] - counts[a] || facet.labels[a].localeCompare(facet.labels[b], "en"));
  const list = element("ul", {}, ...order.map((index) => facetRow(facet, index, counts[index])));
  const set = (off) => { state.off[facet.name] = new Set(off ? order : []); changed(); };
  const box = element("section", { class: "facet" },
    element("h2", {}, facet.title, " ",
      element("button", { type: "button", class: "quiet", "aria-label": `all ${facet.title}`, onclick: () => set(false) }, "all"),
      element("button", { type: "button", class: "quiet", "aria-label": `none of ${facet.title}`, onclick: () => set(true) }, "none")),
    list);
  if (order.length > SHORT) shorten(list, order.length);
  box.hidden = order.length < 2 && facet.name !== "kind";
  return box;
}

function shorten(list, size) {
  const rest = [...list.children].slice(SHORT);
  rest.forEach((row) => { row.hidden = true; });
  const more = element("button", { type: "button", class: "quiet", onclick: () => {
    rest.forEach((row) => { row.hidden = false; });
    more.remove();
  } }, `${size - SHORT} more`);
  list.after(more);
}

function facetRow(facet, index, total) {
  const box = element("input", { type: "checkbox", "data-facet": facet.name, "data-index": index, onchange: () => {
    if (box.checked) state.off[facet.name].delete(index);
    else state.off[facet.name].add(index);
    changed();
  } });
  const only = element("button", { type: "button", class: "quiet only", "aria-label": `Only ${facet.labels[index]}`, onclick: () => {
    state.off[facet.name] = new Set(facet.labels.map((_, other) => other).filter((other) => other !== index));
    changed();
  } }, "only");
  const label = element("label", { title: facet.name === "standing" ? STANDINGS[index][2] : facet.labels[index] }, box,
    facet.name === "kind" ? symbol(data.kinds[index]) : null, element("span", { class: "text" }, name(facet.labels[index])));
  return element("li", {}, label, only, element("span", { class: "count", "data-count-of": facet.name, "data-at": index }, total.toLocaleString("en")));
}

function confidenceBox() {
  const low = data.statements.reduce((least, { confidence }) => Math.min(least, confidence), 1);
  const high = data.statements.reduce((most, { confidence }) => Math.max(most, confidence), 0);
  const value = element("output", { id: "least-value" }, "");
  const slider = element("input", { type: "range", id: "least", min: "0", max: "1", step: "0.05", "aria-label": "Least confidence",
    oninput: () => { state.least = Number(slider.value); changed(); } });
  const box = element("section", { class: "facet" }, element("h2", {}, "Confidence at least ", value), slider);
  box.hidden = high - low < 0.05;
  return box;
}

/** Check boxes, switch and slider follow the state, whoever changed it. */
function syncFilters() {
  for (const box of byId("filters").querySelectorAll("[data-facet]")) {
    box.checked = !state.off[box.dataset.facet].has(Number(box.dataset.index));
  }
  for (const facet of FACETS) {
    const counts = totals(facet);
    for (const place of byId("filters").querySelectorAll(`[data-count-of="${facet.name}"]`)) place.textContent = counts[place.dataset.at].toLocaleString("en");
  }
  for (const button of byId("filters").querySelectorAll("[data-layer]")) {
    const facts = state.off.standing.size === STANDINGS.length - 1 && !state.off.standing.has(0);
    button.setAttribute("aria-pressed", String(button.dataset.layer === "claims" ? claimsOn() : facts));
  }
  byId("least").value = String(state.least);
  byId("least-value").textContent = state.least.toFixed(2);
}

const SHAPES = {
  square: "M2 2H14V14H2Z", diamond: "M8 0L16 8L8 16L0 8Z", triangle: "M8 1L15.5 14.5H.5Z", triangleDown: "M8 15L.5 1.5H15.5Z",
  hexagon: "M4 1H12L16 8L12 15H4L0 8Z", star: "M8 0L10 6H16L11.2 9.6L13 16L8 12.2L3 16L4.8 9.6L0 6H6Z",
  dot: "M8 1A7 7 0 1 1 8 15A7 7 0 1 1 8 1Z",
};

/** The shape and color of a kind, as in the drawing. */
const symbol = (kind) => svgElement("svg", { viewBox: "0 0 16 16", width: "12", height: "12", "aria-hidden": "true", class: "symbol" },
  svgElement("path", { d: SHAPES[kind.shape], fill: kind.color }));
