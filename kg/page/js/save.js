// Save what is shown: a picture, a table, triples, a link. Everything that came from a document is escaped for its format.

function download(blob, extension, of = data.title) {
  const file = (fold(of).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "graph") + extension;
  const link = element("a", { href: URL.createObjectURL(blob), download: file });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** A cell of CSV (RFC 4180); a leading apostrophe keeps spreadsheets from running text as a formula, wide letters too. */
function csvCell(text) {
  const harmless = /^[\s\p{C}]*[=+\-@＝＋－＠|]|^[\t\r]/u.test(text) ? `'${text}` : text;
  return `"${harmless.replace(/"/g, '""')}"`;
}

function csvText() {
  const rows = tableRows().map(({ cells }) => cells);
  return [COLUMNS, ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n") + "\r\n";
}

/** An IRI as Turtle takes it: what may not stand there is percent-encoded. */
const turtleIri = (iri) => `<${iri.replace(/[\u0000-\u0020<>"{}|^`\\]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`)}>`;

const ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
const turtleText = (text) => `"${text.replace(/["\\\u0000-\u001f\u007f]/g, (char) =>
  ESCAPES[char] || `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`)}"`;

function objectTerm(statement) {
  if (isAct(statement)) return turtleIri(data.properties[statement.property].iri);
  if (statement.object >= 0) return turtleIri(data.entities[statement.object].iri);
  return turtleText(statement.value) + (statement.datatype ? `^^${turtleIri(statement.datatype)}` : "");
}

/** Facts as plain triples; what is not a fact as nodes of its own, so that nobody takes it for one. */
function turtleLines(statement) {
  const subject = turtleIri(data.entities[statement.subject].iri), property = isAct(statement) ? "kg:does" : turtleIri(data.properties[statement.property].iri);
  if (statement.status === "fact") return [`${subject} ${property} ${objectTerm(statement)} .`];
  return statement.claims.map((claim) => {
    const holders = claim.holders.map((holder) => ` ;\n    kg:attributedTo ${turtleIri(data.entities[holder].iri)}`).join("");
    return `${turtleIri(claim.iri)} a kg:Claim, rdf:Statement ;\n    rdf:subject ${subject} ;\n    rdf:predicate ${property} ;\n` +
      `    rdf:object ${objectTerm(statement)} ;\n    kg:polarity "${claim.polarity}" ;\n    kg:modality "${claim.modality}"${holders} .`;
  });
}

function turtleDocument() {
  const entities = [...shown.entities].sort((a, b) => a - b).map((id) => {
    const entity = data.entities[id];
    return `${turtleIri(entity.iri)} a ${turtleIri(data.kinds[entity.kind].iri)} ; rdfs:label ${turtleText(entity.label)} .`;
  });
  const acts = [...new Set(shown.statements.filter(isAct).map((statement) => statement.property))].sort((a, b) => a - b).map((id) =>
    `${turtleIri(data.properties[id].iri)} a kg:Act ; rdfs:label ${turtleText(data.properties[id].label)} .`);
  return [
    `@prefix kg: ${turtleIri(data.kg)} .`,
    "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .",
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .",
    "", ...entities, ...acts, "", ...shown.statements.flatMap(turtleLines), "",
  ].join("\n");
}

const SAVE = {
  png: () => picture().toBlob((blob) => download(blob, ".png"), "image/png"),
  svg: () => download(new Blob([svgText()], { type: "image/svg+xml;charset=utf-8" }), ".svg"),
  csv: () => download(new Blob(["\ufeff", csvText()], { type: "text/csv;charset=utf-8" }), ".csv"),
  ttl: () => download(new Blob([turtleDocument()], { type: "text/turtle;charset=utf-8" }), ".ttl"),
  link: copyLink,
  print: () => window.print(),
};

async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    speak("Link copied.");
  } catch (error) {
    speak(`The browser does not allow copying (${error.name}). Copy the address of the page.`, true);
  }
}

function openSaveMenu(open) {
  byId("save-menu").hidden = !open;
  byId("save-button").setAttribute("aria-expanded", String(open));
  if (open) byId("save-menu").querySelector("button").focus();
}

function startSave() {
  addEventListener("beforeprint", preparePrint);
  addEventListener("afterprint", () => byId("paper").replaceChildren());
  byId("save-button").addEventListener("click", () => openSaveMenu(byId("save-menu").hidden));
  byId("save-menu").addEventListener("click", (event) => {
    const action = SAVE[event.target.dataset.save];
    openSaveMenu(false);
    if (action) action();
  });
  byId("save-menu").addEventListener("keydown", (event) => {
    const items = [...byId("save-menu").querySelectorAll("button")];
    const step = { ArrowDown: 1, ArrowUp: items.length - 1 }[event.key];
    if (step) items[(items.indexOf(document.activeElement) + step) % items.length].focus();
    if (event.key === "Escape") { openSaveMenu(false); byId("save-button").focus(); }
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#save-menu, #save-button")) openSaveMenu(false);
  });
}
