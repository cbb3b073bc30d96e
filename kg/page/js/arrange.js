// A drawing of a few entities for one window: boxes of nodes with their labels in a rectangle, without an overlap. No chance in it:
// the same entities in the same window always lie alike.

const GAP = 9; // pixels between boxes
const CLEAR = 7; // and between a node and lines of others
const STARTS = 6;
const GOLDEN = 0.6180339887;

/** How far apart entities shall be, by the lines and weaker ties between them: Dijkstra from each. Communities draw together, and what
 * nothing ties stands a little off. */
function wishedDistances(size, links, ties, apart) {
  const ways = Array.from({ length: size }, () => []), weak = new Set();
  for (const [a, b] of links) { ways[a].push(b); ways[b].push(a); }
  const degree = ways.map((others) => Math.max(1, others.length));
  for (const [a, b] of ties) { ways[a].push(b); ways[b].push(a); weak.add(`${a} ${b}`).add(`${b} ${a}`); }
  const length = (a, b) => 1 + 0.28 * Math.log2(Math.min(degree[a], degree[b])) + (weak.has(`${a} ${b}`) ? 0.6 : 0) + (apart(a, b) ? 0.5 : 0);
  const rows = ways.map((_, start) => {
    const far = new Array(size).fill(Infinity), done = new Array(size).fill(false);
    far[start] = 0;
    for (let at = start; at >= 0;) {
      done[at] = true;
      for (const other of ways[at]) far[other] = Math.min(far[other], far[at] + length(at, other));
      at = -1;
      for (let next = 0; next < size; next += 1) if (!done[next] && far[next] < Infinity && (at < 0 || far[next] < far[at])) at = next;
    }
    return far;
  });
  const most = Math.max(1, ...rows.flat().filter((far) => far < Infinity));
  return rows.map((row, a) => row.map((far, b) => (far < Infinity ? far * (apart(a, b) ? 1.15 : 0.85) : 0.6 * most + 1.2)));
}

/** Stress majorization, node by node (Gansner, Koren and North 2004): every node goes where its distances want it. */
function relax(points, distances, rounds = 90) {
  for (let round = 0; round < rounds; round += 1) {
    for (let i = 0; i < points.length; i += 1) {
      let x = 0, y = 0, total = 0;
      for (let j = 0; j < points.length; j += 1) {
        if (i === j) continue;
        const weight = distances[i][j] ** -2;
        const across = points[i].x - points[j].x, down = points[i].y - points[j].y;
        const stretch = distances[i][j] / Math.max(1e-3, Math.hypot(across, down));
        x += weight * (points[j].x + across * stretch);
        y += weight * (points[j].y + down * stretch);
        total += weight;
      }
      if (total) points[i] = { x: x / total, y: y / total };
    }
  }
  return points;
}

/** Turned so that the long axis lies along the long side of the room, and drawn out to fill it. */
function fill(points, boxes, width, height) {
  const mean = (key) => points.reduce((sum, point) => sum + point[key], 0) / points.length;
  const x0 = mean("x"), y0 = mean("y");
  let xx = 0, xy = 0, yy = 0;
  for (const { x, y } of points) { xx += (x - x0) ** 2; xy += (x - x0) * (y - y0); yy += (y - y0) ** 2; }
  const angle = -0.5 * Math.atan2(2 * xy, xx - yy) + (width >= height ? 0 : Math.PI / 2);
  const turned = points.map(({ x, y }) => ({
    x: (x - x0) * Math.cos(angle) - (y - y0) * Math.sin(angle), y: (x - x0) * Math.sin(angle) + (y - y0) * Math.cos(angle),
  }));
  const side = (key, length, half) => {
    const low = Math.min(...turned.map((point) => point[key])), high = Math.max(...turned.map((point) => point[key]));
    const scale = Math.max(1, length - 2 * half) / Math.max(1e-6, high - low);
    return { middle: (low + high) / 2, scale };
  };
  const across = side("x", width, Math.max(...boxes.map((box) => box.width)) / 2), down = side("y", height, 32);
  const most = 2.2 * Math.min(across.scale, down.scale); // a row of three is not pulled up into a triangle
  return turned.map(({ x, y }) => ({ x: (x - across.middle) * Math.min(across.scale, most, 190), y: (y - down.middle) * Math.min(down.scale, most, 150) }));
}

/** How many lines cross, and, counted double, how many run through a node that is not theirs. */
function faults(points, boxes, links) {
  const side = (p, q, r) => Math.sign((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x));
  let found = 0;
  links.forEach(([a, b], at) => {
    for (let other = at + 1; other < links.length; other += 1) {
      const [c, d] = links[other];
      if (a === c || a === d || b === c || b === d) continue;
      if (side(points[a], points[b], points[c]) !== side(points[a], points[b], points[d])
        && side(points[c], points[d], points[a]) !== side(points[c], points[d], points[b])) found += 1;
    }
    points.forEach((point, id) => { if (id !== a && id !== b && nearest(points[a], points[b], point).far < boxes[id].radius + CLEAR) found += 2; });
  });
  return found;
}

