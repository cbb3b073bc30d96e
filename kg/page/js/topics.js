// A map of what a large graph is about: its communities, named by their most important entities; a click opens one.

const TOPIC_ROOM = 36000; // pixels of the window for a community
const TOPIC_COVER = 0.4; // of the window that their circles cover at most

const topicsShown = () => state.stage === "graph" && state.view === "topics" && state.community < 0 && state.focus < 0 && !state.path.length && !state.picked.length;

/** Communities of what the filters leave: their entities that are left, the best known first; those with most importance first. */
function liveTopics() {
  return communities.map((members, community) => ({ community, members: members.filter((id) => shown.ties.has(id)) }))
    .filter(({ members }) => members.length > 1)
    .map((topic) => ({ ...topic, said: topic.members.reduce((sum, id) => sum + saidOf(id) / (data.entities[id].named ? 1 : 2), 0) }))
    .sort((a, b) => b.said - a.said || a.community - b.community);
}

/** What a community is called: its best known entities. */
function topicName(members, many = 3) {
  const named = members.filter((id) => data.entities[id].named);
  return (named.length ? named : members).slice(0, many).map((id) => drawn.nodes[id].label.replace("\n", " "));
}

/** How many statements go from one of the communities to another. */
function topicLinks(topics) {
  const at = new Map(topics.map(({ community }, index) => [community, index]));
  const found = new Map();
  for (const { ends } of shown.allowed) {
    if (ends.length < 2) continue;
    const [a, b] = ends.map((id) => at.get(data.entities[id].community));
    if (a === undefined || b === undefined || a === b) continue;
    const key = `${Math.min(a, b)} ${Math.max(a, b)}`;
    found.set(key, (found.get(key) || 0) + 1);
  }
  return [...found].map(([key, times]) => [...key.split(" ").map(Number), times]).sort((a, b) => b[2] - a[2] || a[0] - b[0] || a[1] - b[1]);
}

/** The communities in their places, joined where most is said between them; `overlaps` when there are too many for the window. */
function arrangedTopics(topics, { width, height }) {
  const shares = sharesOf(topics.map(({ members }) => members.length));
  const unit = Math.min(0.12 * Math.min(width, height), Math.sqrt((TOPIC_COVER * width * height) / shares.reduce((sum, share) => sum + Math.PI * share * share, 0)));
  const boxes = topics.map(({ members }, at) => {
    const radius = Math.max(36, Math.round(unit * shares[at]));
    const wide = Math.max(...topicName(members).map((row) => textOf(row, 12.5, 600)), textOf(topicCount(members), 11, 400));
    return { width: Math.max(2 * radius, wide) + 6, above: radius, below: radius, radius };
  });
  const links = topicLinks(topics).slice(0, 2 * topics.length);
  return { boxes, links, ...arrange(boxes, links.map(([a, b]) => [a, b]), width, height) };
}

/** Radii by size, the largest 1: areas tell apart, and the smallest still holds its name. */
const sharesOf = (sizes) => sizes.map((size) => 0.5 + 0.5 * Math.sqrt(size / Math.max(...sizes)));

function drawTopics() {
  const room = canvasRoom(), all = liveTopics();
  let many = Math.max(5, Math.floor((room.width * room.height) / TOPIC_ROOM)), sheet;
  do sheet = arrangedTopics(all.slice(0, many), room); while (sheet.overlaps && (many = Math.min(many, all.length) - 1) >= 5);
  const topics = all.slice(0, many), { points, boxes, links } = sheet;
  const top = Math.max(1, ...links.map(([, , times]) => times));
  const paths = links.map(([a, b, times]) => svgElement("path", { class: "topic-line", d: `M${rounded(points[a].x)} ${rounded(points[a].y)}L${rounded(points[b].x)} ${rounded(points[b].y)}`, "stroke-width": rounded(1 + 7 * Math.sqrt(times / top)) },
    svgElement("title", {}, `${count(times, "statement")} from one to the other`)));
  byId("topics").setAttribute("viewBox", `${-room.width / 2} ${-room.height / 2} ${room.width} ${room.height}`);
  byId("topics").replaceChildren(...paths, ...topics.map((topic, at) => topicNode(topic, points[at], boxes[at].radius)));
  Object.assign(byId("canvas").dataset, { nodes: topics.length, lines: links.length });
  [topicsDrawn, topicsLeft] = [topics, all.slice(topics.length)];
}

let topicsDrawn = [];
let topicsLeft = []; // communities that found no room in the map

const topicCount = (members) => count(members.length, "entity", "entities");

function textOf(text, size, weight) {
  pen.font = `${weight} ${size}px ${FONT}`;
  return textWidth(pen, text);
}

function topicNode({ community, members }, { x, y }, radius) {
  const names = topicName(members), tall = 16, top = y - ((names.length + 1) * tall) / 2 + tall * 0.75;
  const rows = [...names.map((text) => [text, "topic-name"]), [topicCount(members), "topic-count"]];
  const open = () => openCommunity(community);
  const node = svgElement("g", { class: "topic", tabindex: 0, role: "button" },
    svgElement("circle", { class: "under", cx: rounded(x), cy: rounded(y), r: radius }), // no line runs through the names
    svgElement("circle", { cx: rounded(x), cy: rounded(y), r: radius, fill: tintOf(community) }),
    ...rows.map(([text, kind], at) => svgElement("text", { class: kind, x: rounded(x), y: rounded(top + at * tall) }, `${text} `))); // the blank parts them where they are read aloud
  node.addEventListener("click", open);
  node.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(); } });
  return node;
}

/** One community alone, or all again (-1). */
function openCommunity(community) {
  Object.assign(state, { community, focus: -1, path: [], picked: [], opened: new Set(), node: -1, line: -1, moved: new Map() });
  if (community < 0 && hasTopics) state.view = "topics";
  changed();
  frameAll();
  if (community >= 0) speak(`${topicName(communities[community]).join(", ")} and what belongs to it`);
}
