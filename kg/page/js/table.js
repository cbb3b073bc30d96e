// The table: the same statements as the drawing, for sorting, filtering and screen readers.

const COLUMNS = ["Subject", "Relation", "Object", "Standing", "Said by", "Date", "Confidence", "Source", "Sentence"];
const PAGE = 200; // rows shown before "more"
const sorting = { column: -1, up: true };

function rowOf(statement) {
  const items = statement.claims.flatMap((claim) => claim.evidence);
  const sentences = [...new Set(items.map((item) => item.sentence))].map((index) => data.sentences[index]);
  return [
    labelOf(statement.subject), relationOf(statement), objectOf(statement), statement.status, speakersOf(statement).join("; "),
    dateOf(statement), statement.confidence.toFixed(2), statement.sources.map((index) => data.documents[index].title).join("; "), sentences.join(" | "),
  ];
}

/** Rows of what is shown, as the reader has sorted and filtered them. */
function tableRows() {
  const words = fold((byId("table-filter") || { value: "" }).value).split(/\s+/).filter(Boolean);
  const rows = shown.statements.map((statement) => ({ statement, cells: rowOf(statement) }))
    .filter(({ cells }) => { const text = fold(cells.join(" ")); return words.every((word) => text.includes(word)); });
  const { column, up } = sorting;
  if (column >= 0) {
    rows.sort((a, b) => (up ? 1 : -1) * a.cells[column].localeCompare(b.cells[column], "en", { numeric: true }) || a.statement.index - b.statement.index);
  }
  return rows;
}

function drawTable() {
  const section = byId("table");
  section.hidden = !state.table;
  byId("table-button").setAttribute("aria-pressed", String(state.table));
  if (!state.table) return section.replaceChildren();
  if (!byId("table-filter")) {
    section.replaceChildren(
      element("p", { class: "bar" }, element("input", { id: "table-filter", type: "search", placeholder: "Filter rows", "aria-label": "Filter rows", oninput: fillTable }),
        element("span", { id: "table-count" })),
      element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Rows" },
        element("table", {}, element("thead", {}, element("tr", {}, ...COLUMNS.map(headCell))), element("tbody", { id: "rows" })),
        element("button", { type: "button", id: "more-rows", onclick: () => fillRows(tableRows(), byId("rows").rows.length) })));
  }
  return fillTable();
}

function headCell(title, column) {
  return element("th", { scope: "col" }, element("button", { type: "button", class: "quiet", onclick: () => {
    sorting.up = sorting.column === column ? !sorting.up : true;
    sorting.column = column;
    fillTable();
  } }, title));
}

function fillTable() {
  const rows = tableRows();
  byId("rows").replaceChildren();
  byId("table-count").textContent = `${rows.length.toLocaleString("en")} of ${shown.statements.length.toLocaleString("en")} rows`;
  [...byId("table").querySelectorAll("th")].forEach((cell, column) => {
    cell.setAttribute("aria-sort", sorting.column !== column ? "none" : sorting.up ? "ascending" : "descending");
  });
  fillRows(rows, 0);
}

function fillRows(rows, from) {
  byId("rows").append(...rows.slice(from, from + PAGE).map(({ statement, cells }) =>
    element("tr", { class: statement.status, onclick: () => { if (!String(getSelection())) showStatement(statement); } }, ...cells.map((text, column) =>
      element("td", { "data-column": COLUMNS[column] }, column === 1 ? element("button", { type: "button", class: "link" }, name(text)) : name(text))))));
  byId("more-rows").hidden = rows.length <= from + PAGE;
  byId("more-rows").textContent = `${Math.max(0, rows.length - from - PAGE).toLocaleString("en")} more`;
}
