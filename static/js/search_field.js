// The search field as a combobox with a list, after the ARIA Authoring Practices: the focus stays in the field, the
// arrows mark an option, Enter follows it. Without a mark, Enter leads to the page of all results, as without a script.

const MOST_RESULTS = 6;
const WORDS_OF_AN_EXCERPT = 14;

export async function start(form) {
  const { element, fill, open } = await import(form.dataset.engine);
  const input = form.querySelector("[role=combobox]");
  const list = form.querySelector("[role=listbox]");
  const note = element("p", { class: "search__note" });
  const panel = element("div", { class: "search__panel", hidden: "" }, note, list);
  const status = element("p", { class: "search__status", role: "status" });
  form.append(panel, status);
  list.hidden = false;

  const opened = open(form.action, WORDS_OF_AN_EXCERPT);
  let asked = 0;
  let marked = null;

  // Shows what there is to the text in the field; to none, and where nothing is found, the questions asked most.
  async function ask() {
    const turn = ++asked;
    const query = input.value.trim();
    try {
      const { words, questions, find } = await opened;
      const found = query ? await find(query) : { count: 0 };
      const results = found?.count ? await found.take(0, MOST_RESULTS) : [];
      // While that was fetched the visitor may have typed on, or gone.
      if (turn !== asked || !found) return;
      if (results.length) {
        const all = `${form.getAttribute("action")}?${new URLSearchParams({ q: query })}`;
        const last = found.count > MOST_RESULTS ? [option(all, "all", fill(words.all, found))] : [];
        show("", [...results.flatMap((result) => optionsOf(result, words)), ...last], fill(words.count, found));
      } else {
        const nothing = query ? `${fill(words.nothing, { query })} ` : "";
        show(nothing + words.asked, questions.map(({ url, title }) => option(url, "title", title)));
      }
    } catch {
      // The index cannot be fetched: the field still leads to the page that lists everything.
      if (turn === asked) close();
    }
  }

  function optionsOf({ url, title, kind, excerpt, headings }, words) {
    const about = element("span", { class: "search__kind" }, words[kind] ?? "");
    const page = option(url, "title", title, about, element("span", { class: "search__excerpt" }, excerpt));
    return [page, ...headings.map((heading) => option(heading.url, "heading", heading.title))];
  }

  function option(url, part, text, ...more) {
    const title = element("span", { class: `search__${part}` }, text);
    return element("a", { class: "search__option", role: "option", href: url, tabindex: "-1" }, title, ...more);
  }

  function show(said, options, announced = said) {
    mark(null);
    note.textContent = said;
    list.replaceChildren(...options);
    for (const [index, each] of options.entries()) each.id = `page-search-${index}`;
    status.textContent = announced;
    panel.hidden = false;
    panel.scrollTop = 0;
    input.setAttribute("aria-expanded", options.length > 0);
  }

  function close() {
    asked++;
    mark(null);
    panel.hidden = true;
    status.textContent = "";
    input.setAttribute("aria-expanded", false);
  }

  function mark(option) {
    marked?.removeAttribute("aria-selected");
    marked = option;
    marked?.setAttribute("aria-selected", true);
    marked?.scrollIntoView({ block: "nearest" });
    if (marked) input.setAttribute("aria-activedescendant", marked.id);
    else input.removeAttribute("aria-activedescendant");
  }

  const keys = {
    ArrowDown: () => (panel.hidden ? ask() : mark(marked?.nextElementSibling ?? list.firstElementChild)),
    ArrowUp: () => (panel.hidden ? ask() : mark(marked?.previousElementSibling ?? list.lastElementChild)),
    Enter: () => marked.click(),
    Escape: () => (panel.hidden ? (input.value = "") : close()),
  };
  input.addEventListener("keydown", (event) => {
    // While a word is composed, as in Japanese, these keys belong to that.
    if (event.isComposing) return;
    if (keys[event.key] && (event.key !== "Enter" || marked)) {
      event.preventDefault();
      keys[event.key]();
    } else if (event.key === "Tab") close();
    else if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(event.key)) mark(null);
  });
  input.addEventListener("input", ask);
  input.addEventListener("focus", ask);
  // A press on an option must not take the focus from the field, or telephones fold their keyboard and move the list.
  panel.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", () => {
    close();
    input.blur();
  });
  addEventListener("pointerdown", (event) => form.contains(event.target) || close());
  form.addEventListener("focusout", ({ relatedTarget: next }) => next && !form.contains(next) && close());
  if (document.activeElement === input) ask();
}
