"use strict";
// Marks the quotations of a text area by what the index says of them. The offsets are asked for in
// UTF-16 code units, which JavaScript counts in. Text from the service is only ever set as text.

const CLASS_OF = {
  attested_verbatim: "good",
  attested_in_translation: "good",
  not_in_index: "none",
  too_short_to_tell: "none",
};
const draft = document.getElementById("draft");
const marks = document.getElementById("marks");
const results = document.getElementById("results");
const statusLine = document.getElementById("status");

async function check(text, key) {
  const headers = { "Content-Type": "application/json" };
  if (key) headers.Authorization = `Bearer ${key}`;
  const answer = await fetch("/v1/drafts/check?offsets=utf16", {
    method: "POST",
    headers,
    body: JSON.stringify({ text }),
  });
  const found = await answer.json();
  if (!answer.ok) throw new Error([found.detail, ...found.errors.map((e) => e.remedy)].join(" "));
  return found;
}

function classOf(outcome) {
  return CLASS_OF[outcome] ?? "care";
}

function words(outcome) {
  return outcome.replaceAll("_", " ");
}

function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function showMarks(text, mentions) {
  marks.replaceChildren();
  let at = 0;
  for (const { selector, attestation } of mentions) {
    if (selector.start < at) continue; // one quotation inside another
    marks.append(text.slice(at, selector.start));
    marks.append(element("mark", selector.exact, classOf(attestation.outcome)));
    at = selector.end;
  }
  marks.append(text.slice(at), "\n");
  marks.scrollTop = draft.scrollTop;
}

function carriers(sources) {
  const line = element("div", "Carried by ");
  const first = new Map(sources.map((source) => [source.outlet.name, source]).reverse());
  [...first.values()].reverse().forEach(({ outlet, url, published_at: at }, index) => {
    const link = element("a", at ? `${outlet.name}, ${at.slice(0, 10)}` : outlet.name);
    if (/^https?:/.test(url)) link.href = url;
    link.rel = "noopener noreferrer";
    line.append(index ? "; " : "", link);
  });
  return line;
}

function showResult({ selector, attestation }) {
  const item = document.createElement("li");
  item.append(element("q", selector.exact), document.createElement("br"));
  const outcome = attestation.outcome;
  item.append(element("span", words(outcome), `outcome ${classOf(outcome)}`));
  if (outcome === "attested_other_speaker") {
    item.append(element("div", `Attested for ${attestation.attested_speakers.join(", ")}`, "alarm"));
  }
  for (const stretch of attestation.splice) {
    item.append(element("div", `Joined: “${stretch.exact}”`, "alarm"));
  }
  const best = attestation.evidence[0];
  if (best) {
    for (const { kind, a, b } of best.alarms) {
      const change = `${a ? `“${a.exact}”` : "nothing"} → ${b ? `“${b.exact}”` : "nothing"}`;
      item.append(element("div", `May mislead (${kind}): ${change}`, "alarm"));
    }
    item.append(element("div", `Attested: “${best.wording.text}”`));
    item.append(carriers(best.sources));
  }
  return item;
}

function count(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

document.getElementById("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = draft.value;
  statusLine.textContent = "Checking …";
  try {
    const { mentions, coverage } = await check(text, document.getElementById("key").value);
    if (draft.value === text) showMarks(text, mentions);
    results.replaceChildren(...mentions.map(showResult));
    statusLine.textContent =
      `${count(mentions.length, "quotation")} checked against ${count(coverage.articles, "article")}.`;
  } catch (error) {
    marks.replaceChildren();
    results.replaceChildren();
    statusLine.textContent = error.message;
  }
});
draft.addEventListener("input", () => marks.replaceChildren());
draft.addEventListener("scroll", () => { marks.scrollTop = draft.scrollTop; });
