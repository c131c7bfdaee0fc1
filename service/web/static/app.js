// The way from an address to what the page shows: "/", "/search?q=…" and "/articles/{id}" are one document.

import { $, el, fill } from "./dom.js";
import { Problem, cancel, follow, getJson } from "./api.js";
import { explain, explainEnd } from "./messages.js";
import { leaveArticle, showArticle, titleOf, wireArticle } from "./article.js";
import { showProgress, showState } from "./progress.js";
import { clearSubmit, remember, showRecent, wireSubmit } from "./submit.js";
import { showSearch, wireSearch } from "./search.js";
import { wireSignIn, showSignOut } from "./signin.js";

const VIEWS = ["home", "progress", "article", "search"];
let current = new AbortController(); // ends what the page does when it shows something else
let routed = ""; // the address that is shown, without its fragment
const drafts = new Map(); // texts handed in here and not yet read, by article id: kept in memory only

function show(name, title, focus) {
  for (const view of VIEWS) $(`view-${view}`).hidden = view !== name;
  document.title = title ? `${title} – Quotewire` : "Quotewire";
  for (const link of document.querySelectorAll(".masthead nav a")) {
    if (link.pathname === location.pathname) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (focus) $(`view-${name}`).querySelector("h1, textarea")?.focus({ preventScroll: true });
}

async function route(moved = true) {
  current.abort();
  current = new AbortController();
  const { signal } = current;
  routed = location.pathname + location.search;
  leaveArticle();
  $("problem").hidden = true;
  if (moved) scrollTo(0, 0);
  const article = /^\/articles\/([^/]+)$/u.exec(location.pathname);
  try {
    if (article) await openArticle(decodeURIComponent(article[1]), signal, moved);
    else if (location.pathname === "/search") {
      show("search", "Search", moved);
      await showSearch(new URLSearchParams(location.search), signal);
    } else {
      showRecent();
      show("home", "", moved);
    }
  } catch (problem) {
    if (!signal.aborted) fail(problem);
  } finally {
    showSignOut();
  }
}

function navigate(path) {
  history.pushState(null, "", path);
  route();
}

async function openArticle(id, signal, focus) {
  const path = `/v1/articles/${encodeURIComponent(id)}?include=text`;
  const result = await getJson(path, signal).catch(async (problem) => {
    if (problem.slug !== "not-ready") throw problem;
    return (await watch(problem.jobId, id, signal, focus)) ? getJson(path, signal) : null;
  });
  if (result === null) return;
  drafts.delete(id);
  const text = result.article.text;
  const title = titleOf(result, text);
  show("article", title, focus);
  showArticle(result, text);
  remember(id, title);
}

/** Follow the job of an article; resolves to it, or to null where it gave no result (which is said then). */
async function watch(jobId, articleId, signal, focus) {
  showProgress(drafts.get(articleId) ?? null);
  show("progress", "Reading", focus);
  $("cancel").onclick = () => cancel(jobId).catch((problem) => {
    if (problem.slug !== "already-ended") fail(problem);
  });
  const job = await follow(jobId, showState, signal);
  if (job.state === "succeeded") return job;
  const text = drafts.get(articleId);
  drafts.delete(articleId);
  show("home", "", false);
  if (text) $("text").value = text;
  tell(explainEnd(job));
  return null;
}

/** Show a problem, with what to do. */
function fail(problem) {
  if (problem.name === "AbortError") return;
  if (!(problem instanceof Problem)) console.error(problem);
  const known = problem instanceof Problem ? problem : new Problem("internal-error");
  if (VIEWS.every((view) => $(`view-${view}`).hidden) || !$("view-progress").hidden) show("home", "", false);
  tell(explain(known), location.pathname !== "/" && el("button", { type: "button", on: { click: () => route() } }, "Try again"));
}

function tell([title, advice], ...actions) {
  fill($("problem"), el("h2", {}, title), el("p", {}, advice), actions);
  $("problem").hidden = false;
  $("problem").scrollIntoView({ block: "nearest" });
}

function followLinks(event) {
  const link = event.target.closest?.("a[data-view-link]");
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  navigate(link.getAttribute("href"));
}

wireSignIn();
wireArticle(fail);
wireSearch(navigate);
wireSubmit((job, text) => {
  drafts.set(job.article_id, text);
  clearSubmit();
  navigate(`/articles/${job.article_id}`);
}, fail);
document.addEventListener("click", followLinks);
addEventListener("popstate", () => {
  if (location.pathname + location.search !== routed) route();
});
route(false);
