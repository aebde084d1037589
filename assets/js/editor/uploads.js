// Files on their way to the server, one after the other. Each belongs to a slot of the text and is kept until the page is left, so that
// what failed can be sent again.

// send posts a file and gives what the server stored: {sha256, width, height, url}. It throws words for the person.
async function send(file, { url, role, words }) {
  const data = new FormData();
  if (role) data.append("role", role);
  data.append("file", file, file.name);
  let response;
  try {
    response = await fetch(url, { method: "POST", body: data, headers: { Accept: "application/json" }, credentials: "same-origin" });
  } catch {
    throw new Error(words.offline);
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok || !answer.sha256) throw new Error(answer.message || words.failed);
  return answer;
}

export class Uploads {
  // told hears of every job that changes. A job is {id, file, state: waiting | sending | stored | failed, stored, problem}.
  constructor(options, told) {
    Object.assign(this, { options, told, jobs: new Map(), running: false });
  }

  get(id) {
    return this.jobs.get(id);
  }

  add(id, file, more = {}) {
    const job = { id, file, state: "waiting", stored: null, problem: "", ...more };
    this.jobs.set(id, job);
    this.told(job);
    this.run();
    return job;
  }

  retry(id) {
    const job = this.jobs.get(id);
    if (job?.state !== "failed") return;
    this.set(job, { state: "waiting", problem: "" });
    this.run();
  }

  // count is how many are on their way or were, since the last time that none was: {n, total}.
  count() {
    const batch = [...this.jobs.values()].filter((job) => job.batch === this.batch);
    return { n: batch.filter(({ state }) => state === "stored" || state === "failed").length + 1, total: batch.length };
  }

  async run() {
    const next = () => [...this.jobs.values()].find(({ state }) => state === "waiting");
    this.mark();
    if (this.running) return;
    this.running = true;
    for (let job = next(); job; job = next()) {
      this.set(job, { state: "sending" });
      try {
        const stored = await send(job.file, this.options);
        this.set(job, { state: "stored", stored });
      } catch (error) {
        this.set(job, { state: "failed", problem: error.message });
      }
    }
    this.running = false;
  }

  // mark counts what waits to the batch that is on its way, or to a new one.
  mark() {
    if (!this.running) this.batch = Symbol("batch");
    for (const job of this.jobs.values()) if (job.state === "waiting") job.batch = this.batch;
  }

  set(job, change) {
    Object.assign(job, change);
    this.told(job);
  }
}
