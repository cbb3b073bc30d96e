// All that is known of one entity on one page: for print (HTML) and for documents (Markdown). Made of what the filters leave.

function dossierOf(id) {
  const entity = data.entities[id];
  const own = about[id].filter((one) => allowed(one)), said = saidBy[id].filter((one) => allowed(one));
  const all = [...new Set([...own, ...said])];
  const roles = own.filter((one) => one.status === "fact" && one.object < 0 && !isAct(one));
  const rest = own.filter((one) => !roles.includes(one));
  const sources = [...new Set(all.flatMap((one) => one.sources))].sort((a, b) => a - b).map((at) => data.documents[at]);
  const timeline = all.filter((one) => one.days.length).sort((a, b) => firstDay(a).localeCompare(firstDay(b)) || a.index - b.index);
  const left = new Set([...about[id], ...saidBy[id]]).size - all.length;
  return {
    title: entity.label, kind: data.kinds[entity.kind].label, aliases: entity.aliases, links: entity.links, left,
    parts: [
      ["Roles and descriptions", roles.map((one) => dossierRow(one))],
      ["Facts about it", rest.filter((one) => one.status === "fact").map((one) => dossierRow(one))],
      ["Claims about it, which are no facts", rest.filter((one) => one.status !== "fact").map((one) => dossierRow(one))],
      ["What it says", said.map((one) => dossierRow(one))],
      ["Timeline", timeline.map((one) => ({ ...dossierRow(one), quotes: [] }))],
      ["Sources", sources.map((row) => ({ text: [row.title, row.publisher, row.published.slice(0, 10)].filter(Boolean).join(", "), url: row.url, note: "", quotes: [] }))],
    ].filter(([, rows]) => rows.length),
  };
}

function dossierRow(statement) {
  const said = speakersOf(statement), how = howSaid(statement);
  const time = statement.days.length ? spanText([...statement.days].sort((a, b) => a[0].localeCompare(b[0]))[0]) : "";
  return {
    text: [labelOf(statement.subject), relationOf(statement), objectOf(statement)].filter(Boolean).join(" "),
    note: [statement.status === "fact" ? "" : statement.status, time, said.length ? `said by ${said.join(", ")}${how ? ` (${how})` : ""}` : ""].filter(Boolean).join("; "),
    url: "",
    quotes: [...new Set(statement.claims.flatMap((claim) => claim.evidence.map((item) => `${data.sentences[item.sentence]} (${data.documents[item.document].title})`)))],
  };
}

const leftText = (left) => (left ? `${count(left, "statement")} more ${left === 1 ? "is" : "are"} hidden by the filters.` : "");

/** Text that no Markdown program takes for anything else. */
const markdownText = (text) => text.replace(/\s+/g, " ").replace(/[\\`*_{}[\]()#+\-.!|<>~&=:$^"']/g, "\\$&");

function dossierMarkdown(id) {
  const { title, kind, aliases, links, left, parts } = dossierOf(id);
  const plain = (url) => (/^https?:\/\/[^\s<>]+$/i.test(url) ? ` <${url}>` : "");
  return [
    `# ${markdownText(title)}`, "",
    `${markdownText(kind)}${aliases.length ? `, also ${aliases.map(markdownText).join(", ")}` : ""}${links.map(plain).join("")}`, "",
    ...parts.flatMap(([heading, rows]) => [`## ${heading}`, "", ...rows.flatMap(({ text, note, url, quotes }) => [
      `- ${markdownText(text)}${note ? ` (${markdownText(note)})` : ""}${plain(url)}`, ...quotes.map((quote) => `  > ${markdownText(quote)}`),
    ]), ""]),
    leftText(left), `From: ${markdownText(data.title)}`, "",
  ].join("\n");
}

const PAPER = "body{font:12pt/1.45 Georgia,serif;max-width:44em;margin:2em auto;padding:0 1em;color:#1a1d21}h1{margin:0}h2{font-size:14pt;border-bottom:1px solid #bbb;margin:1.4em 0 .4em}li{margin:.3em 0}blockquote{margin:.2em 0 .2em 1em;color:#444;font-size:10.5pt}small{color:#666}@media print{body{margin:0}li{break-inside:avoid}}";

/** The dossier as a page of its own, without a script. */
function dossierHtml(id) {
  const { title, kind, aliases, left, parts } = dossierOf(id);
  const made = document.implementation.createHTMLDocument(title);
  const policy = made.createElement("meta");
  policy.setAttribute("http-equiv", "Content-Security-Policy");
  policy.setAttribute("content", "default-src 'none'; style-src 'unsafe-inline'");
  const letters = made.createElement("meta");
  letters.setAttribute("charset", "utf-8");
  made.head.prepend(letters, policy);
  const row = ({ text, note, url, quotes }) => element("li", {}, outLink(url, text), note ? element("small", {}, ` (${note})`) : "", ...quotes.map((quote) => element("blockquote", {}, quote)));
  made.body.append(element("h1", {}, title), element("p", {}, [kind, aliases.length ? `also ${aliases.join(", ")}` : ""].filter(Boolean).join(", ")),
    ...parts.flatMap(([heading, rows]) => [element("h2", {}, heading), element("ul", {}, ...rows.map(row))]),
    element("p", {}, element("small", {}, `${leftText(left)} From: ${data.title}`)));
  const text = new XMLSerializer().serializeToString(made.documentElement);
  return `<!DOCTYPE html>\n${text.replace("</head>", `<style>${PAPER}</style></head>`)}\n`; // an element would be styled by this page's policy
}

function saveDossier(id, kind) {
  const file = labelOf(id);
  if (kind === "md") download(new Blob([dossierMarkdown(id)], { type: "text/markdown;charset=utf-8" }), ".md", file);
  else download(new Blob([dossierHtml(id)], { type: "text/html;charset=utf-8" }), ".html", file);
}
