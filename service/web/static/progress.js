// While an article is being read: the stages, and the text that is read.

import { $, el, fill, announce } from "./dom.js";
import { paragraphs } from "./blocks.js";

const STAGES = [
  ["queued", "Waiting its turn"],
  ["normalise", "Preparing the text"],
  ["segment", "Finding paragraphs and captions"],
  ["read", "Reading"],
  ["quotes", "Quotes"],
  ["sources", "Who said them"],
  ["facts", "Facts and times"],
  ["assemble", "Putting it together"],
];

/** Start the view; `text` is the article where this tab has it, else null. */
export function showProgress(text) {
  fill($("stages"), STAGES.map(([name, label]) => el("li", { data: { stage: name } }, el("span", {}, label), el("span", { class: "stage-note" }))));
  fill($("draft"), text === null ? [] : paragraphs(text).map(({ start, end, heading }) => el("p", { dir: "auto", class: heading ? "subhead" : null }, text.slice(start, end))));
  $("progress-bar").value = 0;
  mark("queued");
}

/** Show a state of the job. */
export function showState(job) {
  const stage = job.state === "queued" ? "queued" : (job.progress.stage ?? "normalise");
  $("progress-bar").value = job.state === "succeeded" ? 1 : job.progress.share;
  mark(job.state === "succeeded" ? "done" : stage);
  const ahead = job.position > 0 ? `${job.position} ahead` : "";
  const again = job.attempt > 1 ? `attempt ${job.attempt}` : "";
  document.querySelector("#stages [data-stage=queued] .stage-note").textContent = [ahead, again].filter(Boolean).join(", ");
}

function mark(stage) {
  const items = [...$("stages").children];
  const at = stage === "done" ? items.length : items.findIndex((item) => item.dataset.stage === stage);
  items.forEach((item, position) => {
    const now = position === at;
    if (now && item.getAttribute("aria-current") !== "step") announce(item.firstChild.textContent);
    item.classList.toggle("past", at >= 0 && position < at);
    if (now) item.setAttribute("aria-current", "step");
    else item.removeAttribute("aria-current");
  });
}
