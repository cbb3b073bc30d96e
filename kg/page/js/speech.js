// Who says it: lines of their own kind from a speaker to what is spoken of, on demand.

const HOW = { direct: [], "partly quoted": [7, 4], indirect: [2, 4] }; // dashes: in the speaker's own words, in some of them, as told by others

/** How a statement is said: in quotation marks, partly so, or in other words; "" when nobody says it. */
function howSaid(statement) {
  const found = new Set(statement.claims.flatMap((claim) => claim.evidence.map((item) => item.quoted)));
  return Object.keys(HOW).find((how) => found.has(how)) || "";
}

/** Whether the speaker says that it is not so. */
const denies = (statement) => statement.status === "denied";

/** What is drawn of speakers: each with a line or an entity that they speak of, and the statements. */
function speechLines() {
  const speakers = state.speech ? [...shown.entities] : state.node >= 0 && shown.entities.has(state.node) ? [state.node] : [];
  const found = new Map();
  for (const speaker of speakers) {
    for (const statement of saidBy[speaker].filter((one) => allowed(one))) {
      const target = targetOf(statement, speaker);
      if (!target) continue;
      const key = `${speaker} ${target.line ?? "-"} ${target.node ?? "-"} ${denies(statement)}`;
      if (!found.has(key)) found.set(key, { speaker, ...target, statements: [], denied: denies(statement) });
      found.get(key).statements.push(statement);
    }
  }
  return [...found.values()];
}

/** Where a speaker's line ends: on the line of the statement, else at the one of its ends that is shown. */
function targetOf(statement, speaker) {
  if (statement.ends.includes(speaker)) return null;
  const line = statement.object < 0 ? undefined : lineAt.get(`${statement.subject} ${statement.object}`);
  if (line && shown.lines.has(line.id) && line.from !== line.to) return { line: line.id };
  const node = statement.ends.find((id) => shown.entities.has(id));
  return node === undefined ? null : { node };
}

function drawSpeech(context, crowd, view, discs) {
  spoken = speechLines();
  context.save();
  context.strokeStyle = colors.speech;
  context.fillStyle = colors.speech;
  context.lineWidth = 1.6;
  spoken.forEach((speech) => drawSpoken(context, view, discs, speech));
  context.restore();
}

let spoken = []; // for tests, and for the SVG

/** The way of a speaker's line on the screen: from the edge of the speaker's node to what is spoken of. */
function spokenWay({ speaker, line, node }, view) {
  const aim = line === undefined ? places[node] : pointOn(line, 0.5);
  if (!aim) return null;
  const from = toScreen(view, places[speaker]), to = toScreen(view, aim);
  const bend = 0.18 * (speaker % 2 ? 1 : -1);
  const middle = { x: (from.x + to.x) / 2 - bend * (to.y - from.y), y: (from.y + to.y) / 2 + bend * (to.x - from.x) };
  const step = (start, end, far) => {
    const length = Math.hypot(end.x - start.x, end.y - start.y) || 1;
    return { x: start.x + (far / length) * (end.x - start.x), y: start.y + (far / length) * (end.y - start.y) };
  };
  const radius = (id) => sizeOf(id) * grown * view.scale + 3;
  return { start: step(from, middle, radius(speaker)), middle, end: step(to, middle, line === undefined ? radius(node) + 3 : 5) };
}

function drawSpoken(context, view, discs, speech) {
  const way = spokenWay(speech, view);
  if (!way || !discs.has(speech.speaker)) return;
  const { start, middle, end } = way;
  context.globalAlpha = !bright || isBright(speech.speaker) ? 0.95 : 0.15;
  context.setLineDash(HOW[howSaid(speech.statements[0])] || HOW.indirect);
  context.beginPath();
  context.moveTo(start.x, start.y);
  context.quadraticCurveTo(middle.x, middle.y, end.x, end.y);
  context.stroke();
  context.setLineDash([]);
  context.beginPath(); // a ring where it is said to be so, a cross where it is denied
  if (speech.denied) for (const side of [-1, 1]) { context.moveTo(end.x - 4, end.y - 4 * side); context.lineTo(end.x + 4, end.y + 4 * side); }
  else context.arc(end.x, end.y, 3.5, 0, 2 * Math.PI);
  context.stroke();
}

function toggleSpeech(on = !state.speech) {
  state.speech = on;
  byId("speech-button").setAttribute("aria-pressed", String(on));
  changed();
}

/** Who else says the same, and who the contrary, side by side; null where nobody does. */
function sides(statement) {
  const others = alike.get(tripleOf(statement)).filter((other) => allowed(other));
  const says = others.filter((other) => !denies(other)), no = others.filter(denies);
  if (!no.length || !says.length) return null;
  const people = (list) => [...new Set(list.flatMap((one) => (speakersOf(one).length ? speakersOf(one) : one.sources.map((at) => data.documents[at].publisher || data.documents[at].title))))];
  const column = (title, list) => element("div", {}, element("b", {}, title), element("ul", { class: "plain" }, ...people(list).map((who) => element("li", {}, name(who)))));
  return element("div", { class: "sides" }, column("Says so", says), column("Denies it", no));
}
