// Speaks to the service. The key, if there is one, lives in this tab's session storage and goes into one header.

const KEY = "quotewire.key";
const URN = "urn:quotewire:problem:";
const POLL = 700; // milliseconds between two looks at a job, where events are not offered
const NO_EVENTS = [405, 406, 429, 503]; // no such stream, or no room for another: look again instead
const FINAL = new Set(["succeeded", "failed", "canceled"]);

/** An answer that is not the one hoped for. `slug` is the last part of the problem's type. */
export class Problem extends Error {
  constructor(slug, { status = 0, title = "", detail = "", errors = [], retryAfter = null, jobId = null } = {}) {
    super(detail || title || slug);
    Object.assign(this, { slug, status, title, detail, errors, retryAfter, jobId });
  }
}

export const key = {
  get: () => sessionStorage.getItem(KEY),
  set: (value) => sessionStorage.setItem(KEY, value),
  forget: () => sessionStorage.removeItem(KEY),
};

let askForKey = async () => null;

/** Who asks the reader for a key: called with true after a wrong one; resolves to a key, or null to give up. */
export function onKeyNeeded(ask) {
  askForKey = ask;
}

/**
 * One request. Resolves to the Response when it is a success; throws a Problem otherwise. Asks for a key where the
 * service wants one, and tries again with it.
 */
export async function request(path, options = {}) {
  for (;;) {
    const sent = key.get();
    const response = await reach(path, options, sent);
    if (response.ok || response.status === 304) return response;
    if (response.status !== 401) throw await problemOf(response);
    key.forget();
    const given = await askForKey(sent !== null);
    if (given === null) throw await problemOf(response);
    key.set(given);
  }
}

async function reach(path, { method = "GET", headers = {}, body, signal } = {}, sent) {
  const all = { ...headers };
  if (sent !== null) all.Authorization = `Bearer ${sent}`;
  try {
    return await fetch(path, { method, headers: all, body, signal, credentials: "same-origin", cache: "no-store" });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem("unreachable");
  }
}

async function problemOf(response) {
  const retry = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
  const base = { status: response.status, retryAfter: Number.isNaN(retry) ? null : retry };
  try {
    const told = await response.json();
    const slug = String(told.type ?? "").startsWith(URN) ? told.type.slice(URN.length) : `status-${response.status}`;
    return new Problem(slug, { ...told, ...base, errors: told.errors ?? [], jobId: told.job_id ?? null });
  } catch {
    return new Problem(`status-${response.status}`, base);
  }
}

/** GET a JSON document. */
export async function getJson(path, signal) {
  return (await request(path, { signal })).json();
}

/** Hand in an article; resolves to its job. */
export async function submit(article) {
  const headers = { "Content-Type": "application/json" };
  return (await request("/v1/articles", { method: "POST", headers, body: JSON.stringify(article) })).json();
}

/** Stop a job that waits or runs. */
export async function cancel(jobId) {
  return (await request(`/v1/jobs/${encodeURIComponent(jobId)}`, { method: "DELETE" })).json();
}

/** Follow a job until it has ended; `report` is called with each state. Resolves to the last one. */
export async function follow(jobId, report, signal) {
  const path = `/v1/jobs/${encodeURIComponent(jobId)}`;
  const last = await listen(`${path}/events`, report, signal);
  return last ?? poll(path, report, signal);
}

/**
 * Server-sent events, read with fetch because EventSource cannot send a key. Resolves to the final job, or to null
 * where the service offers no events or the stream broke off: polling takes over then.
 */
async function listen(path, report, signal) {
  let response;
  try {
    response = await request(path, { headers: { Accept: "text/event-stream" }, signal });
  } catch (error) {
    if (error instanceof Problem && ["unreachable", ...NO_EVENTS].some((sign) => sign === error.slug || sign === error.status)) return null;
    throw error;
  }
  if (!response.headers.get("Content-Type")?.startsWith("text/event-stream")) return null;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let waiting = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return null;
      const events = (waiting + value).split(/\r?\n\r?\n/u);
      waiting = events.pop();
      for (const job of events.map(jobIn).filter(Boolean)) {
        report(job);
        if (FINAL.has(job.state)) return job;
      }
    }
  } catch (error) {
    if (error.name === "AbortError") throw error;
    return null;
  } finally {
    reader.cancel().catch(() => {});
  }
}

function jobIn(event) {
  const lines = event.split(/\r?\n/u).filter((line) => line.startsWith("data:"));
  if (lines.length === 0) return null;
  try {
    const told = JSON.parse(lines.map((line) => line.slice(5).replace(/^ /u, "")).join("\n"));
    return typeof told.state === "string" ? told : null;
  } catch {
    return null;
  }
}

async function poll(path, report, signal) {
  for (;;) {
    const job = await getJson(path, signal);
    report(job);
    if (FINAL.has(job.state)) return job;
    await pause(POLL, signal);
  }
}

function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    }, { once: true });
  });
}
