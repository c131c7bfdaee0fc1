// The page of one article: draws it, lights up what belongs together, filters, hands out copies.

import { $, el, fill, count, announce, reveal, shorten } from "./dom.js";
import { request } from "./api.js";
import { markUp } from "./markup.js";
import { NO_FILTER, View } from "./view.js";
import { showSources, wireTabs } from "./panel.js";
import { showFacts, showTimes } from "./facts.js";
import { inspectFact, inspectQuote } from "./inspector.js";
import { copy } from "./copying.js";
import { timeWords } from "./wording.js";

// What is lit up with a thing, and how it is shown.
const TOGETHER = {
  quote: { quote: "lit", cue: "lit-cue", speaker: "lit-speaker", ref: "lit" },
  fact: { fact: "lit", "time-of": "lit-time", "source-of": "lit-speaker", "place-of": "lit-place" },
};
const LIT = ["lit", "lit-cue", "lit-speaker", "lit-time", "lit-place", "labelled"];
const FILES = {
  json: ["", "application/json", "json"],
  jsonld: ["", "application/ld+json", "jsonld"],
  "csv-quotes": ["/quotes", "text/csv", "quotes.csv"],
  "csv-facts": ["/facts", "text/csv", "facts.csv"],
  "csv-sources": ["/sources", "text/csv", "sources.csv"],
};

let shown = null; // the article on the page

/** Wire what is there once and for all. `fail` shows a problem. */
export function wireArticle(fail) {
  wireTabs(document.querySelector("[role=tablist]"));
  const text = $("text-body");
  text.addEventListener("click", (event) => shown?.clicked(event));
  text.addEventListener("pointermove", (event) => shown?.moved(event));
  text.addEventListener("pointerleave", () => shown?.left());
  text.addEventListener("focusin", (event) => shown?.pointed(event.target));
  text.addEventListener("focusout", () => shown?.light());
  $("view-article").addEventListener("keydown", (event) => {
    if (event.key === "Escape") shown?.close();
  });
  wireFilters();
  wireTools(fail);
  addEventListener("hashchange", () => shown?.fromHash(location.hash));
  addEventListener("beforeprint", () => shown?.unfold());
  addEventListener("afterprint", () => shown?.fold());
}

/** Show a result with its text. */
export function showArticle(result, text) {
  shown = new Shown(result, text);
  const { hash } = location; // drawing forgets what was chosen before
  $("filters").reset();
  showLeast();
  shown.draw(NO_FILTER);
  shown.fromHash(hash);
}

/** The page shows something else. */
export function leaveArticle() {
  shown = null;
}

/** A headline for an article that has none: how it begins. */
export function titleOf(result, text) {
  return result.article.title ?? shorten(text, 72);
}

class Shown {
  constructor(result, text) {
    this.result = result;
    this.text = text;
    this.pinned = null; // the quote or fact that the reader chose, as [kind, id]
    this.lit = [];
    this.over = null; // what the pointer is over
    this.pointer = ""; // and where it is
    this.closed = [];
    this.go = this.go.bind(this);
    this.close = this.close.bind(this);
  }

  draw(filters) {
    this.view = new View(this.result, filters);
    this.lit = [];
    const { paragraphs, index, broken } = markUp(this.text, this.view);
    this.index = index;
    fill($("text-body"), paragraphs, broken && el("p", { class: "aside" }, "The text came without line breaks; those shown here are the page’s own."));
    showSources($("panel-sources"), this.view, this.go);
    showFacts($("panel-facts"), this.view, this.go);
    showTimes($("panel-times"), this.view, this.go);
    this.#head();
    this.#counts(filters);
    this.close();
  }

