// The panel of evidence: what is said of the selected entity or on the selected line, with its sentences.

const CARDS = 30; // statements shown before "more"

function drawEvidence() {
  const panel = byId("evidence");
  if (state.line >= 0) panel.replaceChildren(...linePanel(lines[state.line]));
  else if (state.node >= 0) panel.replaceChildren(...entityPanel(state.node));
  else panel.replaceChildren(...startPanel());
  panel.scrollTop = 0;
}

function startPanel() {
  const best = [...shown.entities].sort((a, b) => data.entities[a].rank - data.entities[b].rank).slice(0, 12);
  return [
    element("h2", {}, "Evidence"),
    element("p", { class: "hint" }, "Click an entity or a line to read the sentences behind it."),
    element("h3", { class: "section" }, "Best connected"),
    element("ul", { class: "plain" }, ...best.map((id) =>
      element("li", {}, symbol(data.kinds[data.entities[id].kind]), " ", entityButton(id), ` (${data.entities[id].degree})`))),
  ];
}

const entityButton = (id) => element("button", { type: "button", class: "link", onclick: () => goTo(id) }, name(labelOf(id)));

function entityPanel(id) {
  const entity = data.entities[id];
  const kind = data.kinds[entity.kind];
  const own = about[id].filter(allowed);
  const said = saidBy[id].filter(allowed).filter((statement) => !own.includes(statement));
  const facts = own.filter((statement) => statement.status === "fact");
  const claims = own.filter((statement) => statement.status !== "fact");
  const hidden = about[id].length - own.length;
  return [
    element("h2", {}, symbol(kind), " ", name(entity.label)),
    element("p", { class: "hint" }, kind.label, entity.named ? "" : " · described, without a name", entity.aliases.length ? " · also " : "", name(entity.aliases.join(", "))),
    summary(facts),
    element("p", { class: "actions" },
      element("button", { type: "button", onclick: () => toggleFocus(id) }, state.focus === id ? "Show the rest again" : "Only its neighbors"),
      opener(id),
      ...entity.links.map((url) => outLink(url, new URL(url).hostname.replace(/^www\./, "")))),
    colorKey(),
    ...section(count(facts.length, "fact"), facts),
    ...section(count(claims.length, "claim"), claims),
    ...section(`Says (${said.length})`, said),
    hidden ? element("p", { class: "hint" }, `${count(hidden, "statement")} hidden by the filters.`) : "",
    element("p", { class: "iri" }, entity.iri),
  ];
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
  const statements = line.statements.filter(allowed);
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
    against(statement),
    ...statement.claims.flatMap((claim) => [chips(claim), ...claim.evidence.map(evidenceOf)]));
}

/** Who says the contrary of the same triple. */
function against(statement) {
  const denied = (one) => one.status === "denied";
  const others = alike.get(tripleOf(statement)).filter((other) => denied(other) !== denied(statement) && allowed(other));
  if (!others.length) return "";
  const who = [...new Set(others.flatMap((other) => (speakersOf(other).length ? speakersOf(other) : ["a document"])))];
  return element("p", { class: "against" }, denied(statement) ? "Against this, said by " : "Denied by ", name(who.join(", ")));
}

/** Who says it, how, when and where. */
function chips(claim) {
  const found = claim.holders.map((holder) => ["", element("span", { class: "chip said" }, entityButton(holder), claim.polarity === "negated" ? " denies" : " says")]);
  if (claim.unnamed) found.push(["", element("span", { class: "chip said" }, `${claim.polarity === "negated" ? "denied" : "said"} by someone unnamed`)]);
  if (claim.polarity === "negated" && claim.modality !== "actual") found.push(["", element("span", { class: "chip" }, claim.modality)]);
  if (claim.time) found.push(["", element("span", { class: "chip" }, claim.time)]);
  for (const [role, label, entity] of claim.qualifiers) {
    found.push(["", element("span", { class: "chip" }, `${role}: `, entity >= 0 ? entityButton(entity) : name(label))]);
  }
  return element("p", { class: "chips" }, ...found.flat());
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
