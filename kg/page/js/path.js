// What the reader picks out: the way from one entity to another, and what a lasso holds.

const choosing = { from: -1 }; // the beginning of a path whose end is still to be chosen

function beginPath(from) {
  choosing.from = from;
  byId("query").placeholder = `To whom from ${labelOf(from)}? Search, or click an entity`;
  byId("query").focus();
  speak(`Choose the other end of a path from ${labelOf(from)}: search, or click an entity.`, true);
}

function endPath(to) {
  const { from } = choosing;
  stopChoosing();
  const path = shortestPath(from, to);
  if (!path.length) return speak(`Nothing that the filters leave leads from ${labelOf(from)} to ${labelOf(to)}.`, true);
  return showOnly({ path });
}

function stopChoosing() {
  choosing.from = -1;
  byId("query").placeholder = PLACEHOLDER;
  speak("");
}

/** These entities alone: a path, what the lasso held, or a neighborhood; nothing of it shows the rest again. */
function showOnly({ path = [], picked = [], focus = -1 }) {
  Object.assign(state, { path, picked, focus, opened: new Set(), line: -1, node: focus, stage: state.stage === "graph" ? "graph" : state.stage, moved: new Map() });
  changed();
  frameAll(true);
}

/** The steps of the path, each with its statements. */
function pathPanel() {
  const { path } = state;
  const steps = path.slice(1).map((to, at) => shown.statements.filter((statement) => joins(statement, path[at], to)));
  return [
    element("h2", {}, entityButton(path[0]), " … ", entityButton(path[path.length - 1])),
    element("p", { class: "hint" }, `The shortest way that the filters leave: ${count(path.length - 1, "step")}.`),
    element("p", { class: "actions" }, element("button", { type: "button", onclick: () => showOnly({}) }, "Show the rest again")),
    ...steps.flatMap((statements, at) => section(`${labelOf(path[at])} – ${labelOf(path[at + 1])}`, statements)),
  ];
}

/** Whether a statement ties two entities, by itself or because one of them says it of the other. */
const joins = ({ ends, holders }, a, b) => (ends.includes(a) && ends.includes(b)) || (holders.includes(a) && ends.includes(b)) || (holders.includes(b) && ends.includes(a));

function pickedPanel() {
  return [
    element("h2", {}, `${count(state.picked.length, "entity", "entities")} chosen`),
    element("p", { class: "hint" }, `${count(shown.statements.length, "statement")} among them.`),
    element("p", { class: "actions" }, element("button", { type: "button", onclick: () => showOnly({}) }, "Show the rest again")),
    entityList(state.picked.filter((id) => shown.entities.has(id))),
  ];
}

// ---- lasso

let corners = null;

const lassoIsOn = () => !byId("lasso").hasAttribute("hidden"); // SVG has no property for it

function toggleLasso(on = !lassoIsOn()) {
  byId("lasso").toggleAttribute("hidden", !on);
  byId("lasso-button").setAttribute("aria-pressed", String(on));
  byId("lasso").replaceChildren();
  corners = null;
}

function startLasso() {
  const sheet = byId("lasso");
  const at = (event) => ({ x: event.offsetX, y: event.offsetY });
  sheet.addEventListener("pointerdown", (event) => { sheet.setPointerCapture(event.pointerId); corners = [at(event)]; });
  sheet.addEventListener("pointermove", (event) => {
    if (!corners) return;
    corners.push(at(event));
    sheet.replaceChildren(svgElement("polygon", { points: corners.map(({ x, y }) => `${x},${y}`).join(" ") }));
  });
  sheet.addEventListener("pointerup", () => {
    const held = corners ? heldBy(corners) : [];
    toggleLasso(false);
    if (held.length) showOnly({ picked: held });
    else speak("The lasso held nothing.", true);
  });
}

/** Entities in a polygon of the screen (even-odd rule). */
function heldBy(polygon) {
  const view = currentView();
  return [...shown.entities].filter((id) => {
    const { x, y } = toScreen(view, places[id]);
    let inside = false;
    polygon.forEach((corner, index) => {
      const other = polygon[(index + 1) % polygon.length];
      if ((corner.y > y) !== (other.y > y) && x < ((other.x - corner.x) * (y - corner.y)) / (other.y - corner.y) + corner.x) inside = !inside;
    });
    return inside;
  }).sort((a, b) => rankOf(a) - rankOf(b));
}
