// The map: countries and cities that the gazetteer knows, where they lie, and what is said between them.

const HALF = 2; // units of the outline for a degree
const located = new Map(data.places.map(([id, longitude, latitude]) => [id, { x: HALF * longitude, y: -HALF * latitude }]));
const NORTH = -84 * HALF, SOUTH = Math.max(60 * HALF, ...[...located.values()].map(({ y }) => y + 5 * HALF)); // ends of the map
let sheet = null; // the part of the world in view: x, y, width, height

/** The part of the world that the places need, in the shape of the sheet. */
function mapFrame(points) {
  const { width, height } = mapRoom();
  const low = (key) => Math.min(...points.map((point) => point[key])), high = (key) => Math.max(...points.map((point) => point[key]));
  const wide = Math.min(720, Math.max(60, 1.25 * (high("x") - low("x")), 1.25 * (high("y") - low("y")) * (width / height)));
  const tall = tallFor(wide);
  return onEarth({ x: (low("x") + high("x") - wide) / 2, y: (low("y") + high("y") - tall) / 2, width: wide, height: tall });
}

/** Pixels that the sheet may fill. */
function mapRoom() {
  const { clientWidth, clientHeight } = byId("map");
  return { width: Math.max(300, clientWidth - 22), height: Math.max(150, clientHeight - byId("map-text").offsetHeight - 14) };
}

/** As tall as the window lets a part of the world be, but no taller than the world. */
const tallFor = (wide) => Math.min(SOUTH - NORTH, (wide * mapRoom().height) / mapRoom().width);

/** Moved so that it shows nothing beyond the date line and the ends of the land that people live on. */
function onEarth({ x, y, width, height }) {
  const within = (start, length, low, high) => Math.max(low, Math.min(high - length, start));
  return { x: within(x, width, -180 * HALF, 180 * HALF), y: within(y, height, NORTH, SOUTH), width, height };
}

function drawMap() {
  if (state.stage !== "map") return;
  const found = [...shown.ties.keys()].filter((id) => located.has(id) && inScope(id)).sort((a, b) => rankOf(a) - rankOf(b));
  byId("map-text").textContent = found.length ? `${count(found.length, "country or city", "countries and cities")} of the ${count(shown.ties.size, "entity", "entities")} that the filters leave ${found.length === 1 ? "has" : "have"} a place on the map.`
    : "None of what the filters leave has a place on the map: it knows countries and cities of the gazetteer.";
  if (!sheet && found.length) sheet = mapFrame(found.map((id) => located.get(id)));
  const view = sheet || { x: -180 * HALF, y: NORTH, width: 360 * HALF, height: SOUTH - NORTH };
  byId("world").setAttribute("viewBox", [view.x, view.y, view.width, view.height].map(rounded).join(" "));
  const unit = view.width / mapRoom().width; // of the map for a pixel
  byId("world").replaceChildren(svgElement("path", { class: "land", d: data.outline, "stroke-width": 0.6 * unit }), ...mapLines(found, unit), ...mapPlaces(found, unit, view));
}

/** With a neighborhood, path or choice, its entities only. */
const inScope = (id) => (state.focus < 0 && !state.path.length && !state.picked.length && state.community < 0) || shown.entities.has(id);

function mapLines(found, unit) {
  const here = new Set(found), between = new Map();
  for (const { ends } of shown.allowed) {
    if (ends.length < 2 || ends[0] === ends[1] || !ends.every((id) => here.has(id))) continue;
    const { id } = lineAt.get(ends.join(" "));
    between.set(id, (between.get(id) || 0) + 1);
  }
  return [...between].sort((a, b) => a[0] - b[0]).map(([id, times]) => {
    const from = located.get(lines[id].from), to = located.get(lines[id].to);
    const made = svgElement("path", { class: `between${state.line === id ? " chosen" : ""}`, "stroke-width": rounded100(unit * Math.min(5, 1 + 0.7 * times)),
      d: `M${from.x} ${from.y}Q${(from.x + to.x) / 2 + 0.15 * (to.y - from.y)} ${(from.y + to.y) / 2 - 0.15 * (to.x - from.x)} ${to.x} ${to.y}` },
    svgElement("title", {}, `${labelOf(lines[id].from)} – ${labelOf(lines[id].to)}: ${count(times, "statement")}`));
    made.addEventListener("click", () => select({ line: id }));
    return made;
  });
}

const rounded100 = (number) => Math.round(number * 100) / 100;

function mapPlaces(found, unit, view) {
  const crowd = [], made = [];
  for (const id of found) {
    const { x, y } = located.get(id), radius = unit * Math.min(12, 3 + 1.3 * Math.sqrt(saidOf(id)));
    const width = unit * (textOf(labelOf(id), 12, 400) + 4), tall = 14 * unit;
    const spot = [[x + radius, y - tall / 2], [x - radius - width, y - tall / 2], [x - width / 2, y + radius], [x - width / 2, y - radius - tall]]
      .map(([left, top]) => ({ x: left, y: top, width, height: tall })).find((box) => box.x > view.x && box.x + width < view.x + view.width && !crowd.some((other) => meet(box, other)));
    crowd.push({ x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius });
    if (spot) crowd.push(spot);
    const node = svgElement("g", { class: `place${state.node === id ? " chosen" : ""}`, tabindex: 0, role: "button", "aria-label": labelOf(id) },
      svgElement("title", {}, `${labelOf(id)}: ${count(about[id].filter((one) => allowed(one)).length, "statement")}`),
      svgElement("circle", { cx: x, cy: y, r: rounded100(radius), fill: colorOf(id), "stroke-width": unit }),
      spot ? svgElement("text", { x: rounded100(spot.x + 2 * unit), y: rounded100(spot.y + 11 * unit), "font-size": rounded100(12 * unit), "stroke-width": rounded100(3 * unit) }, labelOf(id)) : "");
    node.addEventListener("click", () => select({ node: id }));
    node.addEventListener("keydown", (event) => { if (event.key === "Enter") select({ node: id }); });
    made.unshift(node);
  }
  return made;
}

/** Nearer or farther, around a point of the map or its middle. */
function zoomMap(factor, at = null) {
  if (!sheet) return;
  const { x, y } = at || { x: sheet.x + sheet.width / 2, y: sheet.y + sheet.height / 2 };
  const scale = Math.min(720 / sheet.width, Math.max(12 / sheet.width, 1 / factor));
  const width = sheet.width * scale, height = tallFor(width);
  sheet = onEarth({ x: x - (x - sheet.x) * scale, y: y - (y - sheet.y) * (height / sheet.height), width, height });
  drawMap();
}

function startMap() {
  const world = byId("world");
  const unit = () => sheet.width / world.clientWidth;
  const point = (event) => {
    const { left, top } = world.getBoundingClientRect();
    return { x: sheet.x + (event.clientX - left) * unit(), y: sheet.y + (event.clientY - top) * unit() };
  };
  world.addEventListener("wheel", (event) => { if (sheet) { event.preventDefault(); zoomMap(event.deltaY < 0 ? 1.2 : 1 / 1.2, point(event)); } }, { passive: false });
  let last = null;
  world.addEventListener("pointerdown", (event) => { if (!event.target.closest(".place, .between")) last = event; });
  world.addEventListener("pointermove", (event) => {
    if (!last || !sheet) return;
    sheet = onEarth({ ...sheet, x: sheet.x - (event.clientX - last.clientX) * unit(), y: sheet.y - (event.clientY - last.clientY) * unit() });
    last = event;
    drawMap();
  });
  addEventListener("pointerup", () => { last = null; });
}
