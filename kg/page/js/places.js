// Where things stand: as they came with the page, or, for what the reader opens, beside what it belongs to.

const places = drawn.nodes.map((node) => ({ x: node.x, y: node.y }));
const STRETCH = 1.7;
const FAMILIAR = 150; // in graphs up to this size a neighborhood keeps its places: nothing jumps
const ROOM = { width: 136, height: 60 }; // of an entity with its label

/** Places as they came with the page, drawn out to the shape of the window: that never makes anything overlap. */
function usePlaces() {
  const all = state.everything || (state.focus >= 0 && drawn.nodes.length <= FAMILIAR);
  const points = drawn.nodes.map((node) => (all ? { x: node.everywhere[0], y: node.everywhere[1] } : { x: node.x, y: node.y }));
  const inside = points.filter((_, id) => all || data.entities[id].core);
  const length = (key) => Math.max(1, extreme(inside, key, Math.max) - extreme(inside, key, Math.min));
  const room = canvasRoom();
  const wider = (room.width - 140) / Math.max(1, room.height - 120) / (length("x") / length("y"));
  const across = Math.min(STRETCH, Math.max(1, wider)), down = Math.min(STRETCH, Math.max(1, 1 / wider));
  points.forEach((point, id) => { places[id] = { x: point.x * across, y: point.y * down }; });
  if (state.focus >= 0 && !all) placeAround(state.focus);
  else if (!all) placeOpened(data.entities.map((_, id) => id).filter((id) => data.entities[id].core));
}

const extreme = (points, key, choose) => points.reduce((found, point) => choose(found, point[key]), points.length ? points[0][key] : 0);

const neighborsOf = (id) => {
  const found = new Set(about[id].filter((statement) => statement.object >= 0).map((statement) => otherEnd(statement, id)));
  found.delete(id);
  return [...found].sort((a, b) => data.entities[a].rank - data.entities[b].rank);
};

/** A neighborhood taken out of a large graph: the entity in the middle, the best connected neighbors nearest to it. */
function placeAround(id) {
  const crowd = new Crowd();
  places[id] = { x: 0, y: 0 };
  crowd.add(boxAt(0, 0));
  const around = neighborsOf(id);
  settle(crowd, around, id, around.length < 40 ? 2 : 1);
  placeOpened([id, ...around], crowd);
}

/** What the reader opened stands near what it was opened from, where there is room. */
function placeOpened(known, crowd = new Crowd()) {
  const placed = new Set(known);
  for (const id of known) crowd.add(boxAt(places[id].x, places[id].y));
  for (const id of state.opened) {
    const around = neighborsOf(id);
    if (!placed.has(id)) {
      const from = around.find((other) => placed.has(other));
      places[id] = from === undefined ? { x: 0, y: 0 } : { ...places[from] };
      settle(crowd, [id], id, 1);
      placed.add(id);
    }
    const fresh = around.filter((other) => !placed.has(other));
    settle(crowd, fresh, id, 1);
    for (const other of fresh) placed.add(other);
  }
}

const boxAt = (x, y) => ({ x: x - ROOM.width / 2, y: y - ROOM.height / 2, ...ROOM });

/** Each of the entities at the free spot nearest to the middle one, on rings from the `first` one on. */
function settle(crowd, entities, middle, first) {
  const { x, y } = places[middle];
  let ring = first;
  for (const id of entities) {
    for (let step = 0, found = false; !found; step += 1) {
      const many = 7 * ring;
      if (step >= many) { ring += 1; step = 0; }
      const angle = (step / many) * 2 * Math.PI + ring * 0.7;
      const spot = { x: Math.round(x + 1.5 * 75 * ring * Math.cos(angle)), y: Math.round(y + 75 * ring * Math.sin(angle)) };
      found = crowd.free(boxAt(spot.x, spot.y)) || ring > 400;
      if (found) { places[id] = spot; crowd.add(boxAt(spot.x, spot.y)); }
    }
  }
}
