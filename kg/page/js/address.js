// The address keeps the state: IRIs, not numbers, so that it still fits when the graph has grown.

const FIRST_VIEW = state.view;
let placeWritten = null; // what the address was about when it was written last: another place is a step for Back

/** Writes the state; a step for Back where the reader went somewhere, none where only a filter changed. */
function writeAddress() {
  const query = addressOf();
  const hash = query.toString();
  const place = JSON.stringify(["stage", "view", "community", "focus", "path", "pick", "open", "entity", "from", "to"].map((key) => query.getAll(key)));
  const step = placeWritten !== null && place !== placeWritten;
  placeWritten = place;
  if (location.protocol === "about:") return; // in the frame of a notebook, which has no address of its own
  if (hash === location.hash.slice(1)) return;
  history[step ? "pushState" : "replaceState"](null, "", hash ? `#${hash}` : location.pathname + location.search);
}

function addressOf() {
  const query = new URLSearchParams();
  for (const facet of FACETS) {
    const off = [...state.off[facet.name]].sort((a, b) => a - b).map((index) => facet.keys[index]);
    for (const key of off) query.append(`no-${facet.name}`, key);
  }
  if (state.least) query.set("least", state.least);
  if (state.since) query.set("since", state.since);
  if (state.until) query.set("until", state.until);
  if (!state.undated) query.set("undated", "0");
  const iri = (id) => data.entities[id].iri;
  if (state.stage !== "graph") query.set("stage", state.stage);
  if (state.view !== FIRST_VIEW) query.set("view", state.view);
  if (state.community >= 0) query.set("community", iri(communities[state.community][0])); // numbers change when the graph grows
  if (state.focus >= 0) query.set("focus", iri(state.focus));
  for (const [key, ids] of [["path", state.path], ["pick", state.picked], ["open", state.opened]]) for (const id of ids) query.append(key, iri(id));
  for (const [id, { x, y }] of [...state.moved].sort((a, b) => a[0] - b[0])) query.append("at", `${x},${y},${iri(id)}`);
  if (state.node >= 0) query.set("entity", iri(state.node));
  if (state.line >= 0) {
    query.set("from", iri(lines[state.line].from));
    query.set("to", iri(lines[state.line].to));
  }
  if (state.speech) query.set("speech", "1");
  if (state.size !== "said") query.set("size", state.size);
  if (state.color !== "kind") query.set("color", state.color);
  if (state.table) query.set("table", "1");
  if (state.theme) query.set("theme", state.theme);
  return query;
}

/** A day, month or year of the address as the first or last day of it; "" for anything else. */
function dayOf(text, rest) {
  return /^\d{4}(-\d\d){0,2}$/.test(text || "") ? text + rest.slice(text.length - 4) : "";
}

function readAddress() {
  const query = new URLSearchParams(location.hash.slice(1));
  const unknown = [];
  const at = (iri) => {
    const id = data.entities.findIndex((row) => row.iri === iri);
    if (id < 0) unknown.push(iri);
    return id;
  };
  const entity = (key) => (query.has(key) ? at(query.get(key)) : -1);
  const entities = (key) => query.getAll(key).map(at).filter((id) => id >= 0);
  const one = (key, known, otherwise) => (known.includes(query.get(key)) ? query.get(key) : otherwise);
  for (const facet of FACETS) {
    state.off[facet.name] = new Set(query.getAll(`no-${facet.name}`).map((key) => facet.keys.indexOf(key)).filter((index) => index >= 0));
  }
  state.least = Math.min(1, Math.max(0, Number(query.get("least")) || 0));
  state.since = dayOf(query.get("since"), "-01-01");
  state.until = dayOf(query.get("until"), "-12-31");
  state.undated = query.get("undated") !== "0";
  state.stage = one("stage", ["map", "timeline"], "graph");
  state.view = query.has("all") ? "all" : one("view", ["main", "topics", "all"].filter((view) => view !== "topics" || hasTopics), FIRST_VIEW);
  const community = entity("community");
  state.community = community >= 0 ? data.entities[community].community : -1;
  state.focus = entity("focus");
  [state.path, state.picked, state.opened] = [entities("path"), entities("pick"), new Set(entities("open"))];
  state.moved = new Map(query.getAll("at").map((text) => /^(-?\d{1,6}),(-?\d{1,6}),(.*)$/s.exec(text)).filter(Boolean)
    .map(([, x, y, iri]) => [at(iri), { x: Number(x), y: Number(y) }]).filter(([id]) => id >= 0));
  state.node = entity("entity");
  state.line = (lineAt.get(`${entity("from")} ${entity("to")}`) || { id: -1 }).id;
  state.speech = query.has("speech");
  state.size = one("size", Object.keys(SIZES), "said");
  state.color = one("color", Object.keys(COLORS), "kind");
  state.table = query.has("table");
  useTheme(["light", "dark"].includes(query.get("theme")) ? query.get("theme") : "");
  if (unknown.length) speak(`The address names what this graph does not have: ${unknown[0]}`, true);
  computeShown();
  revealSelected();
}

/** What an address selects is shown, though it would not be among the first. */
function revealSelected() {
  const chosen = state.line >= 0 ? [lines[state.line].from, lines[state.line].to] : state.node >= 0 ? [state.node] : [];
  if (topicsShown() && chosen.length) state.view = "main";
  const missing = chosen.find((id) => !shown.entities.has(id));
  if (missing !== undefined && state.focus < 0 && !state.path.length && !state.picked.length) state.focus = chosen[0];
}
