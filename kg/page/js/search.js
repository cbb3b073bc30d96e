// Search: names and other names, relations, words of sentences; without accents; all words must occur, those of names nearly so.

const HITS = 12;
const FEW_HITS = 3; // with fewer, names that are spelled nearly so are looked for
const PLACEHOLDER = "Search names, relations, sentences  ( / )";
let index = null;
let hits = [];
let chosen = -1;

function searchIndex() {
  if (index) return index;
  index = [
    ...data.entities.map((entity, id) => ({ what: "entity", id, text: fold([entity.label, ...entity.aliases].join(" | ")), weight: saidOf(id) })),
    ...data.properties.map((property, id) => ({ what: "relation", id, text: fold(property.label), weight: 0 })),
    ...data.statements.flatMap((statement, id) => [{ what: "sentence", id, weight: 0, text: fold(`${sentenceOf(statement)} ${statement.value}`) }]),
  ];
  return index;
}

function sentenceOf(statement) {
  const item = statement.claims.flatMap((claim) => claim.evidence)[0];
  return item ? data.sentences[item.sentence] : "";
}

/** Exact names first, then beginnings of names or words, then anything; entities before relations before sentences. */
function score(entry, words, query) {
  if (!words.every((word) => entry.text.includes(word))) return -1;
  const kind = { entity: 300, relation: 200, sentence: 0 }[entry.what];
  const names = entry.text.split(" | ");
  if (entry.what === "sentence") return 1;
  if (names.includes(query)) return kind + 90 + Math.min(9, entry.weight);
  if (names.some((text) => text.startsWith(query))) return kind + 60 + Math.min(20, entry.weight);
  return kind + (names.some((text) => text.includes(` ${query}`)) ? 30 : 0) + Math.min(20, entry.weight);
}

/** How many letters must be changed, left out, added or swapped to make one word of another; more than `most` counts as infinite. */
function editsBetween(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return Infinity;
  let rows = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      row.push(Math.min(rows[1][j] + 1, row[j - 1] + 1, rows[1][j - 1] + (same ? 0 : 1)));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], rows[0][j - 2] + 1);
    }
    if (Math.min(...row) > most) return Infinity;
    rows = [rows[1], row];
  }
  return rows[1][other.length] <= most ? rows[1][other.length] : Infinity;
}

/** Entities with a name that has every word nearly as it was typed. */
function nearHits(words) {
  const bearable = (word) => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);
  const edits = (word, own) => Math.min(editsBetween(word, own, bearable(word)), own.length > word.length ? editsBetween(word, own.slice(0, word.length), bearable(word)) : Infinity);
  return searchIndex().filter(({ what }) => what === "entity").map((entry) => {
    const own = entry.text.split(/[^\p{L}\p{N}]+/u);
    return { entry, far: words.reduce((sum, word) => sum + Math.min(...own.map((other) => edits(word, other))), 0) };
  }).filter(({ far }) => far < Infinity).sort((a, b) => a.far - b.far || rankOf(a.entry.id) - rankOf(b.entry.id)).map(({ entry }) => entry);
}

function search(text) {
  const query = fold(text.trim());
  const words = query.split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const seen = new Set();
  const found = searchIndex().map((entry) => ({ entry, points: score(entry, words, query) })).filter(({ points }) => points >= 0)
    .sort((a, b) => b.points - a.points || a.entry.id - b.entry.id)
    .filter(({ entry }) => { // one hit a sentence, however many statements it makes
      const key = entry.what === "sentence" ? sentenceOf(data.statements[entry.id]) : `${entry.what} ${entry.id}`;
      return !seen.has(key) && seen.add(key);
    }).slice(0, HITS).map(({ entry }) => entry);
  if (found.length >= FEW_HITS) return found;
  return [...found, ...nearHits(words).filter((entry) => !found.includes(entry)).map((entry) => ({ ...entry, near: true }))].slice(0, HITS);
}

function showHits() {
  hits = search(byId("query").value);
  chosen = hits.length ? 0 : -1;
  const empty = byId("query").value.trim() ? [element("li", { class: "hint", role: "option", "aria-disabled": "true", "aria-selected": "false" }, "Nothing found.")] : [];
  byId("hits").replaceChildren(...(hits.length ? hits.map(hitRow) : empty));
  openHits(byId("query").value.trim() !== "");
  markHit();
}

function openHits(open) {
  byId("hits").hidden = !open;
  byId("query").setAttribute("aria-expanded", String(open));
}

function hitRow(hit, position) {
  const kind = hit.what === "entity" ? data.kinds[data.entities[hit.id].kind] : null;
  const text = { entity: () => labelOf(hit.id), relation: () => data.properties[hit.id].label, sentence: () => sentenceOf(data.statements[hit.id]) }[hit.what]();
  return element("li", { role: "option", id: `hit-${position}`, onmousedown: (event) => { event.preventDefault(); take(position); } },
    kind ? symbol(kind) : "", element("span", { class: "text" }, name(text)), element("span", { class: "what" }, hit.near ? "nearly" : kind ? kind.label : hit.what));
}

function markHit() {
  [...byId("hits").children].forEach((row, position) => {
    row.setAttribute("aria-selected", String(position === chosen));
    if (position === chosen) row.scrollIntoView({ block: "nearest" });
  });
  if (chosen >= 0) byId("query").setAttribute("aria-activedescendant", `hit-${chosen}`);
  else byId("query").removeAttribute("aria-activedescendant");
}

function take(position) {
  const hit = hits[position];
  if (!hit) return;
  openHits(false);
  byId("canvas").focus({ preventScroll: true });
  if (choosing.from >= 0) return hit.what === "entity" ? endPath(hit.id) : stopChoosing();
  if (hit.what === "entity") goTo(hit.id);
  if (hit.what === "sentence") goToStatement(data.statements[hit.id]);
  if (hit.what === "relation") {
    state.off.relation = new Set(data.properties.map((_, id) => id).filter((id) => id !== hit.id));
    Object.assign(state, { node: -1, line: -1, view: state.view === "topics" ? "main" : state.view });
    changed();
    frameAll(true);
  }
}

function startSearch() {
  const query = byId("query");
  query.addEventListener("input", showHits);
  query.addEventListener("focus", () => { if (query.value.trim()) showHits(); });
  query.addEventListener("blur", () => openHits(false));
  query.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      chosen = hits.length ? (chosen + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length : -1;
      markHit();
    } else if (event.key === "Enter") take(chosen);
    else if (event.key === "Escape") {
      query.value = "";
      openHits(false);
      if (choosing.from >= 0) stopChoosing();
      byId("canvas").focus({ preventScroll: true });
    }
  });
}
