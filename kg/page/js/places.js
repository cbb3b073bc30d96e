// Where entities stand: few as `arrange` puts them into the window, many in the places that came with the page, and where the reader put them.

const places = drawn.nodes.map((node) => ({ x: node.x, y: node.y }));
const ARRANGED = 160; // up to so many are arranged for the window
const LABEL_LINE = 15;
let spots = new Map(); // entity -> where its label stands
let bends = new Map(); // line -> how far it is bent, to the left or right of its way
let arranged = { key: "", scale: 1 };

/** A node with its label below it, in pixels. */
function boxOf(id) {
  const rows = drawn.nodes[id].label.split("\n"), radius = sizeOf(id);
  return { width: Math.max(2 * radius, ...rows.map((row) => labelWidth(row, id))) + 4, above: radius, below: radius + 5 + LABEL_LINE * rows.length, radius };
}

/** Puts what is shown into its places; false when the window has not room for all names. */
function placeShown() {
  const ids = [...shown.entities].sort((a, b) => a - b);
  if (ids.length > ARRANGED) {
    ids.forEach((id) => { places[id] = { x: drawn.nodes[id].x, y: drawn.nodes[id].y }; });
    Object.assign(arranged, { key: "", scale: 0 });
    [spots, bends] = [new Map(), new Map()];
    putMoved();
    return true;
  }
  const room = canvasRoom();
  const key = JSON.stringify([ids, [...shown.lines.keys()], room, state.size]);
  if (key === arranged.key) { putMoved(); return true; }
  const at = new Map(ids.map((id, index) => [id, index]));
  const { links, ties } = linksOf(ids, at);
  const boxes = ids.map(boxOf);
  const free = state.path.length || state.picked.length || state.focus >= 0 || state.opened.size || state.view === "all";
  const options = { ties, first: ids.map((id) => ({ x: drawn.nodes[id].x / 100, y: drawn.nodes[id].y / 100 })), apart: (a, b) => data.entities[ids[a]].community !== data.entities[ids[b]].community };
  let wider = 1, found = null;
  do { // what the reader asked for gets a larger sheet, seen from farther away, where it finds no room
    found = arrange(boxes, links, wider * room.width, wider * room.height, options);
    if (found.overlaps) wider *= 1.2;
  } while (found.overlaps && free && wider < 6);
  ids.forEach((id, index) => { places[id] = found.points[index]; });
  Object.assign(arranged, { key, scale: 1 / wider });
  findBends();
  findSpots(ids);
  putMoved();
  return !found.overlaps;
}

/** Pairs of indices that lines join, each once; and those that only somebody's words do. */
function linksOf(ids, at) {
  const key = (a, b) => `${Math.min(at.get(a), at.get(b))} ${Math.max(at.get(a), at.get(b))}`;
  const drawnPairs = new Set([...shown.lines.keys()].filter((id) => lines[id].from !== lines[id].to).map((id) => key(lines[id].from, lines[id].to)));
  const said = new Set(ids.flatMap((id) => [...(shown.ties.get(id) || [])].filter((other) => at.has(other)).map((other) => key(id, other))));
  const pairs = (found) => [...found].map((pair) => pair.split(" ").map(Number)).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return { links: pairs(drawnPairs), ties: pairs([...said].filter((pair) => !drawnPairs.has(pair))) };
}

/** What the reader dragged lies where they left it. */
function putMoved() {
  for (const [id, { x, y }] of state.moved) {
    places[id] = { x, y };
    spots.delete(id);
  }
}

// ---- lines

const BENDS = [0, 0.14, -0.14, 0.26, -0.26, 0.4, -0.4, 0.55, -0.55];

