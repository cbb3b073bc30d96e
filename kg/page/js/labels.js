// Labels: as many as have room, the important ones first. They keep their size on the screen at every zoom.

const FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', sans-serif";
const LINE = 15;
const DENSE = 160; // of more lines, labels are written near the selection only, until the reader zooms in
let hovered = -1;
let order = { nodes: [], lines: [] }; // by importance
let bright = null;
let placed = []; // rectangles of drawn labels, for clicks
let ways = new Map();
const widths = new Map();

/** Rectangles that are taken, in a grid, so that a new one is compared with near ones only. */
class Crowd {
  constructor() { this.cells = new Map(); }

  * near(box) {
    for (let column = Math.floor(box.x / 64); column <= Math.floor((box.x + box.width) / 64); column += 1) {
      for (let row = Math.floor(box.y / 64); row <= Math.floor((box.y + box.height) / 64); row += 1) yield `${column} ${row}`;
    }
  }

  /** Whether nothing lies there; discs that matter less than the label (up to `over`) count as nothing. */
  free(box, over = 0) {
    for (const key of this.near(box)) {
      for (const other of this.cells.get(key) || []) {
        if (other.disc && other.disc <= over) continue;
        if (box.x < other.x + other.width && other.x < box.x + box.width && box.y < other.y + other.height && other.y < box.y + box.height) return false;
      }
    }
    return true;
  }

