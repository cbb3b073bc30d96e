// The page as a whole: choices are drawn, kept in the address, and taken from keys and buttons.

/** Everything follows the state; called after each choice. */
function changed() {
  computeShown();
  showStage();
  paint();
  syncFilters();
  syncTimeline();
  syncLook();
  syncBar();
  drawCounts();
  drawViews();
  drawBanner();
  byId("empty").hidden = shown.entities.size > 0;
  writeAddress();
}

/** What shows the selection and what is shown in words. */
function drawViews() {
  drawEvidence();
  drawTable();
  drawMap();
  drawChronicle();
}

function select({ node = -1, line = -1 }) {
  state.node = node;
  state.line = line;
  paint();
  drawEvidence();
  drawMap();
  drawChronicle();
  writeAddress();
  if (node >= 0) speak(`${labelOf(node)}, ${data.kinds[data.entities[node].kind].label}, ${count(about[node].filter((one) => allowed(one)).length, "statement")}`);
  if (line >= 0) speak(`${labelOf(lines[line].from)} ${looks.get(line)?.label ?? ""} ${labelOf(lines[line].to)}`);
  document.body.classList.toggle("selected", node >= 0 || line >= 0);
  syncKey();
}

/** The key tells of speakers' lines where there are some. */
function syncKey() {
  byId("speech-key").hidden = state.stage !== "graph" || topicsShown() || !(state.speech || (state.node >= 0 && saidBy[state.node].length > 0));
}

/** To an entity, wherever it is: what is chosen gives way, and filters, when they hide it. */
function goTo(id) {
  if (topicsShown()) Object.assign(state, { focus: id, moved: new Map() });
  else if (!shown.entities.has(id)) Object.assign(state, { focus: id, path: [], picked: [], moved: new Map() });
  if (state.focus === id) {
    if (!shown.ties.has(id)) clearFilters();
    state.node = id;
    state.line = -1;
    changed();
    frameAll(true);
  } else {
    select({ node: id });
    frameSelected(true);
  }
}

/** To the line of a statement, or the entity that it is about; filters give way when they hide it. */
function goToStatement(statement) {
  if (topicsShown() || !shown.statements.includes(statement)) {
    if (!allowed(statement)) clearFilters();
    Object.assign(state, { focus: statement.subject, path: [], picked: [], moved: new Map(), view: state.view === "topics" ? "main" : state.view });
    changed();
    frameAll();
  }
  showStatement(statement);
  frameSelected(true);
}

/** The evidence of a statement, where the reader is. */
function showStatement(statement) {
  if (statement.object >= 0) select({ line: lineAt.get(`${statement.subject} ${statement.object}`).id });
  else select({ node: statement.subject });
  if (document.body.dataset.tab !== "stage") openTab("evidence");
}

function clearFilters() {
  for (const facet of Object.keys(state.off)) state.off[facet] = new Set();
  Object.assign(state, { least: 0, since: "", until: "", undated: true });
}

function resetFilters() {
  clearFilters();
  changed();
}

function toggleFocus(id) {
  showOnly({ focus: state.focus === id ? -1 : id });
}

/** The neighbors of an entity that are not shown come, or go again. */
function toggleOpen(id) {
  if (state.opened.has(id)) state.opened.delete(id);
  else if (shown.hidden.has(id)) state.opened.add(id);
  else return;
  Object.assign(state, { node: id, line: -1, moved: new Map() });
  changed();
  frameAll(true);
}

/** The most important, a map of communities, or everything. */
function openView(view) {
  Object.assign(state, { view, stage: "graph", community: -1, focus: -1, path: [], picked: [], opened: new Set(), node: -1, line: -1, moved: new Map() });
  changed();
  frameAll();
}

/** The graph, the map of the world, or the timeline. */
function openStage(stage) {
  state.stage = stage;
  changed();
}

function showStage() {
  const topics = topicsShown();
  byId("canvas").hidden = state.stage !== "graph" || topics;
  byId("topics").toggleAttribute("hidden", !topics);
  byId("map").hidden = state.stage !== "map";
  byId("chronicle").hidden = state.stage !== "timeline";
  byId("key").hidden = state.stage !== "graph" || topics;
  byId("zoom").hidden = state.stage === "timeline" || topics;
  if (topics) toggleLasso(false);
}

function syncBar() {
  for (const button of byId("stages").children) button.setAttribute("aria-pressed", String(button.dataset.stage === state.stage));
  const whole = state.focus < 0 && !state.path.length && !state.picked.length && state.community < 0;
  for (const button of byId("scopes").children) button.setAttribute("aria-pressed", String(whole && button.dataset.view === state.view));
  byId("scopes").hidden = state.stage !== "graph";
  for (const id of ["speech-button", "lasso-button"]) byId(id).hidden = state.stage !== "graph" || topicsShown() || (id === "speech-button" && !hasSpeakers);
  byId("speech-button").setAttribute("aria-pressed", String(state.speech));
  syncKey();
}

const hasSpeakers = saidBy.some((list) => list.length);

/** Nearer, farther and fitting, on the stage that is open. */
const fit = () => (state.stage === "map" ? (sheet = null, drawMap()) : frameAll(true));
const zoomStage = (factor) => (state.stage === "map" ? zoomMap(factor) : zoom(factor));

function drawCounts() {
  const facts = shown.statements.filter((statement) => statement.status === "fact").length;
  const allFacts = data.statements.filter((statement) => statement.status === "fact").length;
  const of = (some, all, noun, plural) => (some === all ? count(all, noun, plural) : `${some.toLocaleString("en")} of ${count(all, noun, plural)}`);
  byId("counts").textContent = [
    of(shown.entities.size, data.entities.length, "entity", "entities"), of(facts, allFacts, "fact"),
    hasClaims ? of(shown.statements.length - facts, data.statements.length - allFacts, "claim") : "",
  ].filter(Boolean).join(" · ");
}

