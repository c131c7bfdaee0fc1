// What is known of the one quote or fact that the reader points at: beside the text, on a phone below it.

import { $, el, fill, hidden, percent } from "./dom.js";
import { certaintyWords, figure, quoteLine, roleLine, timeWords, trendWords } from "./wording.js";
import { copyButton, factLine, quoteWithAttribution } from "./copying.js";

/** Show a quote. `go` shows another thing, `close` ends it. */
export function inspectQuote(quote, view, { go, close }) {
  const source = view.source(quote.speaker?.source_id);
  const own = view.quotesBySource.get(source?.id ?? "") ?? [];
  const at = own.findIndex((other) => other.id === quote.id);
  const step = (to, label) =>
    own[to] && el("button", { type: "button", class: "link", on: { click: () => go("quote", own[to].id) } }, label, hidden(` quote of ${source?.name ?? "this group"}`));
  open(
    view.hue(source?.id),
    [source?.name ?? "Speaker not stated", source?.is_expert && el("span", { class: "badge expert" }, "Expert")],
    [
      source && roleLine(source) && el("p", { class: "role", dir: "auto" }, roleLine(source)),
      el("blockquote", { class: quote.kind, dir: "auto" }, quote.text),
      el("p", { class: "quote-line" }, `${quoteLine(quote)} · ${percent(quote.confidence)} sure`),
      el(
        "p",
        { class: "quote-tools" },
        copyButton("Copy quote", () => ({ text: quoteWithAttribution(quote, source, view.result.article) }), "Quote copied with its attribution."),
        step(at - 1, "← Previous"),
        step(at + 1, "Next →"),
      ),
    ],
    close,
  );
}

/** Show a fact. */
export function inspectFact(fact, view, { go, close }) {
  const source = view.source(fact.source?.source_id);
  const rows = [
    ["Figure", [figure(fact), trendWords(fact.trend)].filter(Boolean).join(", ")],
    ["Measures", fact.subject],
    ["When", fact.time && `${timeWords(fact.time.value)} (“${fact.time.text}”)`],
    ["Where", fact.place?.text],
    ["Who says so", source?.name ?? fact.source?.text ?? "the article itself"],
    ["How firmly", certaintyWords(fact.certainty)],
    ["Worth checking", percent(fact.check_worthiness)],
    ["Confidence", percent(fact.confidence)],
  ].filter(([, value]) => value);
  const quoted = view.quotes.find((quote) => quote.id === fact.quote_id);
  open(
    view.hue(source?.id),
    [fact.kind === "quantity" ? "Figure" : fact.kind === "event" ? "Event" : "Claim"],
    [
      el("blockquote", { dir: "auto" }, fact.text),
      el("dl", {}, rows.map(([name, value]) => [el("dt", {}, name), el("dd", { dir: "auto" }, value)])),
      el(
        "p",
        { class: "quote-tools" },
        copyButton("Copy fact", () => ({ text: factLine(fact, source) }), "Fact copied."),
        quoted && el("button", { type: "button", class: "link", on: { click: () => go("quote", quoted.id) } }, "Show the quote it stands in"),
      ),
    ],
    close,
  );
}

function open(hue, title, parts, close) {
  const place = $("inspector");
  place.className = `inspector ${hue}`;
  fill(
    place,
    el("button", { type: "button", class: "close-button", "aria-label": "Close", on: { click: close } }, "×"),
    el("h2", { id: "inspector-title", dir: "auto" }, title),
    parts,
  );
  place.hidden = false;
  place.scrollTop = 0;
}
