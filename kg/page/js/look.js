// Size and color of nodes, as the reader wants them.

const SIZES = { said: "how much is said of it and by it", degree: "entities it has a line with", documents: "documents that name it", same: "all alike" };
const COLORS = { kind: "kind", community: "community", date: "first date", said: "how much is said" };
// Soft and far apart, for any color vision (Tol's "muted" and "light" schemes).
const TINTS = ["#4477aa", "#cc6677", "#117733", "#ddaa33", "#882255", "#44aa99", "#999933", "#aa4499", "#ee8866", "#77aadd", "#666666", "#332288"];
const SCALE = ["#c7b8e6", "#9a83c9", "#7355a8", "#4f3084", "#2e1259"]; // from little to much, or from early to late

const documentsOf = (id) => new Set([...about[id], ...saidBy[id]].flatMap((statement) => statement.sources)).size;

/** The size of a node at zoom 1, in pixels from its middle to its edge. */
function sizeOf(id) {
  if (state.size === "said") return drawn.nodes[id].size;
  const much = { degree: () => data.entities[id].degree, documents: () => documentsOf(id), same: () => 4 }[state.size]();
  return Math.min(22, 5 + 2.6 * Math.sqrt(much));
}

const tintOf = (community) => TINTS[community % TINTS.length];

const firstDates = data.entities.map((_, id) => [...about[id], ...saidBy[id]].flatMap(({ days }) => days.map(([first]) => first)).filter((day) => day > "0000-12-31").sort()[0] || "");

function colorOf(id) {
  if (state.color === "community") return tintOf(data.entities[id].community);
  if (state.color === "said") return SCALE[Math.min(SCALE.length - 1, Math.floor(Math.log2(1 + saidOf(id) / 2)))];
  if (state.color === "date") return firstDates[id] ? SCALE[Math.min(SCALE.length - 1, Math.floor(SCALE.length * dateShare(firstDates[id])))] : "#8a8f98";
  return drawn.nodes[id].color;
}

const knownDates = firstDates.filter(Boolean).sort();

/** How far a day lies from the first to the last first date, 0 to 1, by rank: one old date must not make all others alike. */
const dateShare = (day) => knownDates.findIndex((other) => other >= day) / Math.max(1, knownDates.length);

/** What sizes and colors mean, to choose. */
function lookBox() {
  const choice = (key, label, names) => element("label", { class: "choice" }, element("span", {}, label),
    element("select", { "data-look": key, onchange: (event) => { state[key] = event.target.value; changed(); } },
      ...Object.entries(names).map(([value, text]) => element("option", { value }, text))));
  return element("details", { class: "facet", id: "look" }, element("summary", {}, "Size and color"),
    choice("size", "Size", SIZES), choice("color", "Color", COLORS), element("p", { class: "hint", id: "scale-text" }));
}

function syncLook() {
  for (const field of byId("filters").querySelectorAll("[data-look]")) field.value = state[field.dataset.look];
  const scale = (from, to) => [`${from} `, ...SCALE.map((fill) => svgElement("svg", { width: 14, height: 10, "aria-hidden": "true" }, svgElement("rect", { width: 14, height: 10, fill }))), ` ${to}`];
  byId("scale-text").replaceChildren(...({ date: scale(knownDates[0] || "no date", knownDates[knownDates.length - 1] || ""), said: scale("little", "much"),
    community: ["Entities of one color have more to do with each other than with the rest."] }[state.color] || []));
}

// ---- communities

/** Soft grounds behind communities that lie together. */
function drawTints(context) {
  if (!arranged.scale) return;
  const clusters = clustersShown();
  if (clusters.length < 2) return;
  context.save();
  for (const ids of clusters) {
    context.fillStyle = tintOf(data.entities[ids[0]].community);
    context.globalAlpha = isDark() ? 0.16 : 0.1;
    outline(context, hullOf(ids.flatMap(around)));
    context.fill();
  }
  context.restore();
}

/** What is shown of communities, where lines or words hold three or more together. */
function clustersShown() {
  const within = new Map([...shown.entities].map((id) => [id, new Set([...shown.ties.get(id)].filter((other) => shown.entities.has(other)
    && data.entities[other].community === data.entities[id].community))]));
  return partsOf([...shown.entities].sort((a, b) => a - b), within).filter((part) => part.length > 2);
}

/** Points around a node and its label. */
function around(id) {
  const { x, y } = graph.body.nodes[id] || places[id], { width, above, below } = boxOf(id);
  const half = Math.min(width / 2, 60) + 8;
  return [[-half, -above - 10], [half, -above - 10], [-half, below + 6], [half, below + 6]].map(([across, down]) => ({ x: x + across, y: y + down }));
}

/** The convex hull (Andrew 1979). */
function hullOf(points) {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const half = (list) => list.reduce((hull, point) => {
    while (hull.length > 1) {
      const [a, b] = hull.slice(-2);
      if ((b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x) > 0) break;
      hull.pop();
    }
    return [...hull, point];
  }, []);
  return [...half(sorted).slice(0, -1), ...half(sorted.reverse()).slice(0, -1)];
}

/** A closed way with round corners. */
function outline(context, hull) {
  const middle = (a, b) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
  context.beginPath();
  hull.forEach((corner, at) => {
    const next = hull[(at + 1) % hull.length], start = middle(hull[(at + hull.length - 1) % hull.length], corner), end = middle(corner, next);
    if (at === 0) context.moveTo(start.x, start.y);
    context.quadraticCurveTo(corner.x, corner.y, end.x, end.y);
  });
  context.closePath();
}
