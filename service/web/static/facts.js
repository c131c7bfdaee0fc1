// The fact table and the list of times.

import { el, fill, hidden, percent, count } from "./dom.js";
import { certaintyWords, figure, timeWords, trendWords } from "./wording.js";
import { copyButton, factBox } from "./copying.js";

const PAGE = 150; // rows made at a time: a long article has thousands
const COLUMNS = [
  { name: "Fact", key: (fact) => fact.start },
  { name: "When", key: (fact) => fact.time?.value ?? "\uffff" },
  { name: "Who says so", key: (fact, view) => sourceName(fact, view) || "\uffff" },
  { name: "Worth checking", key: (fact) => fact.check_worthiness, falling: true },
];

/** Fill the facts tab; most worth checking first, until the reader sorts otherwise. */
export function showFacts(place, view, go) {
  if (view.facts.length === 0) {
    fill(place, el("p", { class: "empty" }, "No fact passes the filters, or the article states none with a figure or a date."));
    return;
  }
  const table = new FactTable(view, go);
  fill(
    place,
    el("p", { class: "panel-tools" }, copyButton("Copy fact box", () => factBox(table.sorted, view), "Fact box copied."), el("span", { class: "hint" }, "in the order shown")),
    table.element,
    table.more,
  );
}

class FactTable {
  constructor(view, go) {
    this.view = view;
    this.go = go;
    this.body = el("tbody", { role: "rowgroup" });
    this.heads = COLUMNS.map((column) => this.#head(column));
    this.element = el(
      "table",
      { class: "facts", role: "table" },
      el("caption", { class: "hidden-text" }, "Facts. The buttons in the first row sort."),
      el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, this.heads)),
      this.body,
    );
    this.more = el("button", { type: "button", class: "more", on: { click: () => this.#addRows() } });
    this.prepareAll = () => { while (this.#left() > 0) this.#addRows(); };
    this.element.prepare = this.prepareAll;
    this.#sort(COLUMNS.length - 1, true);
  }

  #head(column) {
    const at = COLUMNS.indexOf(column);
    const button = el("button", { type: "button", on: { click: () => this.#sortBy(at) } }, column.name, el("span", { class: "arrow", "aria-hidden": "true" }));
    return el("th", { scope: "col", role: "columnheader" }, button);
  }

  #sortBy(at) {
    const now = this.heads[at].getAttribute("aria-sort");
    const falling = now ? now === "ascending" : Boolean(COLUMNS[at].falling);
    this.#sort(at, falling);
  }

  #sort(at, falling) {
    const { key } = COLUMNS[at];
    const sign = falling ? -1 : 1;
    this.sorted = [...this.view.facts].sort((a, b) => {
      const [x, y] = [key(a, this.view), key(b, this.view)];
      return (x < y ? -sign : x > y ? sign : 0) || a.start - b.start;
    });
    this.heads.forEach((head, other) => {
      if (other === at) head.setAttribute("aria-sort", falling ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    this.body.replaceChildren();
    this.#addRows();
  }

  #left() {
    return this.sorted.length - this.body.childElementCount;
  }

  #addRows() {
    const from = this.body.childElementCount;
    this.body.append(...this.sorted.slice(from, from + PAGE).map((fact) => this.#row(fact)));
    this.more.hidden = this.#left() === 0;
    this.more.textContent = `Show ${count(Math.min(PAGE, this.#left()), "more fact")} of ${this.#left()}`;
  }

  #row(fact) {
    const measured = [figure(fact), trendWords(fact.trend)].filter(Boolean).join(", ");
    const about = [fact.subject, fact.place?.text].filter(Boolean).join(" · ");
    return el(
      "tr",
      { id: fact.id, role: "row", data: { fact: fact.id } },
      el(
        "td",
        { role: "cell" },
        el("button", { type: "button", class: "link fact-text", dir: "auto", on: { click: () => this.go("fact", fact.id) } }, fact.text),
        measured && el("span", { class: "detail" }, measured),
        about && el("span", { class: "detail", dir: "auto" }, about),
        el("span", { class: `certainty ${fact.certainty}` }, certaintyWords(fact.certainty)),
      ),
      el("td", { role: "cell", class: "when" }, label("When"), fact.time ? timeWords(fact.time.value) : none()),
      el("td", { role: "cell", class: "who", dir: "auto" }, label("Who says so"), sourceName(fact, this.view) || none("the article")),
      el("td", { role: "cell", class: "worth" }, label("Worth checking"), worth(fact)),
    );
  }
}

const label = (text) => el("span", { class: "cell-label", "aria-hidden": "true" }, text);
const none = (text = "not stated") => el("span", { class: "none" }, text);

function sourceName(fact, view) {
  return view.source(fact.source?.source_id)?.name ?? fact.source?.text ?? "";
}

function worth(fact) {
  const share = fact.check_worthiness;
  return [el("meter", { min: 0, max: 1, value: share, "aria-hidden": "true" }), el("span", {}, percent(share))];
}

/** Fill the times tab. */
export function showTimes(place, view, go) {
  if (view.times.length === 0) {
    fill(place, el("p", { class: "empty" }, "The article names no time."));
    return;
  }
  const made = view.times.slice(0, PAGE * 4).map((time, at) =>
    el(
      "li",
      {},
      el("button", { type: "button", class: "link", dir: "auto", on: { click: () => go("time", `t${at + 1}`) } }, time.text),
      el("span", { class: "detail" }, hidden(": "), timeWords(time.value), time.type === "DATE" ? "" : ` · ${time.type.toLowerCase()}`),
    ),
  );
  const rest = view.times.length - made.length;
  fill(place, el("ol", { class: "times" }, made), rest > 0 && el("p", { class: "hint" }, `${rest} more are marked in the text.`));
}
