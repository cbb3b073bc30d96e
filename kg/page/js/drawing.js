// The drawing: vis-network shows what is chosen of nodes and lines, in their places.

const nodeSet = new vis.DataSet();
const lineSet = new vis.DataSet();
let colors = {};
let graph = null;
let moved = false; // by the reader, who then keeps the view when the window changes
let grown = 1; // nodes are drawn so much larger than they came

/** Colors of the page's style, for the canvas; read again whenever the theme changes. */
function readColors() {
  const style = getComputedStyle(document.documentElement);
  colors = Object.fromEntries(["ground", "ink", "soft", "line", "accent", "denied", "speech"].map((key) => [key, style.getPropertyValue(`--${key}`).trim()]));
}

function startDrawing() {
  readColors();
  graph = new vis.Network(byId("canvas"), { nodes: nodeSet, edges: lineSet }, JSON.parse(drawn.options));
  graph.on("resize", () => { graph.canvas.cameraState = {}; }); // vis-network would change the zoom with the window
  graph.on("beforeDrawing", drawTints);
  graph.on("afterDrawing", drawLabels);
  graph.on("click", (event) => clicked(event.pointer.DOM));
  byId("canvas").addEventListener("dblclick", (event) => { // vis-network misses double clicks on slow machines
    const { left, top } = byId("canvas").getBoundingClientRect();
    const found = entityAt({ x: event.clientX - left, y: event.clientY - top });
    if (found >= 0) (shown.hidden.has(found) || state.opened.has(found) ? toggleOpen : toggleFocus)(found);
  });
  graph.on("hoverNode", (event) => { hovered = event.node; byId("canvas").style.cursor = "pointer"; });
  graph.on("blurNode", () => { hovered = -1; byId("canvas").style.cursor = ""; });
  graph.on("hoverEdge", () => { byId("canvas").style.cursor = "pointer"; });
  graph.on("blurEdge", () => { byId("canvas").style.cursor = ""; });
  graph.on("zoom", (event) => {
    moved = true;
    fitSizes(event.scale);
  });
  graph.on("dragEnd", (event) => {
    moved = true;
    for (const node of event.nodes) {
      places[node] = graph.getPosition(node);
      state.moved.set(node, { x: Math.round(places[node].x), y: Math.round(places[node].y) });
      spots.delete(node);
    }
    if (event.nodes.length) {
      if (arranged.scale) findBends();
      paint();
      writeAddress();
    }
  });
}

function entityAt(point) {
  const label = labelAt(point);
  if (label && label.node !== undefined) return label.node;
  const found = graph.getNodeAt(point);
  return found === undefined ? -1 : found;
}

function clicked(point) {
  const node = entityAt(point);
  if (node >= 0) return choosing.from >= 0 ? endPath(node) : select({ node });
  const label = labelAt(point);
  const line = label ? label.line : graph.getEdgeAt(point);
  return select(line === undefined ? {} : { line });
}

/** Entities and lines to show bright; null when nothing is selected. */
function brightParts() {
  if (state.line >= 0 && shown.lines.has(state.line)) {
    const { from, to } = lines[state.line];
    return { nodes: new Set([from, to]), lines: new Set([state.line]) };
  }
  if (state.node < 0 || !shown.entities.has(state.node)) return null;
  const bright = { nodes: new Set([state.node]), lines: new Set() };
  for (const id of shown.lines.keys()) {
    const { from, to } = lines[id];
    if (from !== state.node && to !== state.node) continue;
    bright.lines.add(id);
    bright.nodes.add(from).add(to);
  }
  for (const statement of saidBy[state.node]) { // what it says of others
    const line = statement.object < 0 ? null : lineAt.get(`${statement.subject} ${statement.object}`);
    if (!line || !shown.lines.has(line.id) || !allowed(statement)) continue;
    bright.lines.add(line.id);
    bright.nodes.add(line.from).add(line.to);
  }
  return bright;
}

/** How a line looks that stands for these statements. */
function lineLook(statements) {
  const facts = statements.some((statement) => statement.status === "fact");
  const denied = statements.some((statement) => statement.status === "denied");
  const claimed = statements.some((statement) => statement.status === "claimed" || statement.status === "denied");
  return {
    facts, denied,
    color: !facts && statements.every((statement) => statement.status === "denied") ? colors.denied : colors.line,
    dashes: facts ? false : claimed ? [8, 5] : [2, 5],
    width: Math.min(7, 1.3 + 0.9 * (statements.length - 1)),
    label: lineLabel(statements),
  };
}

const MOST_WORDS = 34; // letters of a line's label

/** What a line says: its surest relation, and how many more there are. */
function lineLabel(statements) {
  const best = [...statements].sort((a, b) => RANK.get(a.status) - RANK.get(b.status) || b.confidence - a.confidence || a.index - b.index);
  const different = [...new Set(best.map(relationOf))];
  const first = different[0].length > MOST_WORDS ? `${different[0].slice(0, MOST_WORDS - 1)}…` : different[0];
  return different.length > 1 ? `${first} +${different.length - 1}` : first;
}

const looks = new Map();