/** The point that a bent line aims at, as vis-network's "curvedCW" (bend above 0) and "curvedCCW" (below) compute it. */
function aimOf(from, to, bend) {
  const across = to.x - from.x, down = from.y - to.y;
  const half = Math.abs(bend) * 0.5 + 0.5;
  const angle = Math.atan2(down, across) + (bend * 0.5 + 0.5) * Math.PI;
  const radius = half * Math.hypot(across, down);
  return { x: from.x + radius * Math.sin(angle), y: from.y + radius * Math.cos(angle) };
}

/** Points of a bent line from one place to another, without its ends. */
function curve(from, to, bend, many = 18) {
  const aim = aimOf(from, to, bend);
  return Array.from({ length: many - 1 }, (_, step) => {
    const t = (step + 1) / many, rest = 1 - t;
    return { x: rest * rest * from.x + 2 * rest * t * aim.x + t * t * to.x, y: rest * rest * from.y + 2 * rest * t * aim.y + t * t * to.y };
  });
}

/** Each line is bent as little as it must, to run through no other node and few labels. */
function findBends() {
  bends = new Map();
  const ids = [...shown.entities];
  const boxes = new Map(ids.map((id) => [id, boxOf(id)]));
  for (const id of shown.lines.keys()) {
    const { from, to } = lines[id];
    if (from === to) continue;
    const both = shown.lines.has((lineAt.get(`${to} ${from}`) || { id: -1 }).id);
    let best = Infinity;
    for (const bend of BENDS) {
      if (both && bend <= 0) continue; // the line back takes the other side
      const cost = Math.abs(bend) * 2.4 + obstacles(curve(places[from], places[to], bend), ids.filter((other) => other !== from && other !== to), boxes);
      if (cost < best) { best = cost; bends.set(id, bend); }
    }
  }
}

/** What a line runs through: nodes count much, labels a little. */
function obstacles(points, ids, boxes) {
  let found = 0;
  for (const id of ids) {
    const { x, y } = places[id], { width, below, radius } = boxes.get(id);
    if (points.some((point) => Math.hypot(point.x - x, point.y - y) < radius + 4)) found += 5;
    else if (points.some((point) => Math.abs(point.x - x) < width / 2 && point.y > y && point.y < y + below)) found += 1;
  }
  return found;
}

// ---- labels

/** A label stands below its node, or where fewer lines cross it and nothing else lies. */
function findSpots(ids) {
  spots = new Map();
  const boxes = new Map(ids.map((id) => [id, boxOf(id)]));
  const room = canvasRoom(), wide = room.width / arranged.scale / 2, high = room.height / arranged.scale / 2;
  const rectangle = (id, spot) => {
    const { radius } = boxes.get(id), rows = drawn.nodes[id].label.split("\n");
    const width = Math.max(...rows.map((row) => labelWidth(row, id))) + 4, height = LABEL_LINE * rows.length;
    return spotsAround({ ...places[id], radius }, width, height)[spot];
  };
  const taken = new Map(ids.map((id) => [id, rectangle(id, 0)]));
  const points = [...shown.lines.keys()].filter((id) => lines[id].from !== lines[id].to)
    .flatMap((id) => curve(places[lines[id].from], places[lines[id].to], bends.get(id) || 0, 40));
  const crossed = (box) => points.filter(({ x, y }) => x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height).length;
  const free = (box, own) => box.x > -wide && box.x + box.width < wide && box.y > -high && box.y + box.height < high && ids.every((id) => id === own
    || (!meet(box, taken.get(id)) && !meet(box, discOf(places[id], boxes.get(id).radius + 2))));
  for (const id of [...ids].sort((a, b) => rankOf(a) - rankOf(b))) {
    let least = crossed(taken.get(id)), chosen = 0;
    for (let spot = 1; spot < 4 && least; spot += 1) {
      const box = rectangle(id, spot), found = crossed(box);
      if (found < least && free(box, id)) { least = found; chosen = spot; taken.set(id, box); }
    }
    spots.set(id, chosen);
  }
}

const discOf = ({ x, y }, radius) => ({ x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius });

const meet = (one, other) => one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;
