// The address keeps the state: IRIs, not numbers, so that it still fits when the graph has grown.

const wholeAtFirst = data.entities.every((entity) => entity.core);

function writeAddress() {
  const query = new URLSearchParams();
  for (const facet of FACETS) {
    const off = [...state.off[facet.name]].sort((a, b) => a - b).map((index) => facet.keys[index]);
    for (const key of off) query.append(`no-${facet.name}`, key);
  }
  if (state.least) query.set("least", state.least);
  if (state.since) query.set("since", state.since);
  if (state.until) query.set("until", state.until);
  if (!state.undated) query.set("undated", "0");
  if (state.focus >= 0) query.set("focus", data.entities[state.focus].iri);
  for (const id of state.opened) query.append("open", data.entities[id].iri);
  if (state.node >= 0) query.set("entity", data.entities[state.node].iri);
  if (state.line >= 0) {
    query.set("from", data.entities[lines[state.line].from].iri);
    query.set("to", data.entities[lines[state.line].to].iri);
  }
  if (state.everything && !wholeAtFirst) query.set("all", "1");
  if (state.table) query.set("table", "1");
  if (state.theme) query.set("theme", state.theme);
  const hash = query.toString();
  if (location.protocol === "about:") return; // in the frame of a notebook, which has no address of its own
  if (hash !== location.hash.slice(1)) history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
}

/** A day, month or year of the address as the first or last day of it; "" for anything else. */
function dayOf(text, rest) {
  return /^\d{4}(-\d\d){0,2}$/.test(text || "") ? text + rest.slice(text.length - 4) : "";
}

function readAddress() {
  const query = new URLSearchParams(location.hash.slice(1));
  const at = (iri) => data.entities.findIndex((row) => row.iri === iri);
  const entity = (key) => (query.has(key) ? at(query.get(key)) : -1);
  for (const facet of FACETS) {
    state.off[facet.name] = new Set(query.getAll(`no-${facet.name}`).map((key) => facet.keys.indexOf(key)).filter((index) => index >= 0));
  }
  state.least = Math.min(1, Math.max(0, Number(query.get("least")) || 0));
  state.since = dayOf(query.get("since"), "-01-01");
  state.until = dayOf(query.get("until"), "-12-31");
  state.undated = query.get("undated") !== "0";
  state.focus = entity("focus");
  state.opened = new Set(query.getAll("open").map(at).filter((id) => id >= 0));
  state.node = entity("entity");
  state.line = (lineAt.get(`${entity("from")} ${entity("to")}`) || { id: -1 }).id;
  state.everything = query.has("all") || wholeAtFirst;
  state.table = query.has("table");
  useTheme(["light", "dark"].includes(query.get("theme")) ? query.get("theme") : "");
  revealSelected();
  usePlaces();
}

/** What an address selects is shown, though it would not be among the first. */
function revealSelected() {
  const chosen = state.line >= 0 ? [lines[state.line].from, lines[state.line].to] : state.node >= 0 ? [state.node] : [];
  if (!state.everything && state.focus < 0) for (const id of chosen) if (!data.entities[id].core) state.opened.add(id);
}
