// The panel of evidence: what is said of the selected entity or on the selected line, with its sentences.

const CARDS = 30; // statements shown before "more"

function drawEvidence() {
  const panel = byId("evidence");
  if (state.line >= 0) panel.replaceChildren(...linePanel(lines[state.line]));
  else if (state.node >= 0) panel.replaceChildren(...entityPanel(state.node));
  else if (state.path.length) panel.replaceChildren(...pathPanel());
  else if (state.picked.length) panel.replaceChildren(...pickedPanel());
  else panel.replaceChildren(...startPanel());
  panel.scrollTop = 0;
}

const LISTED = 12, PARTS = 40; // entities, and parts beside the drawing, that the first panel lists

function startPanel() {
  const best = [...shown.entities].sort((a, b) => rankOf(a) - rankOf(b)).slice(0, LISTED);
  const topics = topicsShown() ? topicsLeft : [];
  const apart = partsApart();
  return [
    element("h2", {}, "Evidence"),
    element("p", { class: "hint" }, topicsShown() ? "Click a group to open it; search finds every entity." : "Click an entity or a line to read the sentences behind it."),
    element("h3", { class: "section" }, "Most said of and by"),
    entityList(best),
    ...(topics.length ? [element("h3", { class: "section" }, `More groups (${topics.length.toLocaleString("en")})`), element("ul", { class: "plain" }, ...topics.slice(0, PARTS).map(({ community, members }) =>
      element("li", {}, element("button", { type: "button", class: "link", onclick: () => openCommunity(community) }, name(topicName(members).join(", "))), ` (${members.length})`)))] : []),
    ...(apart.length ? [element("h3", { class: "section" }, `Apart from these (${apart.length.toLocaleString("en")})`), partList(apart)] : []),
  ];
}

/** Entities with how many statements speak of them or are theirs, of those that the filters leave. */
const entityList = (ids) => element("ul", { class: "plain" }, ...ids.map((id) => element("li", {}, symbol(data.kinds[data.entities[id].kind]), " ", entityButton(id),
  ` (${new Set([...about[id], ...saidBy[id]].filter((one) => allowed(one))).size.toLocaleString("en")})`)));

/** Small parts that are not drawn: each in the words of one of its statements. */
function partList(parts) {
  const list = element("ul", { class: "apart" });
  const add = (from) => {
    list.append(...parts.slice(from, from + PARTS).map(partRow));
    if (parts.length <= from + PARTS) return;
    const more = element("button", { type: "button", onclick: () => { more.remove(); add(from + PARTS); } }, `${(parts.length - from - PARTS).toLocaleString("en")} more`);
    list.append(more);
  };
  add(0);
  return list;
}

function partRow(part) {
  const statements = about[part[0]].filter((one) => allowed(one));
  const best = statements.find((one) => one.object >= 0 && one.object !== one.subject) || statements[0];
  const words = best ? [name(relationOf(best)), " ", name(best.object === part[0] ? labelOf(best.subject) : isAct(best) ? "" : objectOf(best))] : [];
  const more = part.length > 2 ? element("span", { class: "hint" }, ` +${part.length - 2}`) : "";
  const order = best && best.object === part[0] ? [name(labelOf(best.subject)), " ", name(relationOf(best)), " ", entityButton(part[0])] : [entityButton(part[0]), " ", ...words];
  return element("li", {}, ...order, more);
}

const entityButton = (id) => element("button", { type: "button", class: "link", onclick: () => goTo(id) }, name(labelOf(id)));

