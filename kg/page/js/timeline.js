// The timeline: when things are said to be, or their documents appeared; a filter like the legend.

const BARS = 60; // at most
const pad = (number, digits) => String(number).padStart(digits, "0");

/** Days, months or years from the first to the last day; every month may end on a 31st, days are only compared. */
function periods(first, last) {
  const [year, month] = first.split("-").map(Number), [lastYear, lastMonth] = last.split("-").map(Number);
  const months = (lastYear - year) * 12 + lastMonth - month + 1;
  if (months < 3) {
    const made = [];
    for (let day = new Date(`${first}T00:00Z`); made.length < 62; day.setUTCDate(day.getUTCDate() + 1)) {
      const text = day.toISOString().slice(0, 10);
      if (text > last) break;
      made.push({ label: text, first: text, last: text });
    }
    return made;
  }
  if (months <= BARS) {
    return Array.from({ length: months }, (_, at) => {
      const label = `${pad(year + Math.floor((month - 1 + at) / 12), 4)}-${pad((month - 1 + at) % 12 + 1, 2)}`;
      return { label, first: `${label}-01`, last: `${label}-31` };
    });
  }
  const wide = Math.ceil((lastYear - year + 1) / BARS);
  return Array.from({ length: Math.ceil((lastYear - year + 1) / wide) }, (_, at) => {
    const from = pad(year + at * wide, 4), to = pad(year + at * wide + wide - 1, 4);
    return { label: wide > 1 ? `${from}–${to}` : from, first: `${from}-01-01`, last: `${to}-12-31` };
  });
}

const bars = (() => {
  const days = data.statements.flatMap((statement) => statement.days);
  const known = days.flat().filter((day) => day > "0000-12-31" && day < "9999").sort();
  const made = known.length ? periods(known[0], known[known.length - 1]) : [];
  return made;
})();

/** How many of the statements that the other filters leave each bar has, and how many are without a date. */
function countBars() {
  const left = data.statements.filter((statement) => allowed(statement, "time"));
  for (const bar of bars) bar.count = 0;
  for (const { days: times } of left) for (const bar of bars) if (times.some(([first, last]) => first <= bar.last && bar.first <= last)) bar.count += 1;
  return left.filter((statement) => !statement.days.length).length;
}

/** Whether a statement has a day from `since` to `until`; one without a date is shown as long as the reader lets it. */
function inTime({ days }) {
  if (!days.length) return state.undated;
  const since = state.since || "0000", until = state.until || "9999-99";
  return days.some(([first, last]) => first <= until && since <= last);
}

/** First and last bar of the time that is chosen. */
function chosenBars() {
  const from = bars.findIndex((bar) => bar.last >= (state.since || "0000"));
  const after = bars.findIndex((bar) => bar.first > (state.until || "9999-99"));
  const to = after < 0 ? bars.length - 1 : after - 1;
  return [from < 0 ? bars.length - 1 : Math.min(from, Math.max(0, to)), Math.max(0, to)];
}

function chooseBars(from, to) {
  state.since = from > 0 ? bars[from].first : "";
  state.until = to < bars.length - 1 ? bars[to].last : "";
  changed();
}

function timelineBox() {
  const end = (name, label, choose) => {
    const slider = element("input", { type: "range", id: name, min: "0", max: String(Math.max(0, bars.length - 1)), step: "1", "aria-label": label,
      oninput: () => choose(Number(slider.value)) });
    return slider;
  };
  const without = data.statements.filter((statement) => !statement.days.length).length;
  const undated = element("input", { type: "checkbox", id: "undated", onchange: () => { state.undated = undated.checked; changed(); } });
  const box = element("section", { class: "facet", id: "time" },
    element("h2", {}, "Time ", element("button", { type: "button", class: "quiet", "aria-label": "all times", onclick: () => chooseBars(0, bars.length - 1) }, "all")),
    barChart(),
    end("since", "From", (at) => chooseBars(at, Math.max(at, chosenBars()[1]))),
    end("until", "To", (at) => chooseBars(Math.min(at, chosenBars()[0]), at)),
    element("p", { class: "hint", id: "time-text" }),
    without ? element("ul", {}, element("li", {}, element("label", {}, undated, element("span", { class: "text" }, "without a date")),
      element("span", { class: "count", id: "undated-count" }))) : null);
  box.hidden = bars.length < 2;
  return box;
}

/** How many statements every period has; a click takes one period alone. */
function barChart() {
  const wide = 200 / Math.max(1, bars.length);
  const columns = bars.map((bar, at) => {
    const column = svgElement("rect", { x: at * wide + 0.5, width: Math.max(0.5, wide - 1) });
    const all = svgElement("rect", { x: at * wide, y: 0, width: wide, height: 40, class: "whole" });
    const group = svgElement("g", {}, svgElement("title", {}), column, all);
    group.addEventListener("click", () => chooseBars(at, at));
    return group;
  });
  return svgElement("svg", { id: "bars", viewBox: "0 0 200 40", preserveAspectRatio: "none", "aria-hidden": "true" }, ...columns);
}

function syncTimeline() {
  if (!bars.length) return;
  const [from, to] = chosenBars();
  const without = countBars(), most = Math.max(1, ...bars.map((bar) => bar.count));
  [...byId("bars").children].forEach((group, at) => {
    const [title, column] = group.children, height = bars[at].count ? 3 + 37 * Math.sqrt(bars[at].count / most) : 0;
    group.setAttribute("class", at >= from && at <= to ? "in" : "");
    title.textContent = `${bars[at].label}: ${count(bars[at].count, "statement")}`;
    column.setAttribute("y", 40 - height);
    column.setAttribute("height", height);
  });
  if (byId("undated-count")) byId("undated-count").textContent = without.toLocaleString("en");
  for (const [name, at] of [["since", from], ["until", to]]) {
    byId(name).value = String(at);
    byId(name).setAttribute("aria-valuetext", bars[at].label);
  }
  byId("time-text").textContent = from === to ? bars[from].label : `${bars[from].label.split("–")[0]} – ${bars[to].label.split("–").pop()}`;
  if (byId("undated")) byId("undated").checked = state.undated;
}