  #head() {
    const { article, engine, quotes, sources, facts, times } = this.result;
    const from = article.published_at_from === "text" ? " (as the text says)" : "";
    const experts = sources.filter((source) => source.is_expert).length;
    $("article-title").textContent = titleOf(this.result, this.text);
    $("article-title").classList.toggle("untitled", article.title === null);
    fill(
      $("article-meta"),
      [
        article.published_at && `${timeWords(article.published_at.slice(0, 10))}${from}`,
        count(article.words, "word"),
        `read by ${engine.name} ${engine.version}`,
      ].filter(Boolean).join(" · "),
    );
    fill($("article-summary"), `${count(quotes.length, "quote")} · ${count(sources.length, "source")}, ${count(experts, "expert")} · ${count(facts.length, "fact")} · ${count(times.length, "time")}`);
    $("warnings").hidden = this.result.warnings.length === 0;
    fill($("warnings-list"), this.result.warnings.map((warning, at) => this.#warning(warning, at)));
  }

  #warning(warning, at) {
    const show = warning.spans.length > 0 && el("button", { type: "button", class: "link", on: { click: () => this.go("warning", String(at)) } }, "Show in the text");
    return el("li", {}, el("span", { dir: "auto" }, warning.text), " ", show);
  }

  #counts(filters) {
    const { quotes, facts, sources } = this.result;
    const active = filters !== NO_FILTER && (filters.experts || filters.kinds.length < 3 || filters.certainty || filters.least > 0);
    $("filter-state").textContent = active
      ? `Shown: ${this.view.quotes.length} of ${count(quotes.length, "quote")}, ${this.view.facts.length} of ${count(facts.length, "fact")}, ${this.view.sources.length} of ${count(sources.length, "source")}.`
      : "";
    for (const [tab, number] of [["sources", this.view.sources.length], ["facts", this.view.facts.length], ["times", this.view.times.length]]) {
      $(`tab-${tab}`).querySelector(".n").textContent = number.toLocaleString("en");
    }
  }

  /** Light up a thing and what belongs to it; without one, what the reader has chosen. */
  light(kind, id) {
    for (const element of this.lit) element.classList.remove(...LIT);
    this.lit = [];
    const chosen = kind ? [kind, id] : this.pinned;
    if (!chosen) return;
    for (const [name, shape] of Object.entries(TOGETHER[chosen[0]] ?? { [chosen[0]]: "lit" })) {
      this.index.get(`${name}:${chosen[1]}`).forEach((element, at) => this.#lightUp(element, shape, at === 0));
    }
    const row = chosen[0] === "fact" ? $(chosen[1]) : this.#card(chosen);
    if (row) this.#lightUp(row, "lit");
  }

  #lightUp(element, shape, labelled = false) {
    element.classList.add(shape);
    if (labelled) element.classList.add("labelled");
    this.lit.push(element);
  }

  #card([kind, id]) {
    const quote = kind === "quote" ? this.result.quotes.find((other) => other.id === id) : null;
    return quote?.speaker?.source_id ? $(quote.speaker.source_id) : null;
  }

  /** A pointer that rests while the text scrolls below it points at nothing, though browsers say that it moves. */
  moved(event) {
    const at = `${event.clientX} ${event.clientY}`;
    if (event.pointerType === "touch" || at === this.pointer) return;
    this.pointer = at;
    const over = event.target.closest("[data-quote], [data-fact]");
    if (over === this.over) return;
    this.over = over;
    this.pointed(event.target);
  }

  left() {
    this.over = null;
    this.light();
  }

  pointed(target) {
    const found = thingAt(target);
    if (found) this.light(...found);
    else this.light();
  }

  clicked(event) {
    const found = thingAt(event.target);
    if (!found || event.ctrlKey || event.metaKey || event.shiftKey || !getSelection().isCollapsed) return;
    event.preventDefault();
    const byKeyboard = event.detail === 0;
    this.returnTo = event.target.closest("a");
    this.#choose(...found);
    if (byKeyboard) $("inspector").focus();
  }

  /** Show a thing in the text, from the panel or from a link. */
  go(kind, id) {
    const places = this.index.get(`${kind}:${id}`);
    if (kind === "quote" || kind === "fact") this.#choose(kind, id);
    else {
      this.close();
      this.pinned = [kind, id];
      this.light();
    }
    const target = $(`at-${id}`) ?? places[0];
    if (!target) {
      announce("It has no place in the text that is shown.");
      return;
    }
    reveal(places[0] ?? target);
    if (!target.matches("a")) target.tabIndex = -1;
    target.focus({ preventScroll: true });
    this.light();
  }

  #choose(kind, id) {
    const thing = (kind === "quote" ? this.view.quotes : this.view.facts).find((other) => other.id === id);
    if (!thing) return;
    this.pinned = [kind, id];
    this.light();
    (kind === "quote" ? inspectQuote : inspectFact)(thing, this.view, this);
    document.body.classList.add("inspecting");
    history.replaceState(history.state, "", `#${id}`);
  }

  close() {
    const inspector = $("inspector");
    const inside = inspector.contains(document.activeElement);
    inspector.hidden = true;
    document.body.classList.remove("inspecting");
    this.pinned = null;
    this.light();
    if (location.hash) history.replaceState(history.state, "", location.pathname);
    if (inside) this.returnTo?.focus({ preventScroll: true });
  }

  /** A shared link may point at a quote or a fact. */
  fromHash(hash) {
    const id = hash.slice(1);
    if (/^q\d+$/u.test(id)) this.go("quote", id);
    else if (/^f\d+$/u.test(id)) this.go("fact", id);
  }

  unfold() {
    this.closed = [...document.querySelectorAll(".panel details:not([open])")];
    for (const details of this.closed) {
      details.prepare?.();
      details.open = true;
    }
    document.querySelector("table.facts")?.prepare?.();
  }

  fold() {
    for (const details of this.closed) details.open = false;
  }
}