function entityPanel(id) {
  const entity = data.entities[id];
  const kind = data.kinds[entity.kind];
  const own = about[id].filter((one) => allowed(one));
  const said = saidBy[id].filter((one) => allowed(one));
  const facts = own.filter((statement) => statement.status === "fact");
  const claims = own.filter((statement) => statement.status !== "fact" && !said.includes(statement));
  const hidden = new Set([...about[id], ...saidBy[id]]).size - new Set([...own, ...said]).size;
  return [
    element("h2", {}, symbol(kind), " ", name(entity.label)),
    element("p", { class: "hint" }, kind.label, entity.named ? "" : " · described, without a name", entity.aliases.length ? " · also " : "", name(entity.aliases.join(", "))),
    summary(facts),
    element("p", { class: "actions" },
      element("button", { type: "button", onclick: () => toggleFocus(id) }, state.focus === id ? "Show the rest again" : "Only its neighbors"),
      opener(id),
      element("button", { type: "button", title: "The shortest way to another entity (R)", onclick: () => beginPath(id) }, "Path to …"),
      element("button", { type: "button", title: "All that is known of it, to print", onclick: () => saveDossier(id, "html") }, "Dossier"),
      element("button", { type: "button", title: "The dossier as Markdown, for documents", onclick: () => saveDossier(id, "md") }, "Markdown"),
      ...entity.links.map((url) => outLink(url, new URL(url).hostname.replace(/^www\./, "")))),
    colorKey(),
    ...speechSection(said),
    ...section(count(facts.length, "fact"), facts),
    ...section(count(claims.length, "claim"), claims),
    hidden ? element("p", { class: "hint" }, `${count(hidden, "statement")} hidden by the filters.`) : "",
    element("p", { class: "iri" }, entity.iri),
  ];
}

/** What a speaker says, by how it is told. */
function speechSection(said) {
  const groups = Object.keys(HOW).map((how) => [how, said.filter((one) => howSaid(one) === how)]).filter(([, list]) => list.length);
  const rest = said.filter((one) => !howSaid(one));
  if (!said.length) return [];
  return [element("h3", { class: "section" }, `Says (${said.length.toLocaleString("en")})`),
    element("p", { class: "hint" }, groups.map(([how, list]) => `${list.length.toLocaleString("en")} ${how}`).join(", ")),
    ...[...groups, ["", rest]].flatMap(([how, list]) => section(how ? `${how} (${list.length.toLocaleString("en")})` : "", list))];
}

/** The button for what is around an entity and not in view. */
function opener(id) {
  const more = shown.hidden.get(id);
  if (!more && !state.opened.has(id)) return "";
  return element("button", { type: "button", onclick: () => toggleOpen(id) }, state.opened.has(id) ? "Hide what was opened" : `Open ${more.toLocaleString("en")} more`);
}

/** Roles, descriptions and numbers: facts whose object is no entity. */
function summary(facts) {
  const values = facts.filter((statement) => statement.object < 0 && !isAct(statement));
  return element("dl", {}, ...values.flatMap((statement) => [
    element("dt", {}, name(relationOf(statement))), element("dd", {}, name(statement.value)),
  ]));
}

function linePanel(line) {
  const statements = line.statements.filter((one) => allowed(one));
  const sentences = new Set(statements.flatMap((s) => s.claims.flatMap((claim) => claim.evidence.map((item) => item.sentence))));
  const back = lineAt.get(`${line.to} ${line.from}`);
  const facts = statements.filter((statement) => statement.status === "fact");
  return [
    element("h2", {}, entityButton(line.from), " → ", entityButton(line.to)),
    element("p", { class: "hint" }, `${count(facts.length, "fact")}, ${count(statements.length - facts.length, "claim")}, ${count(sentences.size, "sentence")}`),
    back && back !== line && shown.lines.has(back.id)
      ? element("p", { class: "actions" }, element("button", { type: "button", onclick: () => select({ line: back.id }) }, "The other direction")) : "",
    colorKey(),
    ...section("", statements),
  ];
}

function colorKey() {
  return element("p", { class: "marks" }, ...["subject", "predicate", "object", "cue", "speaker"].flatMap((role) =>
    [element("mark", { class: role }, role), " "]));
}

