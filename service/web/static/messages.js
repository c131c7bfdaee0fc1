// Says what went wrong in an editor's words, and what to do about it.

const wait = (problem) => (problem.retryAfter ? `in about ${problem.retryAfter} seconds` : "in a moment");

const WORDS = {
  "unreachable": () => ["The service does not answer", "Check that you are on the newsroom’s network, then try again. Your text is still here."],
  "queue-full": (problem) => ["The service is busy", `Many articles are waiting to be read. Nothing was lost: try again ${wait(problem)}.`],
  "storage-unavailable": (problem) => ["The service is catching its breath", `Its storage does not answer right now. Nothing was accepted: try again ${wait(problem)}.`],
  "storage-full": () => ["The service is full", "No further article can be taken until somebody makes room. Tell whoever runs Quotewire for you."],
  "too-many-requests": (problem) => ["Slow down a little", `This key has asked very often. Try again ${wait(problem)}.`],
  "body-too-large": () => ["The file is too large", "Hand in the text of one article, or a part of it."],
  "article-not-found": () => ["There is no such article", "It was deleted, has expired, or belongs to another newsroom. Hand the text in again to have it read."],
  "job-not-found": () => ["This article is no longer known", "It has expired. Hand the text in again to have it read."],
  "no-result": () => ["This article was not read to the end", "It was stopped, or could not be read. Hand the text in again."],
  "invalid-json": () => ["The file is not an article", "A JSON file must hold one article with a “text”, as the API takes it."],
  "unauthenticated": () => ["A key is needed", "Ask whoever runs Quotewire for an API key, then try again."],
  "insufficient-scope": () => ["This key may not do that", "Ask for a key with the scope that this needs."],
  "internal-error": () => ["Something went wrong on our side", "Try again. If it happens again, tell whoever runs Quotewire, with the time of day."],
};

const ENDS = {
  "unusable-text": "The text cannot be read. Paste it again from its source.",
  "timeout": "Reading took too long. Split the article and hand in the parts.",
};

/** A problem as a title and what to do. */
export function explain(problem) {
  const known = WORDS[problem.slug];
  if (known) return known(problem);
  const fields = problem.errors?.map((error) => error.detail).join(" ");
  return [problem.title || "That did not work", [fields || problem.detail, "Mend it and try again."].filter(Boolean).join(" ")];
}

/** What became of a job that gave no result, as a title and what to do. */
export function explainEnd(job) {
  if (job.state === "canceled") return ["Reading was stopped", "Nothing was kept of the result. Hand the article in again whenever you like."];
  const told = ENDS[job.error?.code] ?? job.error?.message ?? "";
  return ["The article could not be read", `${told} It was tried ${job.attempt} ${job.attempt === 1 ? "time" : "times"}.`.trim()];
}

/** What an editor can do about the text before it is sent; null when nothing is wrong. */
export function checkText(text, most) {
  if (text.trim() === "") return "There is nothing to read yet. Paste an article, drop a file, or try the sample.";
  const characters = codePoints(text);
  if (characters <= most) return null;
  const [has, may] = [characters, most].map((number) => number.toLocaleString("en"));
  return `The text is too long: ${has} characters, and at most ${may} are read at a time. Take out ${(characters - most).toLocaleString("en")}, or hand it in as several parts.`;
}

/** The length of a text in Unicode code points, as the service counts. */
export function codePoints(text) {
  let number = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= 0xd800 && unit <= 0xdbff) {
      const next = text.charCodeAt(index + 1);
      if (next >= 0xdc00 && next <= 0xdfff) {
        number -= 1;
        index += 1;
      }
    }
  }
  return number;
}