function paintNodes(bright) {
  return [...shown.entities].map((id) => {
    const node = drawn.nodes[id];
    const lit = !bright || bright.nodes.has(id);
    return {
      id, x: places[id].x, y: places[id].y, shape: node.shape, size: sizeOf(id) * grown, opacity: lit ? 1 : 0.16,
      borderWidth: 1, borderWidthSelected: 1,
      color: { background: colorOf(id), border: colors.ground, highlight: { background: colorOf(id), border: colors.ground }, hover: { background: colorOf(id), border: colors.ink } },
    };
  });
}

function paintLines(bright) {
  looks.clear();
  const strength = bright || shown.lines.size < 500 ? 1 : 0.55; // of very many lines none may hide the nodes
  return [...shown.lines].map(([id, statements]) => {
    const { from, to } = lines[id];
    const look = lineLook(statements);
    looks.set(id, look);
    const lit = !bright || bright.lines.has(id);
    const both = from !== to && shown.lines.has((lineAt.get(`${to} ${from}`) || { id: -1 }).id);
    const bend = bends.get(id) ?? (both ? 0.16 : 0);
    const color = bright && lit && look.color === colors.line ? colors.accent : look.color;
    return {
      id, from, to, width: look.width + (bright && lit ? 0.8 : 0), dashes: look.dashes,
      smooth: bend ? { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) } : false,
      color: { color, hover: colors.accent, opacity: lit ? strength : 0.1 },
    };
  });
}

/** Only differences go to the drawing, so that a click does not remake a thousand unchanged nodes. */
function put(set, items) {
  const wanted = new Map(items.map((item) => [item.id, JSON.stringify(item)]));
  const known = painted.get(set) || new Map();
  set.remove([...known.keys()].filter((id) => !wanted.has(id)));
  set.update(items.filter((item) => known.get(item.id) !== wanted.get(item.id)));
  painted.set(set, wanted);
}

const painted = new Map();

function paint() {
  if (topicsShown()) return drawTopics();
  const bright = brightParts();
  const lineItems = paintLines(bright);
  prepareLabels(bright); // before the first change, which draws at once
  put(nodeSet, paintNodes(bright));
  put(lineSet, lineItems);
  Object.assign(byId("canvas").dataset, { nodes: nodeSet.length, lines: lineSet.length }); // for tests: a canvas cannot be read
  graph.redraw();
}

/** Free room of the canvas, in pixels: where nodes and labels may lie. */
function canvasRoom() {
  const { clientWidth, clientHeight } = byId("drawing");
  return { width: (clientWidth || innerWidth) - 20, height: (clientHeight || innerHeight - 180) - 16 };
}

/** What the entities cover at a scale, in pixels of the screen, with their labels below or beside them. */
function extent(entities, scale) {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  const label = entities.length <= 250;
  for (const id of entities) {
    const size = sizeOf(id) * grown, { width, below } = label ? boxOf(id) : { width: 40, below: size + 8 };
    const half = Math.max(size * scale, width / 2);
    box.left = Math.min(box.left, places[id].x * scale - half);
    box.right = Math.max(box.right, places[id].x * scale + half);
    box.top = Math.min(box.top, places[id].y * scale - size * scale);
    box.bottom = Math.max(box.bottom, places[id].y * scale + size * scale + below - size);
  }
  return box;
}

/** The window onto these entities, as large as it fits but not larger than `most`. */
function frame(entities, most = 1.3, animate = false) {
  const room = canvasRoom();
  if (!entities.length || room.width < 50 || room.height < 50) return;
  const fits = ({ left, right, top, bottom }) => right - left <= room.width && bottom - top <= room.height;
  let scale = 0.01, above = most;
  for (let step = 0; step < 14; step += 1) { // labels do not grow with the scale, so it is found by halving
    const half = (scale + above) / 2;
    if (fits(extent(entities, half))) scale = half;
    else above = half;
  }
  const box = extent(entities, scale);
  moveTo({ x: (box.left + box.right) / 2 / scale, y: (box.top + box.bottom) / 2 / scale }, scale, animate);
}

function moveTo(position, scale, animate) {
  graph.moveTo({ position, scale, animation: animate && !stillWanted() ? { duration: 250, easingFunction: "easeInOutQuad" } : false });
  moved = false;
  fitSizes(scale);
}

const stillWanted = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** The window onto everything that is shown; what was arranged for the window fits as it is. */
function frameAll(animate = false) {
  if (topicsShown()) return;
  if (arranged.scale && !state.moved.size) moveTo({ x: 0, y: 0 }, arranged.scale, animate);
  else frame([...shown.entities], 1, animate);
}

/** Nodes are drawn larger where the graph must be shown small, and stop growing where the reader comes near. */
function fitSizes(scale) {
  const wanted = scale > 1 ? 1 / scale : Math.min(1.5, Math.max(1, 0.62 / scale));
  if (Math.abs(wanted / grown - 1) < 0.12) return;
  grown = wanted;
  paint();
}

function zoom(factor) {
  moved = true;
  graph.moveTo({ scale: graph.getScale() * factor });
  fitSizes(graph.getScale());
}

/** The window onto what is selected, with its neighbors, where not everything can be read as it is. */
function frameSelected(animate = false) {
  const bright = brightParts();
  if (bright && arranged.scale !== 1) frame([...bright.nodes], 1, animate);
}
