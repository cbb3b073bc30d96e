// The timeline: what the filters leave, by date, in words.

const EVENTS = 150; // rows before "more"

/** Statements with a date, the earliest first; of those in view alone, where the reader has chosen some. */
function dated() {
  const own = state.node >= 0 ? (statement) => statement.ends.includes(state.node) || statement.holders.includes(state.node) : () => true;
  const whole = state.focus < 0 && !state.path.length && !state.picked.length && state.community < 0;
  return (whole ? shown.allowed : shown.statements).filter((statement) => own(statement));
}

const firstDay = (statement) => statement.days.map(([first]) => first).sort()[0];

function drawChronicle() {
  if (state.stage !== "timeline") return;
  const all = dated(), rows = all.filter((statement) => statement.days.length).sort((a, b) => firstDay(a).localeCompare(firstDay(b)) || a.index - b.index);
  const of = state.node >= 0 ? [" of and by ", name(labelOf(state.node)), " ", element("button", { type: "button", class: "quiet", onclick: () => select({}) }, "all")] : [];
  const list = element("ol", { class: "events" });
  byId("chronicle").replaceChildren(
    element("p", { class: "hint" }, `${count(rows.length, "statement")} with a date, ${(all.length - rows.length).toLocaleString("en")} without`, ...of), list);
  addEvents(list, rows, 0);
}

function addEvents(list, rows, from) {
  let heading = from ? yearOf(rows[from - 1]) : "";
  for (const statement of rows.slice(from, from + EVENTS)) {
    if (yearOf(statement) !== heading) list.append(element("li", { class: "year" }, heading = yearOf(statement)));
    list.append(eventRow(statement));
  }
  if (rows.length <= from + EVENTS) return;
  const more = element("button", { type: "button", onclick: () => { more.remove(); addEvents(list, rows, from + EVENTS); } }, `${(rows.length - from - EVENTS).toLocaleString("en")} more`);
  list.after(more);
}

const yearOf = (statement) => firstDay(statement).slice(0, 4);

/** A time as it is told: a day, or what the first and last day are those of. */
function spanText([first, last]) {
  if (first === last) return first;
  if (first.endsWith("-01-01") && last.endsWith("-12-31")) return first.slice(0, 4) === last.slice(0, 4) ? first.slice(0, 4) : `${first.slice(0, 4)}–${last.slice(0, 4)}`;
  if (first.slice(0, 7) === last.slice(0, 7) && first.endsWith("-01") && last.slice(8) > "27") return first.slice(0, 7);
  return `${first} – ${last}`;
}

function eventRow(statement) {
  const { subject, object } = statement;
  const time = [...statement.days].sort((a, b) => a[0].localeCompare(b[0]))[0];
  const said = speakersOf(statement);
  const published = statement.claims.every((claim) => !claim.time);
  return element("li", { class: statement.status },
    element("time", { title: published ? "when its document appeared" : "when it is said to be" }, spanText(time), published ? "*" : ""),
    element("span", {}, symbol(data.kinds[data.entities[subject].kind]), " ", entityButton(subject), " ",
      element("button", { type: "button", class: "link words", onclick: () => showStatement(statement) }, name(relationOf(statement))), " ",
      object >= 0 ? entityButton(object) : name(isAct(statement) ? "" : statement.value),
      said.length ? element("span", { class: "hint" }, " · says ", name(said.join(", "))) : ""));
}
