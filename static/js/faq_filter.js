// The filter of the questions: those stay in which every word stands, in the question or its answer.

export function start(filter) {
  const input = filter.querySelector("input");
  const status = filter.querySelector("[role=status]");
  const groups = [...document.querySelectorAll(".question-group")];
  const texts = new Map(
    [...document.querySelectorAll(".question-group .answer")].map((answer) => [answer, plain(answer.textContent)]),
  );

  function apply() {
    const words = plain(input.value).split(/\s+/);
    for (const [answer, text] of texts) answer.hidden = !words.every((word) => text.includes(word));
    for (const group of groups) group.hidden = !group.querySelector(".answer:not([hidden])");
    const count = [...texts.keys()].filter((answer) => !answer.hidden).length;
    const given = { count, all: texts.size };
    const said = input.value.trim() ? filter.dataset.count : "";
    status.textContent = said.replace(/\{(\w+)\}/g, (place, name) => given[name] ?? place);
  }

  input.addEventListener("input", apply);
  // What was typed while this was fetched.
  apply();
  // A link to a question must find it.
  addEventListener("hashchange", () => {
    if (!document.querySelector(":target")?.closest("[hidden]")) return;
    input.value = "";
    apply();
    document.querySelector(":target").scrollIntoView();
  });
}

// Returns a text without its accents and in small letters: whoever types "esta" looks for "está" too.
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
