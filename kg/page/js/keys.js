// The keys: whatever a mouse can do here, they can.

/** From the selected entity to the nearest one in a direction; neighbors before strangers. */
function walk(across, down) {
  if (state.node < 0 || !shown.entities.has(state.node)) return order.nodes.length ? goTo(order.nodes[0]) : undefined;
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

/** One line after the other of the entity that was selected first. */
function nextLine(step) {
  const id = state.node >= 0 ? state.node : round.lineOf;
  if (id === undefined || id < 0) return;
  const own = [...shown.lines.keys()].filter((line) => lines[line].from === id || lines[line].to === id);
  if (!own.length) return;
  round.lineOf = id;
  select({ line: own[(own.indexOf(state.line) + step + own.length) % own.length] });
}

const KEYS = {
  "/": () => { byId("query").focus(); byId("query").select(); },
  "?": () => byId("help").showModal(),
  "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), 0: () => fit(),
  t: () => toggleTable(), s: () => openSaveMenu(true), d: toggleTheme,
  c: () => { if (hasClaims) showClaims(!claimsOn()); },
  f: () => { if (state.node >= 0) toggleFocus(state.node); },
  e: () => { if (state.node >= 0) toggleOpen(state.node); },
  l: () => nextLine(1), w: () => toggleSpeech(), r: () => { if (state.node >= 0) beginPath(state.node); },
  m: () => openStage(state.stage === "map" ? "graph" : "map"), i: () => openStage(state.stage === "timeline" ? "graph" : "timeline"),
  n: () => nextNeighbor(1), p: () => nextNeighbor(-1),
  Escape: () => {
    if (choosing.from >= 0) return stopChoosing();
    if (lassoIsOn()) return toggleLasso(false);
    round.center = -1;
    return select({});
  },
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
