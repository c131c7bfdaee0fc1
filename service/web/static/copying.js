// What goes to the clipboard: a quote with its attribution, a fact box.

import { el, announce } from "./dom.js";
import { certaintyWords, figure, roleLine, timeWords } from "./wording.js";

/** A quote ready for use. Only words that the speaker said verbatim get quote marks. */
export function quoteWithAttribution(quote, source, article) {
  const words = quote.text.replace(/\s+/gu, " ").trim();
  const marked = quote.kind === "direct" && !/^[“"«„‘']/u.test(words) ? `“${words}”` : words;
  const role = source ? roleLine(source) : "";
  const who = [source?.name ?? quote.speaker?.text ?? "speaker not stated", role].filter(Boolean).join(", ");
  const how = { direct: "", indirect: " (in the reporter’s words)", mixed: " (partly in the reporter’s words)" }[quote.kind];
  const from = [article.title && `“${article.title}”`, article.published_at && timeWords(article.published_at.slice(0, 10))];
  const origin = from.filter(Boolean).join(", ");
  return `${marked} — ${who}${how}${origin ? `. From ${origin}` : ""}`;
}

/** One fact as a line: what, when, where, who says so, how firmly. */
export function factLine(fact, source) {
  const known = [
    !/\d/u.test(fact.text) && figure(fact),
    fact.subject,
    fact.time && timeWords(fact.time.value),
    fact.place?.text,
    source ? `source: ${source.name}` : fact.source?.text && `source: ${fact.source.text}`,
    certaintyWords(fact.certainty),
  ].filter(Boolean);
  return `${fact.text.replace(/\s+/gu, " ").trim()} (${known.join("; ")})`;
}

/** A fact box as {text, html}. */
export function factBox(facts, view) {
  const title = view.result.article.title;
  const lines = facts.map((fact) => factLine(fact, view.source(fact.source?.source_id)));
  const heading = title ? `Facts: ${title}` : "Facts";
  const box = el("div", {}, el("p", {}, el("strong", {}, heading)), el("ul", {}, lines.map((line) => el("li", {}, line))));
  return { text: [heading, ...lines.map((line) => `• ${line}`)].join("\n"), html: box.outerHTML };
}

/** Put text (and the same as markup) on the clipboard, and say so. Resolves to whether it worked. */
export async function copy({ text, html }, said) {
  const done = (await modern(text, html)) || old(text, html);
  announce(done ? said : "The browser did not allow copying.");
  return done;
}

async function modern(text, html) {
  if (!navigator.clipboard || !window.isSecureContext) return false;
  try {
    if (html && window.ClipboardItem) {
      const parts = { "text/plain": new Blob([text], { type: "text/plain" }), "text/html": new Blob([html], { type: "text/html" }) };
      await navigator.clipboard.write([new ClipboardItem(parts)]);
    } else {
      await navigator.clipboard.writeText(text);
    }
    return true;
  } catch {
    return false;
  }
}

/** Inside a newsroom the page is often served over plain HTTP, where browsers offer only the old way. */
function old(text, html) {
  const give = (event) => {
    event.preventDefault();
    event.clipboardData.setData("text/plain", text);
    if (html) event.clipboardData.setData("text/html", html);
  };
  document.addEventListener("copy", give);
  try {
    return document.execCommand("copy");
  } finally {
    document.removeEventListener("copy", give);
  }
}

/** A button that copies, and shows that it did. */
export function copyButton(label, make, said, attributes = {}) {
  const button = el("button", { type: "button", ...attributes }, label);
  button.addEventListener("click", async () => {
    const done = await copy(make(), said);
    button.textContent = done ? "Copied" : "Not copied";
    setTimeout(() => { button.textContent = label; }, 1600);
  });
  return button;
}