/** What the picture leaves out, in numbers: entities one step away, in parts of their own, and hidden by filters. */
function drawBanner() {
  const { focus, path, picked, community } = state;
  const back = focus >= 0 || path.length || picked.length || community >= 0;
  const text = focus >= 0 ? ["Only ", name(labelOf(focus)), " and ", neighborText(focus), "."]
    : path.length ? ["Only the way from ", name(labelOf(path[0])), " to ", name(labelOf(path[path.length - 1])), "."]
      : picked.length ? [`Only the ${count(picked.length, "entity", "entities")} you chose.`]
        : community >= 0 ? ["Only ", name(topicName(communities[community]).join(", ")), ` and what belongs to ${communities[community].length > 1 ? "them" : "it"}. `, ...leftOut(communities[community])] : leftOut(ranked);
  byId("banner-text").replaceChildren(...text);
  byId("banner-button").hidden = !back;
  byId("banner-button").textContent = community >= 0 && focus < 0 && hasTopics ? "All groups" : "Show the rest again";
  byId("banner-text").title = byId("banner-text").textContent;
}

/** Neighbors of an entity: all, or the most important of them. */
function neighborText(id) {
  const all = [...(shown.ties.get(id) || [])], some = all.filter((other) => shown.entities.has(other)).length;
  return some === all.length ? `its ${count(all.length, "neighbor")}` : `the ${count(some, "most important", "most important")} of its ${count(all.length, "neighbor")}`;
}

/** In words, what of these entities is not drawn, and why. */
function leftOut(entities) {
  const left = entities.filter((id) => shown.ties.has(id)), filtered = entities.length - left.length;
  const hidden = filtered ? [`${count(filtered, "entity", "entities")} that the filters hide`] : [];
  if (topicsShown()) return topicsText(hidden);
  const away = left.filter((id) => !shown.entities.has(id));
  const apart = new Set(state.community < 0 ? partsApart().flat() : []);
  const near = away.filter((id) => !apart.has(id)).length;
  const words = [
    near ? `${count(near, "entity", "entities")} less spoken of (search finds them)` : "",
    away.length - near ? `${count(away.length - near, "entity", "entities")} in small parts of their own (under Evidence)` : "",
    ...hidden,
  ].filter(Boolean);
  return [words.length ? `Not drawn: ${words.join(", ")}.` : `All ${count(entities.length, "entity", "entities")} are drawn.`];
}

/** What the map of communities holds of what the filters leave. */
function topicsText(hidden) {
  const drawnIn = topicsDrawn.reduce((sum, { members }) => sum + members.length, 0), left = topicsLeft.reduce((sum, { members }) => sum + members.length, 0);
  const alone = shown.ties.size - drawnIn - left;
  const words = [left ? `${left.toLocaleString("en")} in ${count(topicsLeft.length, "smaller group")} (under Evidence)` : "", alone ? `${alone.toLocaleString("en")} that nothing ties to others` : "", ...hidden].filter(Boolean);
  return [`${count(topicsDrawn.length, "group")} with ${count(drawnIn, "entity", "entities")}${words.length ? `; not drawn: ${words.join(", ")}` : ""}. Click a group to open it.`];
}

function speak(text, seen = false) {
  byId("spoken").textContent = text;
  byId("spoken").classList.toggle("unseen", !seen);
  if (seen) setTimeout(() => { if (byId("spoken").textContent === text) byId("spoken").classList.add("unseen"); }, 6000);
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
  byId("zoom-in").addEventListener("click", () => zoomStage(1.25));
  byId("zoom-out").addEventListener("click", () => zoomStage(0.8));
  byId("zoom-fit").addEventListener("click", fit);
  byId("reset-button").addEventListener("click", () => { clearFilters(); openView(FIRST_VIEW); });
  byId("banner-button").addEventListener("click", () => (state.focus >= 0 || state.path.length || state.picked.length ? showOnly({}) : openCommunity(-1)));
  byId("speech-button").addEventListener("click", () => toggleSpeech());
  byId("lasso-button").addEventListener("click", () => toggleLasso());
  for (const button of byId("stages").children) button.addEventListener("click", () => openStage(button.dataset.stage));
  for (const button of byId("scopes").children) button.addEventListener("click", () => openView(button.dataset.view));
  for (const button of byId("tabs").children) button.addEventListener("click", () => openTab(button.dataset.tab));
  document.addEventListener("keydown", keyPressed);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { useTheme(state.theme); paint(); });
  addEventListener("popstate", () => { // Back, Forward, and an address typed by hand
    readAddress();
    placeWritten = null;
    changed();
    frameAll();
    frameSelected();
  });
  addEventListener("resize", resized);
  new ResizeObserver(resized).observe(byId("drawing"));
}

let roomSeen = "";

/** A window of another size is filled anew, unless the reader has moved what they see. */
function resized() {
  const now = JSON.stringify(canvasRoom());
  if (now === roomSeen || !byId("drawing").clientWidth) return;
  roomSeen = now;
  graph.setSize("100%", "100%");
  graph.redraw();
  if (moved) return;
  sheet = null;
  changed();
  frameAll();
  frameSelected();
}

document.documentElement.classList.add("js");
document.body.dataset.tab = "stage";
document.body.classList.toggle("no-claims", !hasClaims);
startDrawing();
drawFilters();
startSearch();
startSave();
startButtons();
startLasso();
startMap();
byId("scopes").querySelector("[data-view=topics]").hidden = !hasTopics;
readAddress();
changed();
resized(); // the bar and the banner have their heights now
frameAll();
frameSelected();
