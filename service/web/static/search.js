// Search over the newsroom's articles: experts and quotes.

import { $, el, fill, count } from "./dom.js";
import { getJson } from "./api.js";
import { quoteWithAttribution, copyButton } from "./copying.js";
import { timeWords } from "./wording.js";

// What the words are looked for in: the parameter of each call.
const BY = { topic: ["q", "q"], name: ["name", "speaker"], affiliation: ["affiliation", "affiliation"] };
const MOST = 50;

/** Wire the form; `navigate` changes the address. */
export function wireSearch(navigate) {
  $("search-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const words = given.get("q").trim();
    if (words) navigate(`/search?${new URLSearchParams({ q: words, by: given.get("by") })}`);
    else $("search-q").focus();
  });
}

/** Show what is found for an address's query; nothing is asked without any words. */
export async function showSearch(query, signal) {
  const words = query.get("q") ?? "";
  const by = query.get("by") in BY ? query.get("by") : "topic";
  $("search-q").value = words;
  $("search-form").elements.by.value = by;
  $("search-state").textContent = "";
  document.querySelector(".search-results").hidden = true;
  if (words === "") return;
  const address = (path, name) => `${path}?${new URLSearchParams({ [name]: words, limit: MOST })}`;
  const [experts, quotes] = await Promise.all([
    getJson(address("/v1/experts", BY[by][0]), signal),
    getJson(address("/v1/quotes", BY[by][1]), signal),
  ]);
  fill($("experts-list"), experts.data.map(expertItem), experts.data.length === 0 && empty("No expert found. Try fewer or other words."));
  fill($("quotes-list"), quotes.data.map((quote) => el("li", {}, quoteItem(quote))), quotes.data.length === 0 && empty("No quote found. All words must stand in it."));
  document.querySelector(".search-results").hidden = false;
  const more = (page) => (page.next_cursor === null ? "" : "The first ");
  $("search-state").textContent = `${more(experts)}${count(experts.data.length, "expert")}, ${more(quotes).toLowerCase()}${count(quotes.data.length, "quote")}.`;
}

const empty = (text) => el("li", { class: "empty" }, text);

function expertItem(expert) {
  const role = [expert.roles[0], expert.affiliations[0]].filter(Boolean).join(", ");
  return el(
    "li",
    {},
    el("h3", { dir: "auto" }, expert.name),
    role && el("p", { class: "role", dir: "auto" }, role),
    el("p", { class: "from" }, `${count(expert.words_quoted, "word")} quoted in ${count(expert.articles, "article")}`),
    expert.quotes.map((quote) => quoteItem(quote, false)),
  );
}

function quoteItem(quote, named = true) {
  const { article, speaker } = quote;
  const title = article.title ?? "Article without a headline";
  const role = [speaker?.role, speaker?.affiliation].filter(Boolean).join(", ");
  return el(
    "div",
    { class: "found-quote" },
    el("blockquote", { class: quote.kind, dir: "auto" }, quote.text),
    named && el("p", { class: "role", dir: "auto" }, [speaker?.name ?? "Speaker not stated", role].filter(Boolean).join(", ")),
    el(
      "p",
      { class: "from" },
      el("a", { href: `/articles/${encodeURIComponent(article.id)}#${quote.quote_id}`, dir: "auto", "data-view-link": true }, title),
      article.published_at ? `, ${timeWords(article.published_at.slice(0, 10))}` : "",
      " ",
      copyButton("Copy", () => ({ text: quoteWithAttribution(quote, asSource(speaker), article) }), "Quote copied with its attribution.", { class: "link", "aria-label": "Copy this quote with its attribution" }),
    ),
  );
}

/** A found speaker in the shape that results give sources. */
function asSource(speaker) {
  const part = (text) => (text ? { text } : null);
  return speaker && { name: speaker.name, role: part(speaker.role), affiliation: part(speaker.affiliation) };
}