function section(title, statements) {
  if (!statements.length) return [];
  const sorted = [...statements].sort((a, b) => RANK.get(a.status) - RANK.get(b.status) || dateOf(a).localeCompare(dateOf(b)) || a.index - b.index);
  const box = element("div", {});
  const addCards = (from) => {
    box.append(...sorted.slice(from, from + CARDS).map(card));
    if (sorted.length <= from + CARDS) return;
    const more = element("button", { type: "button", onclick: () => { more.remove(); addCards(from + CARDS); } },
      `${sorted.length - from - CARDS} more`);
    box.append(more);
  };
  addCards(0);
  return [title ? element("h3", { class: "section" }, title) : "", box];
}

function card(statement) {
  return element("article", { class: `card ${statement.status}` },
    element("h4", {}, name(labelOf(statement.subject)), " ", element("b", {}, name(relationOf(statement))), " ", name(objectOf(statement)), " ",
      element("span", { class: `badge ${statement.status}` }, statement.status)),
    sides(statement) || "",
    ...statement.claims.flatMap((claim) => [chips(claim), ...claim.evidence.map(evidenceOf)]));
}

/** Who says it, how, when and where. */
function chips(claim) {
  const found = claim.holders.map((holder) => ["", element("span", { class: "chip said" }, entityButton(holder), claim.polarity === "negated" ? " denies" : " says", howTold(claim))]);
  if (claim.unnamed) found.push(["", element("span", { class: "chip said" }, `${claim.polarity === "negated" ? "denied" : "said"} by someone unnamed`)]);
  if (claim.polarity === "negated" && claim.modality !== "actual") found.push(["", element("span", { class: "chip" }, claim.modality)]);
  if (claim.time) found.push(["", element("span", { class: "chip" }, claim.time)]);
  for (const [role, label, entity] of claim.qualifiers) {
    found.push(["", element("span", { class: "chip" }, `${role}: `, entity >= 0 ? entityButton(entity) : name(label))]);
  }
  return element("p", { class: "chips" }, ...found.flat());
}

/** Whether the text gives the speaker's own words. */
function howTold(claim) {
  const how = Object.keys(HOW).find((kind) => claim.evidence.some((item) => item.quoted === kind));
  return how ? element("span", { class: "how" }, ` · ${how}`) : "";
}

function evidenceOf(item) {
  const source = data.documents[item.document];
  const words = [source.title, source.publisher, source.published.slice(0, 10)].filter(Boolean);
  return element("div", { class: "source" },
    element("blockquote", { dir: "auto" }, ...marked(data.sentences[item.sentence], item.marks)),
    element("p", { class: "meta" }, ...words.flatMap((word) => [name(word), " · "]), `confidence ${item.confidence.toFixed(2)} `,
      source.url ? outLink(source.url, "source ↗") : ""),
    why(item));
}

/** The rules that fired and the reason each name was taken for its entity. */
function why(item) {
  const rows = [
    ...item.names.map(([text, entity, reason]) => element("li", {}, name(text), entity >= 0 ? " is " : "", entity >= 0 ? name(labelOf(entity)) : "", `: ${reason}`)),
    item.rules.length ? element("li", {}, `Rules: ${item.rules.join(", ")}`) : "",
    item.row ? element("li", {}, `Mapping row: ${item.row}`) : "",
  ].filter(Boolean);
  return rows.length ? element("details", {}, element("summary", {}, "Why"), element("ul", {}, ...rows)) : "";
}

/** A sentence with its words marked; offsets count code points, as Python does. Of nested marks the shortest shows. */
function marked(sentence, marks) {
  const letters = Array.from(sentence);
  const role = new Array(letters.length).fill("");
  for (const [start, end, kind] of marks) role.fill(kind, start, end); // long ones come first
  const parts = [];
  for (let start = 0; start < letters.length;) {
    let end = start + 1;
    while (end < letters.length && role[end] === role[start]) end += 1;
    const text = letters.slice(start, end).join("");
    parts.push(role[start] ? element("mark", { class: role[start], title: role[start] }, text) : text);
    start = end;
  }
  return parts;
}

/** A link that leaves the page: web addresses only, whatever a document wrote. */
function outLink(url, text) {
  return /^https?:\/\//i.test(url) ? element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text) : text;
}
