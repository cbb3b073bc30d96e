// The page as a whole: choices are drawn, kept in the address, and taken from keys and buttons.

/** Everything follows the state; called after each choice. */
function changed() {
  computeShown();
  paint();
  syncFilters();
  syncTimeline();
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
    state.focus = -1;
    if (!state.everything && !data.entities[id].core) state.opened.add(id);
    state.off.kind.delete(data.entities[id].kind);
    usePlaces();
    changed();
  }
  if (!shown.entities.has(id)) resetFilters();
  select({ node: id });
  frameSelected(true);
}

function goToStatement(statement) {
  const ends = statement.object >= 0 ? [statement.subject, statement.object] : [statement.subject];
  if (!shown.statements.includes(statement)) {
    state.focus = -1;
    if (!state.everything && !ends.every((id) => data.entities[id].core)) state.opened.add(statement.subject);
    usePlaces();
    resetFilters();
  }
  select(statement.object >= 0 ? { line: lineAt.get(`${statement.subject} ${statement.object}`).id } : { node: statement.subject });
  frameSelected(true);
}

function resetFilters() {
  for (const facet of Object.keys(state.off)) state.off[facet] = new Set();
  Object.assign(state, { least: 0, since: "", until: "", undated: true });
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

/** The neighbors of an entity that are not shown come, or go again. */
function toggleOpen(id) {
  if (state.opened.has(id)) state.opened.delete(id);
  else if (shown.hidden.has(id)) state.opened.add(id);
  else return;
  usePlaces();
  state.node = id;
  state.line = -1;
  changed();
  frameSelected(true);
}

function showEverything(everything) {
  state.everything = everything;
  state.focus = -1;
  state.opened = new Set();
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
  const focused = state.focus >= 0;
  byId("banner").hidden = wholeAtFirst && !focused;
  byId("banner-text").replaceChildren(...(focused ? ["Only ", name(labelOf(state.focus)), " and its neighbors are shown."]
    : state.everything ? [`All ${count(data.entities.length, "entity", "entities")} are shown.`] : [leftOut()]));
  byId("banner-button").textContent = focused ? "Show the rest again" : state.everything ? "Show less" : "Show everything";
}

/** What the first picture leaves out, in numbers. */
function leftOut() {
  const away = data.entities.map((_, id) => id).filter((id) => !shown.entities.has(id));
  const things = away.filter(isDescribed).length, others = away.length - things;
  const named = others ? `${count(others, "less connected entity", "less connected entities")}` : "";
  const unnamed = things ? `${count(things, "thing", "things")} without a name` : "";
  return `Not shown at first: ${[named, unnamed].filter(Boolean).join(" and ") || "nothing"}. Search finds them, a double click on an entity opens what is around it.`;
}

function speak(text, seen = false) {
  byId("spoken").textContent = text;
  byId("spoken").classList.toggle("unseen", !seen);
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