  add(box) {
    for (const key of this.near(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }
}

function prepareLabels(nowBright) {
  bright = nowBright;
  const lit = (set, id) => (bright && set.has(id) ? 0 : 1);
  order = {
    nodes: [...shown.entities].sort((a, b) => (bright ? lit(bright.nodes, a) - lit(bright.nodes, b) : 0) || (b === state.node) - (a === state.node)
      || data.entities[a].rank - data.entities[b].rank),
    lines: [...shown.lines.keys()].sort((a, b) => (bright ? lit(bright.lines, a) - lit(bright.lines, b) : 0)
      || lineRank(a) - lineRank(b) || a - b),
  };
  findWays();
}

/** Relations between the most important, and those that are told most often, have their words first. */
const lineRank = (id) => rankOf(lines[id].from) + rankOf(lines[id].to) - 8 * shown.lines.get(id).length;

/** How a name is written: the first ones larger. */
const fontOf = (id) => (rankOf(id) < LARGE ? { size: 13.5, weight: 600 } : { size: 12.5, weight: 400 });
const LARGE = 12;
const pen = document.createElement("canvas").getContext("2d");

/** Width of a row of a name as it is written, in pixels. */
function labelWidth(row, id) {
  const { size, weight } = fontOf(id);
  pen.font = `${weight} ${size}px ${FONT}`;
  return textWidth(pen, row);
}

function textWidth(context, text) {
  const key = `${context.font}\n${text}`;
  if (!widths.has(key)) widths.set(key, context.measureText(text).width);
  return widths.get(key);
}

function currentView() {
  const { clientWidth: width, clientHeight: height } = byId("canvas");
  return { scale: graph.getScale(), center: graph.getViewPosition(), width, height };
}

/** Called after each drawing of nodes and lines, with the canvas still in the drawing's own coordinates. */
function drawLabels(context) {
  const view = currentView();
  const ratio = context.canvas.width / view.width;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.lineJoin = "round";
  context.textAlign = "center";
  context.textBaseline = "middle";
  const crowd = new Crowd();
  const discs = discsInView(view);
  discs.forEach((disc, id) => crowd.add({ x: disc.x - disc.radius, y: disc.y - disc.radius, width: 2 * disc.radius, height: 2 * disc.radius, disc: discWeight(id) }));
  drawRing(context, discs.get(state.node));
  drawBars(context, view);
  placed = [];
  drawSpeech(context, crowd, view, discs);
  const first = order.nodes.filter((id) => id === hovered || isBright(id)), rest = order.nodes.filter((id) => id !== hovered && !isBright(id));
  for (const id of first) nodeLabel(context, crowd, view, discs.get(id), id);
  if (bright) lineLabels(context, crowd, view, (id) => bright.lines.has(id));
  for (const id of rest) nodeLabel(context, crowd, view, discs.get(id), id);
  const marks = (shown.entities.size <= DENSE ? order.nodes : first).map((id) => moreMark(context, crowd, discs.get(id), id)).filter(Boolean);
  if (!bright && (shown.lines.size <= DENSE || view.scale > 0.9)) lineLabels(context, crowd, view, () => true);
  for (const write of marks) write(); // last: the halo of a line's words must not cover them
  context.restore();
}

const isBright = (id) => bright !== null && bright.nodes.has(id);

const isDescribed = (id) => !data.entities[id].named;

/** Which labels may cover a disc: none that of a bright node, any that matters that of a thing without a name. */
const discWeight = (id) => (isBright(id) ? 0 : isDescribed(id) ? 1 : 2);

/** In a crowd the most important entities are named at any price, and many others rather than things without a name. */
function labelWeight(id) {
  if (shown.entities.size <= 60 || isDescribed(id)) return 0;
  return data.entities[id].rank < 10 ? 2 : data.entities[id].rank < 70 ? 1 : 0;
}

/** A ring around the selected entity, whatever its shape. */
function drawRing(context, disc) {
  if (!disc) return;
  context.strokeStyle = colors.ink;
  context.lineWidth = 2.5;
  context.beginPath();
  context.arc(disc.x, disc.y, disc.radius + 5, 0, 2 * Math.PI);
  context.stroke();
}

const toScreen = (view, point) => ({
  x: (point.x - view.center.x) * view.scale + view.width / 2, y: (point.y - view.center.y) * view.scale + view.height / 2,
});

function discsInView(view) {
  const found = new Map();
  for (const id of order.nodes) {
    const radius = sizeOf(id) * grown * view.scale;
    const { x, y } = toScreen(view, graph.body.nodes[id] || places[id]);
    if (x > -90 && y > -40 && x < view.width + 90 && y < view.height + 40) found.set(id, { x, y, radius });
  }
  return found;
}

function nodeLabel(context, crowd, view, disc, id) {
  if (!disc) return;
  const forced = id === state.node || id === hovered;
  const dim = bright && !isBright(id) && !forced;
  const { size, weight: usual } = fontOf(id), weight = forced ? 700 : usual;
  context.font = `${weight} ${size}px ${FONT}`;
  const rows = drawn.nodes[id].label.split("\n");
  const width = Math.max(...rows.map((row) => textWidth(context, row))) + 4;
  const height = LINE * rows.length;
  const boxes = spotsAround({ ...disc, radius: disc.radius + (id === state.node ? 6 : 0) }, width, height).filter((box) => box.x > 1 && box.x + width < view.width - 1);
  const free = boxes.filter((candidate) => crowd.free(candidate, isBright(id) ? 2 : 0));
  const box = free.find((candidate) => candidate.spot === spots.get(id)) || free.find((candidate) => !crossed(candidate, disc, id)) || free[0]
    || boxes.find((candidate) => crowd.free(candidate, labelWeight(id))) || (forced && boxes[0]);
  if (!box) return;
  crowd.add(box);
  const look = { rows, font: { size, weight }, color: colors.ink, alpha: dim ? 0.25 : 1 };
  placed.push({ ...box, ...look, node: id });
  writeRows(context, rows, box, look.color, look.alpha);
}

/** Room for a small number beside an entity that has more around it than is shown; what writes it, or null where there is none. */
function moreMark(context, crowd, disc, id) {
  const more = shown.hidden.get(id);
  if (!disc || !more) return null;
  context.font = `400 11px ${FONT}`;
  const text = `+${more}`, width = textWidth(context, text) + 2;
  const boxes = [disc.y - disc.radius - LINE * 0.7, disc.y + disc.radius].map((y) => ({ x: disc.x + disc.radius * 0.8, y, width, height: LINE * 0.8 }));
  const box = boxes.find((one) => one.y >= 0 && crowd.free(one, 2));
  if (!box) return null;
  crowd.add(box);
  return () => {
    context.font = `400 11px ${FONT}`;
    writeRows(context, [text], { ...box, y: box.y - LINE * 0.1 }, colors.soft, bright && !isBright(id) ? 0.25 : 1, 2);
  };
}

/** Where a label may stand: below, beside, above, and at the corners. */
function spotsAround({ x, y, radius }, width, height) {
  const gap = radius + 3, near = radius * 0.7;
  const left = x - gap - width, right = x + gap, middle = x - width / 2;
  return [
    [middle, y + gap], [right, y - height / 2], [left, y - height / 2], [middle, y - gap - height],
    [x + near, y + near], [x + near, y - near - height], [x - near - width, y + near], [x - near - width, y - near - height],
  ].map(([spotX, spotY], spot) => ({ x: spotX, y: spotY, width, height, spot }));
}

/** Whether one of the entity's own lines leaves it through the box. */
function crossed(box, disc, id) {
  const spots = [disc.radius + 8, disc.radius + 18];
  return (ways.get(id) || []).some((angle) => spots.some((far) => {
    const x = disc.x + far * Math.cos(angle), y = disc.y + far * Math.sin(angle);
    return x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;
  }));
}

/** The directions in which lines leave each entity. */
function findWays() {
  ways = new Map(order.nodes.map((id) => [id, []]));
  for (const id of order.lines) {
    const { from, to } = lines[id];
    const angle = Math.atan2(places[to].y - places[from].y, places[to].x - places[from].x);
    ways.get(from).push(angle);
    ways.get(to).push(angle + Math.PI);
  }
}

function writeRows(context, rows, box, color, alpha, halo = 3.5) {
  context.globalAlpha = alpha;
  context.lineWidth = halo;
  context.strokeStyle = colors.ground;
  context.fillStyle = color;
  rows.forEach((row, index) => {
    const y = box.y + LINE * (index + 0.5);
    context.strokeText(row, box.x + box.width / 2, y);
    context.fillText(row, box.x + box.width / 2, y);
  });
  context.globalAlpha = 1;
}

/** A point of a line, `share` of the way; vis-network alone knows how it bends a line, so it is asked. */
function pointOn(id, share) {
  const edge = graph.body.edges[id];
  if (!edge || !edge.connected) return null;
  const { from, to } = lines[id];
  if (from === to) return { x: edge.from.x + sizeOf(from) * grown + 14, y: edge.from.y - sizeOf(from) * grown - 22 };
  return edge.edgeType.getPoint(share);
}

const SHARES = [0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75];

function lineLabels(context, crowd, view, wanted) {
  context.font = `400 11px ${FONT}`;
  for (const id of order.lines) {
    if (!wanted(id)) continue;
    const { from, to } = lines[id];
    const start = toScreen(view, places[from]), end = toScreen(view, places[to]);
    const look = looks.get(id);
    const width = textWidth(context, look.label) + 6;
    const length = Math.hypot(start.x - end.x, start.y - end.y);
    const selected = bright && bright.lines.has(id);
    if (from !== to && length < (selected ? 34 : Math.min(60, width))) continue;
    for (const share of SHARES) {
      const point = pointOn(id, share);
      if (!point) break;
      const middle = toScreen(view, point);
      const box = { x: middle.x - width / 2, y: middle.y - LINE / 2, width, height: LINE };
      if (!crowd.free(box)) continue;
      crowd.add(box);
      const color = look.denied && !look.facts ? colors.denied : selected ? colors.accent : colors.soft;
      placed.push({ ...box, rows: [look.label], font: { size: 11, weight: 400 }, color, alpha: 1, line: id });
      writeRows(context, [look.label], box, color, 1, 5);
      break;
    }
  }
}

/** A bar across every line that holds something denied: red alone would not be seen by everyone. */
function drawBars(context, view) {
  if (view.scale < 0.15) return; // thousands of lines seen from far: bars would hide them
  context.strokeStyle = colors.denied;
  const half = Math.max(2.5, Math.min(7, 9 * view.scale));
  context.lineWidth = half / 3;
  for (const id of order.lines) {
    if (!looks.get(id).denied || lines[id].from === lines[id].to) continue;
    const before = pointOn(id, 0.77), after = pointOn(id, 0.79);
    if (!before || !after) continue;
    const a = toScreen(view, before), b = toScreen(view, after);
    const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
    const across = { x: (-(b.y - a.y) / length) * half, y: ((b.x - a.x) / length) * half };
    context.globalAlpha = bright && !bright.lines.has(id) ? 0.15 : 1;
    context.beginPath();
    context.moveTo(b.x - across.x, b.y - across.y);
    context.lineTo(b.x + across.x, b.y + across.y);
    context.stroke();
  }
  context.globalAlpha = 1;
}

function labelAt(point) {
  return placed.find((box) => point.x >= box.x && point.x <= box.x + box.width && point.y >= box.y && point.y <= box.y + box.height);
}
