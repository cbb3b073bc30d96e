// The page as a whole: choices are drawn, kept in the address, and taken from keys and buttons.

/** Everything follows the state; called after each choice. */
function changed() {
  computeShown();
  paint();
  syncFilters();
  drawCounts();
  drawEvidence();
  drawTable();
  drawBanner();
  byId("empty").hidden = shown.entities.size > 0;
  writeAddress();
}

function select({ node = -1, line = -1 }) {
  state.node = node;
  state.line = line;
  paint();
  drawEvidence();
  writeAddress();
  if (node >= 0) speak(`${labelOf(node)}, ${data.kinds[data.entities[node].kind].label}, ${count(about[node].filter(allowed).length, "statement")}`);
  if (line >= 0) speak(`${labelOf(lines[line].from)} ${looks.get(line)?.label ?? ""} ${labelOf(lines[line].to)}`);
  document.body.classList.toggle("selected", node >= 0 || line >= 0);
}

/** To an entity, wherever it is: filters and cap give way when they hide it. */
function goTo(id) {
  if (!shown.entities.has(id)) {
    if (state.focus >= 0) state.focus = -1;
    if (!data.entities[id].core) state.everything = true;
    state.off.kind.delete(data.entities[id].kind);
    usePlaces();
    changed();
  }
  if (!shown.entities.has(id)) resetFilters();
  select({ node: id });
  frameSelected(true);
}

function goToStatement(statement) {
  if (!shown.statements.includes(statement)) {
    resetFilters();
    state.focus = -1;
    if (!data.entities[statement.subject].core || (statement.object >= 0 && !data.entities[statement.object].core)) state.everything = true;
    usePlaces();
    changed();
  }
  select(statement.object >= 0 ? { line: lineAt.get(`${statement.subject} ${statement.object}`).id } : { node: statement.subject });
  frameSelected(true);
}

function resetFilters() {
  for (const facet of Object.keys(state.off)) state.off[facet] = new Set();
  state.least = 0;
  changed();
}

function toggleFocus(id) {
  state.focus = state.focus === id ? -1 : id;
  usePlaces();
  state.node = id;
  state.line = -1;
  changed();
  frameAll(true);
}

function showEverything(everything) {
  state.everything = everything;
  state.focus = -1;
  usePlaces();
  changed();
  frameAll();
}

function drawCounts() {
  const facts = shown.statements.filter((statement) => statement.status === "fact").length;
  const allFacts = data.statements.filter((statement) => statement.status === "fact").length;
  const of = (some, all, noun, plural) => (some === all ? count(all, noun, plural) : `${some.toLocaleString("en")} of ${count(all, noun, plural)}`);
  byId("counts").textContent = [
    of(shown.entities.size, data.entities.length, "entity", "entities"), of(facts, allFacts, "fact"),
    hasClaims ? of(shown.statements.length - facts, data.statements.length - allFacts, "claim") : "",
  ].filter(Boolean).join(" · ");
}

function drawBanner() {
  const capped = !data.entities.every((entity) => entity.core);
  const focused = state.focus >= 0;
  byId("banner").hidden = !capped && !focused;
  byId("banner-text").replaceChildren(...(focused ? ["Only ", name(labelOf(state.focus)), " and its neighbors are shown."]
    : state.everything ? [`All ${count(data.entities.length, "entity", "entities")} are shown.`]
      : [`The ${shown.entities.size.toLocaleString("en")} best connected of ${count(data.entities.length, "entity", "entities")} are shown; search finds the others.`]));
  byId("banner-button").textContent = focused ? "Show the rest again" : state.everything ? "Best connected only" : "Show everything";
}

function speak(text, seen = false) {
  byId("spoken").textContent = text;
  byId("spoken").classList.toggle("unseen", !seen);
}

// ---- the address keeps the state: IRIs, not numbers, so that it still fits when the graph has grown

function writeAddress() {
  const query = new URLSearchParams();
  for (const facet of FACETS) {
    const off = [...state.off[facet.name]].sort((a, b) => a - b).map((index) => facet.keys[index]);
    for (const key of off) query.append(`no-${facet.name}`, key);
  }
  if (state.least) query.set("least", state.least);
  if (state.focus >= 0) query.set("focus", data.entities[state.focus].iri);
  if (state.node >= 0) query.set("entity", data.entities[state.node].iri);
  if (state.line >= 0) {
    query.set("from", data.entities[lines[state.line].from].iri);
    query.set("to", data.entities[lines[state.line].to].iri);
  }
  if (state.everything && !data.entities.every((entity) => entity.core)) query.set("all", "1");
  if (state.table) query.set("table", "1");
  if (state.theme) query.set("theme", state.theme);
  const hash = query.toString();
  if (hash !== location.hash.slice(1)) history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
}

function readAddress() {
  const query = new URLSearchParams(location.hash.slice(1));
  const entity = (key) => data.entities.findIndex((row) => row.iri === query.get(key));
  for (const facet of FACETS) {
    state.off[facet.name] = new Set(query.getAll(`no-${facet.name}`).map((key) => facet.keys.indexOf(key)).filter((index) => index >= 0));
  }
  state.least = Math.min(1, Math.max(0, Number(query.get("least")) || 0));
  state.focus = entity("focus");
  state.node = entity("entity");
  state.line = (lineAt.get(`${entity("from")} ${entity("to")}`) || { id: -1 }).id;
  state.everything = query.has("all") || data.entities.every((row) => row.core);
  state.table = query.has("table");
  useTheme(["light", "dark"].includes(query.get("theme")) ? query.get("theme") : "");
  usePlaces();
}

