// Pictures of what is shown: from the canvas as it is (PNG, paper), or drawn once more in lines and letters (SVG).

/** The drawing on its ground, as a canvas of its own. */
function picture() {
  const from = byId("canvas").querySelector("canvas");
  const to = element("canvas", { width: from.width, height: from.height });
  const context = to.getContext("2d");
  context.fillStyle = colors.ground;
  context.fillRect(0, 0, to.width, to.height);
  context.drawImage(from, 0, 0);
  return to;
}

/** Printers get the drawing as a picture: a canvas would be emptied when the page takes the shape of the paper. */
function preparePrint() {
  byId("paper").replaceChildren(element("img", { src: picture().toDataURL("image/png"), alt: "The graph as it was on the screen" }));
}

const rounded = (number) => Math.round(number * 10) / 10;

/** The drawing as an SVG document: what the window shows, with the labels that it shows. */
function svgText() {
  const { clientWidth: width, clientHeight: height } = byId("canvas");
  const view = currentView();
  const parts = [svgElement("title", {}, data.title), svgElement("rect", { width, height, fill: colors.ground })];
  for (const id of shown.lines.keys()) parts.push(...svgLine(view, id));
  for (const id of shown.entities) parts.push(svgNode(view, id));
  parts.push(...placed.map(svgLabel));
  const root = svgElement("svg", { viewBox: `0 0 ${width} ${height}`, width, height, "font-family": "system-ui, 'Noto Sans', sans-serif" }, ...parts);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;
}

/** A line as one bent stroke, with its head and, when it is denied, its bar. */
function svgLine(view, id) {
  const { from, to } = lines[id], look = looks.get(id);
  const lit = !bright || bright.lines.has(id);
  const paint = { stroke: lit && bright && look.color === colors.line ? colors.accent : look.color, opacity: lit ? 1 : 0.12 };
  const middle = pointOn(id, 0.5);
  if (!middle) return [];
  const start = toScreen(view, places[from]), end = toScreen(view, places[to]), half = toScreen(view, middle);
  const stroke = { ...paint, fill: "none", "stroke-width": rounded(look.width), "stroke-dasharray": look.dashes ? look.dashes.join(" ") : null };
  if (from === to) return [svgElement("circle", { ...stroke, cx: rounded((start.x + half.x) / 2), cy: rounded((start.y + half.y) / 2), r: 12 })];
  const bend = { x: 2 * half.x - (start.x + end.x) / 2, y: 2 * half.y - (start.y + end.y) / 2 };
  const length = Math.hypot(end.x - bend.x, end.y - bend.y) || 1;
  const along = { x: (end.x - bend.x) / length, y: (end.y - bend.y) / length };
  const far = sizeOf(to) * grown * view.scale + 1;
  const tip = { x: end.x - along.x * far, y: end.y - along.y * far };
  const wing = (side) => `${rounded(tip.x - 7 * along.x - 3 * side * along.y)} ${rounded(tip.y - 7 * along.y + 3 * side * along.x)}`;
  const made = [
    svgElement("path", { ...stroke, d: `M${rounded(start.x)} ${rounded(start.y)}Q${rounded(bend.x)} ${rounded(bend.y)} ${rounded(tip.x)} ${rounded(tip.y)}` }),
    svgElement("path", { fill: paint.stroke, opacity: paint.opacity, d: `M${rounded(tip.x)} ${rounded(tip.y)}L${wing(1)}L${wing(-1)}Z` }),
  ];
  if (look.denied) {
    const bar = (side) => `${rounded(half.x - 6 * side * along.y)} ${rounded(half.y + 6 * side * along.x)}`;
    made.push(svgElement("path", { stroke: colors.denied, "stroke-width": 2, opacity: paint.opacity, d: `M${bar(1)}L${bar(-1)}` }));
  }
  return made;
}

function svgNode(view, id) {
  const { shape } = drawn.nodes[id];
  const { x, y } = toScreen(view, places[id]);
  const radius = sizeOf(id) * grown * view.scale;
  return svgElement("path", { d: SHAPES[shape], fill: colorOf(id), opacity: !bright || bright.nodes.has(id) ? 1 : 0.16,
    transform: `translate(${rounded(x - radius)} ${rounded(y - radius)}) scale(${rounded(radius / 0.8) / 10})` });
}

function svgLabel({ x, y, width, rows, font, color, alpha }) {
  return svgElement("text", { "text-anchor": "middle", "font-size": font.size, "font-weight": font.weight, fill: color, opacity: alpha,
    stroke: colors.ground, "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke" },
  ...rows.map((row, index) => svgElement("tspan", { x: rounded(x + width / 2), y: rounded(y + LINE * (index + 0.5) + 4) }, row)));
}
