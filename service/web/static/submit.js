// Handing in an article: typed, pasted, dropped, chosen, or the sample.

import { $, el, fill } from "./dom.js";
import { getJson, submit } from "./api.js";
import { checkText, codePoints } from "./messages.js";

const RECENT = "quotewire.recent";
const MOST_RECENT = 12;
const KEPT = ["url", "language", "external_id", "metadata"]; // further fields of a JSON article

const HINT = "English news text. Plain text, HTML and JSON files are taken.";

const most = Number(document.documentElement.dataset.maxCharacters);
let further = {};
let asPage = false; // the field holds the source of a web page, whose main text the service finds

/** Wire the form. `read` is called with the job and the text; `fail` shows a problem. */
export function wireSubmit(read, fail) {
  const form = $("submit");
  const send = (article) => handIn(article, read).catch(fail);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (isAcceptable()) send({ ...further, [asPage ? "html" : "text"]: $("text").value, ...described(form) });
  });
  $("text").addEventListener("input", textChanged);
  $("pick").addEventListener("click", () => $("file").click());
  $("file").addEventListener("change", () => takeFile($("file").files[0]).catch(fail));
  for (const button of form.querySelectorAll("[data-sample]")) {
    button.addEventListener("click", async () => {
      try {
        takeArticle(await getJson(`/samples/${encodeURIComponent(button.dataset.sample)}`));
        form.requestSubmit();
      } catch (problem) {
        fail(problem);
      }
    });
  }
  wireDrop($("drop"), fail);
  textChanged();
}

/** The form as it was, for a new article. */
export function clearSubmit() {
  $("submit").reset();
  further = {};
  asPage = false;
  textChanged();
}

/** Remember what was read, in this tab only. */
export function remember(id, title) {
  const kept = recent().filter((other) => other.id !== id);
  sessionStorage.setItem(RECENT, JSON.stringify([{ id, title }, ...kept].slice(0, MOST_RECENT)));
}

/** Show what was read in this tab. */
export function showRecent() {
  const known = recent();
  $("recent").hidden = known.length === 0;
  fill($("recent-list"), known.map(({ id, title }) => el("li", {}, el("a", { href: `/articles/${encodeURIComponent(id)}`, dir: "auto", "data-view-link": true }, title))));
}

function recent() {
  try {
    return JSON.parse(sessionStorage.getItem(RECENT)) ?? [];
  } catch {
    return [];
  }
}

async function handIn(article, read) {
  const button = $("submit").querySelector("[type=submit]");
  button.setAttribute("aria-disabled", "true");
  try {
    read(await submit(article), article.text ?? null);
  } finally {
    button.removeAttribute("aria-disabled");
  }
}

function described(form) {
  const fields = new FormData(form);
  return Object.fromEntries(["title", "published_at"].map((name) => [name, fields.get(name)]).filter(([, value]) => value));
}

function isAcceptable() {
  const wrong = checkText($("text").value, asPage ? Infinity : most);
  showTextError(wrong);
  if (wrong) $("text").focus();
  return wrong === null;
}

function showTextError(wrong) {
  $("text-error").hidden = wrong === null;
  $("text-error").textContent = wrong ?? "";
  if (wrong) $("text").setAttribute("aria-invalid", "true");
  else $("text").removeAttribute("aria-invalid");
}

function textChanged() {
  const text = $("text").value;
  asPage &&= text.includes("<");
  $("text-hint").textContent = asPage ? "The source of a web page: the service finds the article in it." : HINT;
  const characters = codePoints(text);
  $("text-count").textContent = text && !asPage ? `${characters.toLocaleString("en")} of ${most.toLocaleString("en")} characters` : "";
  showTextError(characters > most && !asPage ? checkText(text, most) : null);
}

async function takeFile(file) {
  if (!file) return;
  const text = await file.text();
  const isJson = file.type === "application/json" || /\.json$/iu.test(file.name);
  asPage = file.type === "text/html" || /\.html?$/iu.test(file.name);
  takeArticle(isJson ? parsed(text) : { text: text.replace(/^\uFEFF/u, "") });
  $("file").value = "";
  $("text").focus();
}

function parsed(text) {
  try {
    const article = JSON.parse(text);
    if (typeof article?.text === "string") return article;
  } catch {
    // said below, for both cases
  }
  showTextError("This JSON file is not one article. It needs a “text”, as the API takes it.");
  return { text: "" };
}

function takeArticle(article) {
  const wrong = $("text-error").textContent;
  $("text").value = article.text;
  $("title").value = article.title ?? "";
  $("published").value = (article.published_at ?? "").slice(0, 10);
  further = Object.fromEntries(KEPT.filter((name) => article[name] !== undefined && article[name] !== null).map((name) => [name, article[name]]));
  textChanged();
  if (article.text === "" && wrong) showTextError(wrong);
}

function wireDrop(place, fail) {
  const over = (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    place.classList.add("over");
  };
  place.addEventListener("dragenter", over);
  place.addEventListener("dragover", over);
  place.addEventListener("dragleave", () => place.classList.remove("over"));
  place.addEventListener("drop", (event) => {
    place.classList.remove("over");
    const [file] = event.dataTransfer.files;
    if (!file) return; // dropped text goes into the field by itself
    event.preventDefault();
    takeFile(file).catch(fail);
  });
}