// ---- theme

const isDark = () => (state.theme ? state.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);

function useTheme(theme) {
  state.theme = theme;
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  byId("theme-button").textContent = isDark() ? "Light" : "Dark";
  readColors();
}

function toggleTheme() {
  useTheme(isDark() ? "light" : "dark");
  paint();
  writeAddress();
}

// ---- keys

/** From the selected entity to the nearest one in a direction; neighbors before strangers. */
function walk(across, down) {
  if (state.node < 0 || !shown.entities.has(state.node)) return goTo(order.nodes[0]);
  const here = places[state.node];
  const near = brightParts();
  let best = -1, least = Infinity;
  for (const id of shown.entities) {
    const x = places[id].x - here.x, y = places[id].y - here.y;
    const ahead = x * across + y * down, aside = Math.abs(x * down) + Math.abs(y * across);
    if (id === state.node || ahead <= 0 || aside > ahead * 2) continue;
    const cost = (ahead + 2 * aside) * (near.nodes.has(id) ? 0.6 : 1);
    if (cost < least) [best, least] = [id, cost];
  }
  if (best < 0) return undefined;
  select({ node: best });
  return keepInView(best);
}

function keepInView(id) {
  const { clientWidth, clientHeight } = byId("canvas");
  const { x, y } = graph.canvasToDOM(places[id]);
  if (x < 40 || y < 40 || x > clientWidth - 40 || y > clientHeight - 70) graph.moveTo({ position: places[id] });
}

/** Round the neighbors of the entity that was selected first, by name. */
const round = { center: -1, at: -1 };

function nextNeighbor(step) {
  if (state.node < 0) return;
  if (round.center < 0 || (state.node !== round.center && round.list[round.at] !== state.node)) {
    const near = brightParts();
    Object.assign(round, { center: state.node, at: -1, list: near ? [...near.nodes].filter((id) => id !== state.node).sort((a, b) => labelOf(a).localeCompare(labelOf(b), "en")) : [] });
  }
  if (!round.list.length) return;
  round.at = (round.at + step + round.list.length + (round.at < 0 && step < 0 ? 1 : 0)) % round.list.length;
  select({ node: round.list[round.at] });
  keepInView(state.node);
}

const KEYS = {
  "/": () => { byId("query").focus(); byId("query").select(); },
  "?": () => byId("help").showModal(),
  "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), 0: () => frameAll(true),
  t: () => toggleTable(), s: () => openSaveMenu(true), d: toggleTheme,
  c: () => { if (hasClaims) showClaims(!claimsOn()); },
  f: () => { if (state.node >= 0) toggleFocus(state.node); },
  n: () => nextNeighbor(1), p: () => nextNeighbor(-1),
  Escape: () => { select({}); round.center = -1; },
};
const WALK = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function keyPressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open || event.target.closest("input:not([type=checkbox]), [role=menu]")) return;
  const onCanvas = event.target.closest("#canvas") || event.target === document.body;
  const action = WALK[event.key] && onCanvas ? () => walk(...WALK[event.key])
    : event.key === "Enter" && onCanvas ? () => { openTab("evidence"); byId("evidence").focus(); }
      : KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!action) return;
  event.preventDefault();
  action();
}

function toggleTable(open = !state.table) {
  state.table = open;
  drawTable();
  writeAddress();
}

/** On narrow windows one part of the page shows at a time. */
function openTab(tab) {
  document.body.dataset.tab = tab;
  for (const button of byId("tabs").children) button.setAttribute("aria-current", String(button.dataset.tab === tab));
  if ((tab === "table") !== state.table) { state.table = tab === "table"; drawTable(); }
}

function startButtons() {
  byId("table-button").addEventListener("click", () => toggleTable());
  byId("theme-button").addEventListener("click", toggleTheme);
  byId("help-button").addEventListener("click", () => byId("help").showModal());
  byId("zoom-in").addEventListener("click", () => zoom(1.25));
  byId("zoom-out").addEventListener("click", () => zoom(0.8));
  byId("zoom-fit").addEventListener("click", () => frameAll(true));
  byId("reset-button").addEventListener("click", () => { state.focus = -1; usePlaces(); resetFilters(); frameAll(); });
  byId("banner-button").addEventListener("click", () => (state.focus >= 0 ? toggleFocus(state.focus) : showEverything(!state.everything)));
  for (const button of byId("tabs").children) button.addEventListener("click", () => openTab(button.dataset.tab));
  document.addEventListener("keydown", keyPressed);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { useTheme(state.theme); paint(); });
  addEventListener("hashchange", () => { readAddress(); changed(); });
  new ResizeObserver(() => {
    if (moved) return;
    usePlaces();
    paint();
    frameAll();
    frameSelected();
  }).observe(byId("canvas"));
}

document.documentElement.classList.add("js");
document.body.dataset.tab = "stage";
document.body.classList.toggle("no-claims", !hasClaims);
startDrawing();
drawFilters();
startSearch();
startSave();
startButtons();
readAddress();
changed();
frameAll();
frameSelected();