/** The point of a line that is nearest to another one, and how far that is. */
function nearest(start, end, point) {
  const x = end.x - start.x, y = end.y - start.y;
  const share = Math.min(1, Math.max(0, ((point.x - start.x) * x + (point.y - start.y) * y) / Math.max(1e-6, x * x + y * y)));
  const at = { x: start.x + share * x, y: start.y + share * y };
  return { ...at, far: Math.hypot(point.x - at.x, point.y - at.y) };
}

/** Boxes that overlap push each other away, lines push nodes aside; all stay in the room. Gives how many pairs still overlap. */
function spread(points, boxes, links, width, height) {
  const rounds = 260;
  let left = 0;
  for (let round = 0; round < rounds; round += 1) {
    if (round < 0.6 * rounds) clearLines(points, boxes, links, 0.35);
    left = pushBoxes(points, boxes);
    points.forEach((point, id) => {
      const { width: wide, above, below } = boxes[id];
      point.x = Math.min((width - wide) / 2, Math.max((wide - width) / 2, point.x));
      point.y = Math.min(height / 2 - below, Math.max(above - height / 2, point.y));
    });
    if (!left && round >= 0.6 * rounds) break;
  }
  return overlapping(points, boxes);
}

function clearLines(points, boxes, links, strength) {
  for (const [a, b] of links) {
    for (let id = 0; id < points.length; id += 1) {
      if (id === a || id === b) continue;
      const at = nearest(points[a], points[b], points[id]), wanted = boxes[id].radius + CLEAR;
      if (at.far >= wanted) continue;
      const angle = at.far > 0.5 ? Math.atan2(points[id].y - at.y, points[id].x - at.x) : Math.atan2(points[b].x - points[a].x, points[a].y - points[b].y);
      const step = strength * (wanted - at.far);
      points[id].x += step * Math.cos(angle);
      points[id].y += step * Math.sin(angle);
      for (const end of [a, b]) {
        points[end].x -= 0.3 * step * Math.cos(angle);
        points[end].y -= 0.3 * step * Math.sin(angle);
      }
    }
  }
}

/** By how much two boxes overlap, with the gap between them; negative when they do not. */
function overlapOf(points, boxes, i, j, gap = GAP) {
  const top = (id) => points[id].y - boxes[id].above, foot = (id) => points[id].y + boxes[id].below;
  return {
    across: (boxes[i].width + boxes[j].width) / 2 + gap - Math.abs(points[i].x - points[j].x),
    down: Math.min(foot(i), foot(j)) - Math.max(top(i), top(j)) + gap,
    below: top(j) + foot(j) >= top(i) + foot(i),
  };
}

function pushBoxes(points, boxes) {
  let found = 0;
  for (let i = 0; i < points.length; i += 1) {
    for (let j = i + 1; j < points.length; j += 1) {
      const { across, down, below } = overlapOf(points, boxes, i, j);
      if (across <= 0 || down <= 0) continue;
      found += 1;
      if (across < down) {
        const step = (0.5 * across + 0.2) * (points[j].x >= points[i].x ? 1 : -1);
        points[i].x -= step / 2;
        points[j].x += step / 2;
      } else {
        const step = (0.5 * down + 0.2) * (below ? 1 : -1);
        points[i].y -= step / 2;
        points[j].y += step / 2;
      }
    }
  }
  return found;
}

function overlapping(points, boxes) {
  let found = 0;
  for (let i = 0; i < points.length; i += 1) {
    for (let j = i + 1; j < points.length; j += 1) {
      const { across, down } = overlapOf(points, boxes, i, j, 0);
      if (across > 0.5 && down > 0.5) found += 1;
    }
  }
  return found;
}

/** Positions around the middle of a room for `boxes` ({width, above, below, radius}) joined by `links` (pairs of their indices). */
function arrange(boxes, links, width, height, { ties = [], first = [], apart = () => false } = {}) {
  const size = boxes.length;
  if (!size) return { points: [], overlaps: 0 };
  const distances = wishedDistances(size, links, ties, apart);
  let best = null;
  for (let start = 0; start < STARTS; start += 1) {
    const points = start || first.length !== size ? scattered(size, start) : first;
    const drawing = fill(relax(points.map((point) => ({ ...point })), distances), boxes, width, height);
    const wrong = faults(drawing, boxes, links);
    if (!best || wrong < best.wrong) best = { wrong, drawing };
  }
  const overlaps = spread(best.drawing, boxes, links, width, height);
  return { points: best.drawing, overlaps };
}

/** Every node in a direction of its own, another one at each start. */
const scattered = (size, start) => Array.from({ length: size }, (_, at) => {
  const angle = 2 * Math.PI * (((at * (1 + start)) % size) / size + GOLDEN * start);
  return { x: (1 + (at * GOLDEN) % 1) * Math.cos(angle), y: (1 + (at * GOLDEN) % 1) * Math.sin(angle) };
});
