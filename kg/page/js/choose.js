// What is shown of what the filters leave: the most important, as many as the window can name; the rest is one step away.

const ROOM_EACH = 13500; // pixels of the window for an entity with its name and the words of its relations
const TOP = 20; // so many are shown whether or not anything ties them to the others
const FEW = 8, MANY = 110; // of which the window's size decides

/** Entities by what ties them in these statements: a relation, or that one speaks of the other. */
function tiesOf(statements) {
  const found = new Map();
  const tie = (a, b) => {
    for (const [one, other] of [[a, b], [b, a]]) {
      if (!found.has(one)) found.set(one, new Set());
      if (a !== b) found.get(one).add(other);
    }
  };
  for (const { subject, ends, holders } of statements) {
    tie(subject, ends[ends.length - 1]);
    for (const holder of holders.filter(kindOn)) for (const end of ends) tie(holder, end);
  }
  return found;
}

/** How many entities the window can name. */
function capacity() {
  const { width, height } = canvasRoom();
  return Math.round(Math.min(MANY, Math.max(FEW, (width * height) / ROOM_EACH)));
}

/** The entities to show, of those that `ties` has; `room` is how many there may be where the reader did not say which. */
function chosenEntities(ties, room) {
  const live = (id) => ties.has(id);
  const around = (id) => [id, ...[...(ties.get(id) || [])]].sort((a, b) => (b === id) - (a === id) || rankOf(a) - rankOf(b));
  const opened = [...state.opened].flatMap((id) => around(id).slice(0, 2 * room));
  if (state.path.length) return new Set([...state.path, ...opened].filter(live));
  if (state.picked.length) return new Set([...state.picked, ...opened].filter(live));
  if (state.focus >= 0) return new Set([...around(state.focus).slice(0, Math.round(1.3 * room)), ...opened].filter(live));
  if (state.community < 0 && (state.view === "all" || state.view === "topics")) return new Set(ties.keys());
  const from = (state.community >= 0 ? communities[state.community] : ranked).filter(live);
  return new Set([...bestOf(from, ties, room), ...opened.filter(live)]);
}

const rankOf = (id) => data.entities[id].rank;

/** Of `candidates`, in their order, the first ones and those that anything ties to them; things without a name only between two. */
function bestOf(candidates, ties, room) {
  if (candidates.length <= room) return withoutParts(candidates, ties, room);
  const chosen = new Set();
  const tied = (id) => [...ties.get(id)].filter((other) => chosen.has(other)).length;
  const named = candidates.filter((id) => data.entities[id].named);
  named.forEach((id, place) => { if (chosen.size < 0.88 * room && (place < TOP || tied(id))) chosen.add(id); });
  for (const id of named.slice(0, TOP)) { // nobody stands alone who has company
    const company = tied(id) ? undefined : candidates.find((other) => ties.get(id).has(other));
    if (company !== undefined && chosen.size < room) chosen.add(company);
  }
  for (const id of candidates) if (chosen.size < room && !data.entities[id].named && tied(id) > 1) chosen.add(id);
  for (const id of candidates) if (chosen.size < room && tied(id)) chosen.add(id);
  return [...chosen];
}

/** All candidates, but small parts that hold none of the most important: those are listed beside the drawing. */
function withoutParts(candidates, ties) {
  const parts = partsOf(candidates, ties);
  const main = Math.max(0, ...parts.map((part) => part.length));
  const first = new Set(candidates.filter((id) => data.entities[id].named).slice(0, TOP));
  return parts.filter((part) => main < 6 || part.length > 3 || part.some((id) => first.has(id))).flat();
}

/** The entities in parts that `ties` hold together, the part with the most important first. */
function partsOf(entities, ties) {
  const left = new Set(entities), parts = [];
  for (const start of entities) {
    if (!left.delete(start)) continue;
    const part = [start];
    for (const id of part) for (const other of ties.get(id)) if (left.delete(other)) part.push(other); // grows while it is read
    parts.push(part.sort((a, b) => rankOf(a) - rankOf(b)));
  }
  return parts.sort((a, b) => rankOf(a[0]) - rankOf(b[0]));
}

/** Parts that nothing ties to what is shown. */
const partsApart = () => partsOf([...shown.ties.keys()], shown.ties).filter((part) => !part.some((id) => shown.entities.has(id)));

/** The shortest way from one entity to another over what the filters leave; of equally short ones that over the most important. */
function shortestPath(from, to) {
  const ties = tiesOf(data.statements.filter(allowed));
  const before = new Map([[from, -1]]);
  let reached = [from];
  while (reached.length && !before.has(to)) {
    const next = [];
    for (const id of reached) {
      for (const other of [...(ties.get(id) || [])].sort((a, b) => rankOf(a) - rankOf(b))) {
        if (before.has(other)) continue;
        before.set(other, id);
        next.push(other);
      }
    }
    reached = next.sort((a, b) => rankOf(a) - rankOf(b));
  }
  const path = [];
  for (let id = before.has(to) ? to : -1; id >= 0; id = before.get(id)) path.unshift(id);
  return path;
}
