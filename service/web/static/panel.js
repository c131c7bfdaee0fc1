// The side panel: source cards, and the three tabs.

import { el, fill, count, percent, hidden } from "./dom.js";
import { roleLine, quoteLine } from "./wording.js";
import { copyButton, quoteWithAttribution } from "./copying.js";

/** Fill the sources tab. `go` shows a thing in the text: go("quote", "q1"), go("mention", "s1"). */
export function showSources(place, view, go) {
  const nameless = view.quotesBySource.get("") ?? [];
  const order = [...view.sources].sort((a, b) => rank(b, view) - rank(a, view));
  fill(
    place,
    order.map((source) => card(source, view, go)),
    nameless.length > 0 && !view.filters.experts && namelessCard(nameless, view, go),
    order.length === 0 && nameless.length === 0 && el("p", { class: "empty" }, "No source passes the filters, or the article names none."),
  );
}

/** Who says most comes first; who is only mentioned last. */
function rank(source, view) {
  return (view.quotesBySource.get(source.id)?.length ?? 0) * 1000 + (view.factsBySource.get(source.id)?.length ?? 0);
}

function card(source, view, go) {
  const quotes = view.quotesBySource.get(source.id) ?? [];
  const facts = view.factsBySource.get(source.id) ?? [];
  const role = roleLine(source);
  return el(
    "article",
    { class: `card ${view.hue(source.id)}`, id: source.id, data: { source: source.id }, "aria-labelledby": `name-${source.id}` },
    el("h2", { id: `name-${source.id}`, dir: "auto" }, source.name),
    role && el("p", { class: "role", dir: "auto" }, role),
    el("p", { class: "badges" }, badges(source)),
    verdict(source, go),
    source.anonymity_reason && el("p", { class: "evidence" }, "Not named: ", evidence("anonymity_reason", source, source.anonymity_reason.text, go)),
    source.aliases.length > 0 && el("p", { class: "aliases", dir: "auto" }, `Also: ${source.aliases.join(", ")}`),
    quotes.length > 0 && quoteList(quotes, source, view, go),
    el(
      "p",
      { class: "card-foot" },
      (facts.length > 0 || quotes.length === 0) && el("span", { class: "counts" }, facts.length > 0 ? count(facts.length, "fact") : "no quote"),
      el("button", { type: "button", class: "link", on: { click: () => go("mention", source.id) } }, "Show in the text", hidden(`: ${source.name}`)),
    ),
  );
}

function badges(source) {
  const category = source.category === "expert" && source.is_expert ? null : source.category;
  return [
    source.is_expert && el("span", { class: "badge expert" }, "Expert"),
    category && category !== "other" && el("span", { class: "badge" }, category),
    source.kind !== "person" && source.kind !== category && el("span", { class: "badge" }, source.kind),
    el("span", { class: "badge" }, source.part),
    el("span", { class: "sure" }, `${percent(source.confidence)} sure`),
  ].filter(Boolean);
}

function verdict(source, go) {
  const reason = source.expert_reason;
  if (!reason) return null;
  const said = source.is_expert ? "Expert" : "Not counted as an expert";
  return el("p", { class: "evidence" }, `${said} (${reason.rule}): `, evidence("expert_reason", source, reason.text, go));
}

function evidence(part, source, words, go) {
  return el("button", { type: "button", class: "link", dir: "auto", on: { click: () => go(part, source.id) } }, `“${words}”`);
}

/** "7 quotes, 156 words (39 % of all quoted)". */
function counts(quotes, source, view) {
  const share = view.wordsQuoted > 0 ? ` (${percent(source.words_quoted / view.wordsQuoted)} of all quoted)` : "";
  return `${count(quotes.length, "quote")}, ${count(source.words_quoted, "word")}${share}`;
}

function namelessCard(quotes, view, go) {
  return el(
    "article",
    { class: "card sx", "aria-labelledby": "name-none" },
    el("h2", { id: "name-none" }, "Speaker not stated"),
    quoteList(quotes, null, view, go),
  );
}

/** A source's quotes; made only when they are opened, so that long articles stay quick. */
function quoteList(quotes, source, view, go) {
  const list = el("ol", { class: "quotes" });
  const details = el("details", {}, el("summary", {}, source ? counts(quotes, source, view) : count(quotes.length, "quote")), list);
  const open = () => {
    if (list.childElementCount === 0) fill(list, quotes.map((quote) => quoteItem(quote, source, view, go)));
  };
  details.addEventListener("toggle", () => details.open && open());
  details.prepare = open; // printing opens them all
  return details;
}

function quoteItem(quote, source, view, go) {
  return el(
    "li",
    {},
    el("blockquote", { class: quote.kind, dir: "auto" }, quote.text),
    el("p", { class: "quote-line" }, `${quoteLine(quote)} · ${percent(quote.confidence)} sure`),
    el(
      "p",
      { class: "quote-tools" },
      el("button", { type: "button", class: "link", on: { click: () => go("quote", quote.id) } }, "Show", hidden(" this quote in the text")),
      copyButton("Copy", () => ({ text: quoteWithAttribution(quote, source, view.result.article) }), "Quote copied with its attribution.", {
        class: "link",
        "aria-label": "Copy this quote with its attribution",
      }),
    ),
  );
}

/** Tabs as the ARIA authoring practices describe them: one stop for the keyboard, arrows between them. */
export function wireTabs(list) {
  const tabs = [...list.querySelectorAll("[role=tab]")];
  const choose = (tab) => {
    for (const other of tabs) {
      const chosen = other === tab;
      other.setAttribute("aria-selected", String(chosen));
      other.tabIndex = chosen ? 0 : -1;
      document.getElementById(other.getAttribute("aria-controls")).hidden = !chosen;
    }
  };
  list.addEventListener("click", (event) => {
    const tab = event.target.closest("[role=tab]");
    if (tab) choose(tab);
  });
  list.addEventListener("keydown", (event) => {
    const at = tabs.indexOf(document.activeElement);
    const forward = getComputedStyle(list).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const to = { [forward]: at + 1, [forward === "ArrowRight" ? "ArrowLeft" : "ArrowRight"]: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const tab = tabs[(to + tabs.length) % tabs.length];
    choose(tab);
    tab.focus();
  });
  return choose;
}