function thingAt(target) {
  const element = target.closest?.("[data-quote], [data-fact]");
  if (!element) return null;
  return element.dataset.fact ? ["fact", element.dataset.fact] : ["quote", element.dataset.quote];
}

function wireFilters() {
  const form = $("filters");
  const toggle = $("filters-toggle");
  let waiting = 0;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    showLeast();
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => shown?.draw(readFilters(form)));
  });
  toggle.addEventListener("click", () => {
    const open = toggle.getAttribute("aria-expanded") !== "true";
    toggle.setAttribute("aria-expanded", String(open));
    form.classList.toggle("unfolded", open);
  });
}

function readFilters(form) {
  const given = new FormData(form);
  return {
    experts: given.has("experts"),
    kinds: given.getAll("kind"),
    certainty: given.get("certainty"),
    least: Number(given.get("confidence")) / 100,
  };
}

function showLeast() {
  const form = $("filters");
  form.elements.least.value = `${form.elements.confidence.value} %`;
}

function wireTools(fail) {
  $("print").addEventListener("click", () => print());
  $("copy-link").addEventListener("click", () => copy({ text: location.href }, "Link copied. It works inside your newsroom."));
  for (const button of document.querySelectorAll("[data-download]")) {
    button.addEventListener("click", () => download(button.dataset.download).catch(fail));
  }
}

/** Fetch a representation from the service (with the key, which a plain link could not send) and save it. */
async function download(kind) {
  const id = shown.result.article.id;
  const [part, type, suffix] = FILES[kind];
  const pages = await allPages(`/v1/articles/${encodeURIComponent(id)}${part}`, type);
  const url = URL.createObjectURL(new Blob(pages, { type }));
  const link = el("a", { href: url, download: `${id}.${suffix}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  announce(`Saved ${link.download}.`);
}

/** Tables come in pages, each with its own first row of names; only the first keeps it. */
async function allPages(address, type) {
  const pages = [];
  let next = type === "text/csv" ? `${address}?limit=1000` : address;
  while (next) {
    const response = await request(next, { headers: { Accept: type } });
    const page = await response.text();
    pages.push(pages.length === 0 ? page : page.slice(page.indexOf("\n") + 1));
    next = /<([^>]+)>;\s*rel="?next"?/u.exec(response.headers.get("Link") ?? "")?.[1];
  }
  return pages;
}
