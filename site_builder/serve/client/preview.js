// The preview in the browser: it keeps the open page as its files are, and shows the writer what is to be mended.
//
// Nothing of it is in the site: the preview's server puts one <script> into every page that it serves. All that is
// drawn stands in one element with a shadow tree behind the body, so that page and preview never touch each other.

(() => {
  "use strict";

  const NOTES = "/-preview/notes.json?path=";
  const STYLES = "/-preview/preview.css";
  const WIDE = matchMedia("(min-width: 80rem)");
  const CALM = matchMedia("(prefers-reduced-motion: reduce)");

  // ---------------------------------------------------------------------------------------------- small helpers

  // Returns an element: h("p", {class: "a", hidden: false}, "text", child).
  function h(name, given = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(given)) {
      if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else if (value === true) element.setAttribute(key, "");
      else if (value !== false && value != null) element.setAttribute(key, value);
    }
    fill(element, ...children);
    return element;
  }

  function fill(element, ...children) {
    element.replaceChildren(...children.filter((child) => child != null && child !== ""));
  }

  // Returns a text in parts: what stands between backticks is to be typed as it is.
  function words(text) {
    return text.split("`").map((part, at) => (at % 2 ? h("code", {}, part) : part));
  }

  function button(label, name, onclick, given = {}) {
    return h("button", { type: "button", class: "button", "data-name": name, onclick, ...given }, label);
  }

  function count(number, one, many = `${one}s`) {
    return `${number} ${number === 1 ? one : many}`;
  }

  // What is remembered for this tab, or for good; a browser that keeps nothing begins anew with each page.
  function remembered(store, key) {
    try {
      return window[store].getItem(`preview-${key}`) === "yes";
    } catch {
      return false;
    }
  }

  function remember(store, key, yes) {
    try {
      if (yes) window[store].setItem(`preview-${key}`, "yes");
      else window[store].removeItem(`preview-${key}`);
    } catch {}
  }

  // ------------------------------------------------------------------------------------- the page, kept up to date

  // The page is compared as it was served before with how it is served now, and only what differs is changed in the
  // document: what a script or the reader has changed since (an open answer, a typed word) stays as it is.

  class Stale extends Error {}

  // Before other scripts have changed anything: this one runs as soon as the page is read.
  let was = { identity: identity(document), served: served(document), body: document.body.cloneNode(true) };
  let working = null;
  let again = null;

  // Fetches the page and shows it. While it does so, further calls come to one more at the end.
  function update(restyled = false) {
    if (working) {
      again = { restyled: restyled || Boolean(again?.restyled) };
      return working;
    }
    working = show(restyled).finally(() => {
      working = null;
      const next = again;
      again = null;
      if (next) update(next.restyled);
    });
    return working;
  }

  async function show(restyled) {
    let answer;
    try {
      answer = await fetch(location.href, { cache: "no-store", headers: { Accept: "text/html" } });
      if (!/^text\/html\b/.test(answer.headers.get("Content-Type") ?? "")) return;
    } catch {
      return; // The server has gone; the socket says so.
    }
    if (answer.redirected && answer.url !== location.href.split("#")[0]) return location.replace(answer.url);
    const now = new DOMParser().parseFromString(await answer.text(), "text/html");
    try {
      if (was.identity !== identity(now)) throw new Stale();
      await restyle(now, restyled);
      document.title = now.title;
      patch(document.body, was.body, now.body);
      was = { identity: identity(now), served: served(now), body: now.body };
    } catch (error) {
      if (!(error instanceof Stale)) console.error(error);
      location.reload();
      return;
    }
    place();
    await annotate();
  }

  // Returns what a page runs, and under which policy: where that is another, the page must begin anew.
  function identity(page) {
    const scripts = [...page.querySelectorAll("script")].filter((each) => !/json/.test(each.type));
    const policy = page.querySelector("meta[http-equiv=Content-Security-Policy]")?.content ?? "";
    return JSON.stringify([
      page.documentElement.lang,
      page.documentElement.dir,
      // Scripts are compared below, and styles are exchanged in place. Data for search engines has a digest here too.
      policy.replace(/'sha256-[^']*'/g, ""),
      scripts.map((each) => [each.type, each.getAttribute("src"), each.text]),
    ]);
  }

  // Returns of which build a page is, as the server has written it there.
  function served(page) {
    return page.querySelector("script[data-served]")?.dataset.served;
  }

  // Makes `live` what `after` is, given that it was made from `before`.
  function patch(live, before, after) {
    if (before.isEqualNode(after) || /^(LINK|STYLE)$/.test(before.nodeName)) return;
    if (before.nodeName !== after.nodeName || live.nodeName !== before.nodeName) {
      live.replaceWith(imported(after));
      return;
    }
    if (before.nodeType !== Node.ELEMENT_NODE) {
      live.data = after.data;
      return;
    }
    patchAttributes(live, before, after);
    patchChildren(live, [...before.childNodes], [...after.childNodes]);
  }

  function patchAttributes(live, before, after) {
    for (const { name, value } of after.attributes) {
      if (before.getAttribute(name) === value || (name === "open" && live.nodeName === "DETAILS")) continue;
      if (name.startsWith("data-script")) throw new Stale();
      live.setAttribute(name, value);
    }
    for (const { name } of before.attributes) {
      if (!after.hasAttribute(name) && name !== "open") live.removeAttribute(name);
    }
  }

  function patchChildren(parent, before, after) {
    const live = [...parent.childNodes];
    // A script has put something in here, or taken it out: nobody can tell what belongs to what.
    if (live.length !== before.length) throw new Stale();
    const shorter = Math.min(before.length, after.length);
    let head = 0;
    while (head < shorter && before[head].isEqualNode(after[head])) head += 1;
    let tail = 0;
    while (tail < shorter - head && before.at(-1 - tail).isEqualNode(after.at(-1 - tail))) tail += 1;
    const shared = shorter - tail;
    for (let at = head; at < shared; at += 1) patch(live[at], before[at], after[at]);
    for (const gone of live.slice(shared, live.length - tail)) gone.remove();
    const next = tail ? live.at(-tail) : null;
    for (const fresh of after.slice(shared, after.length - tail)) parent.insertBefore(imported(fresh), next);
  }

  function imported(node) {
    // What is put in later runs no script.
    const active = "script:not([type*=json]), [data-script]";
    if (node.nodeType === Node.ELEMENT_NODE && (node.matches(active) || node.querySelector(active))) throw new Stale();
    return document.importNode(node, true);
  }

  // Gives the document the styles of `now`. The old ones stay until the new ones are there, so that nothing flickers.
  async function restyle(now, all) {
    const [links, fresh] = [document, now].map((page) => [...page.querySelectorAll("link[rel~=stylesheet]")]);
    const [styles, texts] = [document, now].map((page) => [...page.querySelectorAll("style")]);
    if (links.length !== fresh.length || styles.length !== texts.length) throw new Stale();
    styles.forEach((style, at) => rewrite(style.sheet, texts[at].textContent));
    await Promise.all(links.map((link, at) => exchange(link, fresh[at].getAttribute("href"), all)));
  }

  // The policy of the page knows its first styles by their digest, and allows no others as an element; the rules of the
  // sheet may be changed one by one.
  const written = new WeakMap();
  function rewrite(sheet, text) {
    const owner = sheet.ownerNode;
    if ((written.get(owner) ?? owner.textContent) === text) return;
    written.set(owner, text);
    const parsed = new CSSStyleSheet();
    parsed.replaceSync(text);
    while (sheet.cssRules.length) sheet.deleteRule(0);
    [...parsed.cssRules].forEach((rule, at) => sheet.insertRule(rule.cssText, at));
  }

  function exchange(link, href, all) {
    const [path, other] = [link.getAttribute("href"), href].map((each) => each.split("?")[0]);
    if (!all && path === other) return null;
    const fresh = link.cloneNode();
    fresh.href = path === other ? `${href.split("?")[0]}?${Date.now()}` : href;
    return new Promise((done) => {
      fresh.onload = fresh.onerror = ({ type }) => {
        (type === "load" ? link : fresh).remove();
        done();
      };
      link.after(fresh);
    });
  }

  // --------------------------------------------------------------------------------------- the line to the server

  let isRunning = null;
  let wait = 250;

  function connect() {
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/livereload`);
    const send = (message) => socket.send(JSON.stringify(message));
    socket.onopen = () => {
      const protocols = ["http://livereload.com/protocols/official-7"];
      send({ command: "hello", protocols, ver: "4.0.0", ext: "preview", extver: "1", snipver: "1" });
      send({ command: "info", plugins: {}, url: location.href, served: was.served });
      const wasAway = isRunning === false;
      isRunning = true;
      wait = 250;
      drawDock();
      if (wasAway) {
        say("The preview is running again.");
        update(true);
      }
    };
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      if (message.command === "notes") annotate();
      if (message.command === "reload") update(/\.css$/.test(message.path ?? ""));
    };
    socket.onclose = () => {
      if (isRunning !== false) say("The preview is not running.");
      isRunning = false;
      drawDock();
      setTimeout(connect, wait);
      wait = Math.min(wait * 2, 5000);
    };
  }

  // ------------------------------------------------------------------------------------------------ what is drawn

  // Its words are English, whatever the language of the page.
  const host = h("site-preview", { lang: "en", dir: "ltr" });
  const root = host.attachShadow({ mode: "open" });
  const parts = {
    ribbon: h("section", { class: "ribbon", "aria-label": "Why only you see this page", hidden: true }),
    marks: h("section", { class: "marks", "aria-label": "Findings in the text", hidden: true }),
    margin: h("section", { class: "margin", "aria-label": "Notes for the writer", tabindex: "-1", hidden: true }),
    overlay: h("section", { class: "overlay", "aria-label": "Problems to mend", tabindex: "-1", hidden: true }),
    status: h("p", { class: "unseen", role: "status" }),
    dock: h("div", { class: "dock__buttons" }),
  };

  let notes = { problems: [], left_out: 0, ribbon: null, margin: null, is_current: true };
  let isFolded = remembered("sessionStorage", "folded");
  let isMarginFolded = remembered("localStorage", "margin-folded");
  let isDrawerOpen = false;

  function start() {
    const styles = h("link", { rel: "stylesheet", href: STYLES });
    host.style.display = "none";
    // Without its styles it would only be in the way.
    styles.addEventListener("load", () => {
      host.style.removeProperty("display");
      place();
    });
    const dock = h("section", { class: "dock", "aria-label": "Preview" }, parts.status, parts.dock);
    root.append(styles, parts.ribbon, parts.marks, parts.margin, parts.overlay, dock);
    document.documentElement.append(host);
    addEventListener("keydown", onKey);
    addEventListener("resize", makeRoom);
    addEventListener("resize", place);
    addEventListener("toggle", place, true);
    addEventListener("pageshow", ({ persisted }) => persisted && update());
    WIDE.addEventListener("change", drawAll);
    new ResizeObserver(place).observe(document.body);
    for (const part of [parts.ribbon, parts.overlay]) new ResizeObserver(makeRoom).observe(part);
    drawDock();
    annotate();
    connect();
  }

  // Asks what there is to say of this page, and draws it.
  let asked = 0;
  async function annotate() {
    const number = ++asked;
    try {
      const answer = await fetch(NOTES + encodeURIComponent(location.pathname), { cache: "no-store" });
      const told = await answer.json();
      if (number !== asked) return;
      announce(told);
      notes = told;
    } catch {
      return; // The next message brings the next chance.
    }
    drawAll();
  }

  function key(finding) {
    return [finding.file, finding.rule, finding.message].join("\n");
  }

  // Tells a screen reader what is new, and nothing else.
  function announce(told) {
    const known = new Set(notes.problems.map(key));
    const fresh = told.problems.filter((each) => !known.has(key(each)));
    if (fresh.length) {
      const first = `${fresh[0].message} In ${fresh[0].file}, line ${fresh[0].line}.`;
      say(`${count(total(told), "problem")} to mend. ${first}`);
    } else if (notes.problems.length && !told.problems.length) {
      say("All problems are mended.");
      fold(false);
    }
  }

  function total({ problems, left_out: more }) {
    return problems.length + more;
  }

  let saying = 0;
  function say(words) {
    // The same words twice must be two changes, and a region says nothing that was there when it came.
    parts.status.textContent = "";
    clearTimeout(saying);
    saying = setTimeout(() => {
      parts.status.textContent = words;
    }, 100);
  }

  function drawAll() {
    keepFocus(() => {
      drawRibbon();
      drawOverlay();
      drawMargin();
      drawMarks();
      drawDock();
    });
    makeRoom();
    place();
  }

  // What has the focus is found again after it was drawn anew.
  function keepFocus(draw) {
    const name = root.activeElement?.dataset.name;
    draw();
    if (!name || root.activeElement) return;
    const found = [...root.querySelectorAll("[data-name]")].find((each) => each.dataset.name === name);
    (found ?? parts.dock.querySelector("button"))?.focus({ preventScroll: true });
  }

  // Draws a part only when what it shows is new: so an open note stays open, and whoever reads is not disturbed.
  const drawn = new Map();
  function draws(part, value) {
    const text = JSON.stringify(value);
    if (drawn.get(part) === text) return false;
    drawn.set(part, text);
    return true;
  }

  function drawRibbon() {
    const { ribbon } = notes;
    parts.ribbon.hidden = !ribbon;
    if (!ribbon || !draws("ribbon", ribbon)) return;
    parts.ribbon.dataset.kind = ribbon.kind;
    parts.ribbon.replaceChildren(h("strong", {}, ribbon.title), " ", h("span", {}, ribbon.words));
  }

  // ------------------------------------------------------------------------------------------------- the overlay

  function drawOverlay() {
    const { problems, left_out: more } = notes;
    parts.overlay.hidden = !problems.length || isFolded;
    if (!draws("overlay", [problems, more, notes.is_current])) return;
    const isOfDraft = problems.every(({ severity }) => severity !== "error");
    const until = isOfDraft ? "Until this is mended, this draft cannot go out." : "Until this is mended, nothing new goes out.";
    const behind = notes.is_current ? until : "Behind this you see the page as it last worked.";
    fill(
      parts.overlay,
      h(
        "div",
        { class: "overlay__head" },
        h("h2", {}, `${count(total(notes), "problem")} to mend`),
        h("p", { class: "quiet" }, behind),
        button("Fold away", "fold", () => fold(true)),
      ),
      h("ol", { class: "problems" }, ...problems.map((each) => h("li", { class: "problem" }, ...inFull(each)))),
      more ? h("p", { class: "quiet" }, `${count(more, "more problem")} will be shown once these are mended.`) : null,
    );
  }

  // Everything there is to say of a problem.
  function inFull(finding) {
    return [
      h("h3", {}, ...words(finding.message)),
      h("p", { class: "quiet where" }, `${finding.file}${where(finding, ", line ")}`),
      finding.excerpt ? excerpt(finding) : null,
      finding.hint ? h("p", {}, h("b", {}, "What to do:"), " ", ...words(finding.hint)) : null,
      finding.why ? h("p", {}, h("b", {}, "Why it matters:"), " ", ...words(finding.why)) : null,
      links(finding, "overlay"),
    ];
  }

  // Returns the line behind some words, nothing for what concerns a whole file.
  function where({ line, column }, before) {
    return line === 1 && column === 1 ? "" : `${before}${line}`;
  }

  function excerpt({ line, excerpt: { before, at, after } }) {
    const meant = h("mark", { class: "caret" }, at || " ");
    const number = h("span", { class: "number", "aria-hidden": "true" }, String(line));
    return h("pre", { class: "excerpt", dir: "auto" }, number, h("code", {}, before, meant, after));
  }

  function links(finding, part) {
    const name = `${part} ${key(finding)}`;
    return h(
      "p",
      { class: "links" },
      finding.browser
        ? h("a", { href: finding.browser, target: "_blank", "data-name": `${name} form` }, "Open in the browser editor")
        : null,
      h("a", { href: finding.local, "data-name": `${name} local` }, "Open in VS Code"),
    );
  }

  // Folds the overlay away, or opens it.
  function fold(yes) {
    const hadFocus = parts.overlay.contains(root.activeElement);
    const hadDock = parts.dock.contains(root.activeElement);
    isFolded = yes;
    remember("sessionStorage", "folded", yes);
    drawOverlay();
    drawDock();
    makeRoom();
    if (yes && hadFocus) focusOn("problems");
    if (!yes && hadDock) parts.overlay.focus();
  }

  function focusOn(name) {
    parts.dock.querySelector(`[data-name=${name}]`)?.focus();
  }

  // -------------------------------------------------------------------------------------------------- the margin

  const SEVERITY = { error: "Must be mended", warning: "Should be mended", info: "Worth a look" };

  function isMarginOpen() {
    return Boolean(notes.margin) && (WIDE.matches ? !isMarginFolded : isDrawerOpen);
  }

  function drawMargin() {
    parts.margin.hidden = !isMarginOpen();
    if (!notes.margin || !draws("margin", notes.margin)) return;
    const { facts, findings } = notes.margin;
    fill(
      parts.margin,
      h(
        "div",
        { class: "margin__head" },
        h("h2", {}, "Notes for the writer"),
        button("Close", "margin-fold", () => foldMargin(true)),
      ),
      facts.length ? h("dl", { class: "facts" }, ...facts.map(fact)) : null,
      findings.length
        ? h("h3", { class: "margin__title" }, count(findings.length, "finding"))
        : h("p", { class: "fine" }, "The rules have found nothing in this text."),
      h("ol", { class: "findings" }, ...findings.map(({ finding, spot }) => note(finding, spot, "margin"))),
    );
  }

  function fact({ name, value, note: more, needs_care: care }) {
    return h(
      "div",
      { class: care ? "fact fact--care" : "fact" },
      h("dt", {}, name),
      h("dd", {}, h("b", {}, value), more ? said(more) : null),
    );
  }

  // Returns what is said of a fact; a long list of sources is folded.
  function said(more) {
    const text = h("span", { class: "quiet" }, ...words(more));
    return more.length > 90 ? h("details", {}, h("summary", { class: "quiet" }, "Show them"), text) : text;
  }

  // A finding in short: of which kind it is, what it says, and what to do.
  function note(finding, spot, part) {
    const isOwn = finding.file === notes.source;
    const line = isOwn ? where(finding, "Line ") : `${finding.file}${where(finding, ", line ")}`;
    return h(
      "li",
      { class: "note", "data-severity": finding.severity },
      h(
        "p",
        { class: "note__kind" },
        h("b", {}, SEVERITY[finding.severity]),
        h("span", { class: "quiet" }, line),
      ),
      h("p", {}, ...words(finding.message)),
      finding.hint ? h("p", { class: "quiet" }, ...words(finding.hint)) : null,
      spot ? button("Show it in the text", `show ${key(finding)}`, () => bring(spot)) : null,
      links(finding, part),
    );
  }

  function foldMargin(yes) {
    const hadFocus = parts.margin.contains(root.activeElement);
    if (WIDE.matches) {
      isMarginFolded = yes;
      remember("localStorage", "margin-folded", yes);
    } else isDrawerOpen = !yes;
    drawAll();
    if (yes && hadFocus) focusOn("margin");
    if (!yes) parts.margin.focus({ preventScroll: true });
  }

  // Scrolls to a block of the text and opens its mark.
  function bring(spot) {
    const block = blockOf(spot);
    if (!block) return;
    for (let at = block.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
    if (!WIDE.matches) isDrawerOpen = false;
    drawMargin();
    drawDock();
    block.scrollIntoView({ block: "center", behavior: CALM.matches ? "auto" : "smooth" });
    place();
    const mark = marks.find((each) => each.block() === block);
    if (!mark) return;
    toggle(mark, true);
    mark.button.focus({ preventScroll: true });
  }

  function blockOf(spot) {
    return spot && document.querySelectorAll(spot.selector)[spot.nth];
  }

  // --------------------------------------------------------------------------------------------------- the marks

  // Buttons beside the paragraphs. They lie over the page, at the places that its paragraphs have.
  let marks = [];

  function drawMarks() {
    const found = (notes.margin?.findings ?? []).filter(({ spot }) => spot);
    parts.marks.hidden = !found.length || (WIDE.matches && isMarginFolded);
    if (!draws("marks", found)) return;
    const groups = new Map();
    for (const each of found) {
      const name = `${each.spot.selector}\n${each.spot.nth}`;
      groups.set(name, [...(groups.get(name) ?? []), each]);
    }
    marks = [...groups].map(([name, group]) => mark(name, group));
    parts.marks.replaceChildren(h("ol", {}, ...marks.map(({ item }) => item)));
  }

  const WORST_FIRST = Object.keys(SEVERITY);

  function mark(name, found) {
    const rank = ({ finding }) => WORST_FIRST.indexOf(finding.severity);
    const group = [...found].sort((one, other) => rank(one) - rank(other));
    const worst = group[0].finding.severity;
    const bubble = h("ol", { class: "bubble", hidden: true }, ...group.map(({ finding }) => note(finding, null, name)));
    const made = { bubble, frame: h("div", { class: "frame", hidden: true }), block: () => blockOf(group[0].spot) };
    const label = `${count(group.length, "finding")}: ${group.map(({ finding }) => finding.message).join(" ")}`;
    made.button = h(
      "button",
      {
        type: "button",
        class: "mark",
        title: label,
        "aria-label": label,
        "aria-expanded": "false",
        "data-name": `mark ${name}`,
        "data-severity": worst,
        onclick: () => toggle(made, bubble.hidden),
      },
      h("span", { "aria-hidden": "true" }, group.length > 1 ? String(group.length) : worst === "info" ? "i" : "!"),
    );
    made.item = h("li", {}, made.frame, made.button, bubble);
    return made;
  }

  // Opens the findings of a mark, and closes those of all others.
  function toggle(chosen, open) {
    for (const each of marks) {
      const isOpen = each === chosen && open;
      each.bubble.hidden = each.frame.hidden = !isOpen;
      each.button.setAttribute("aria-expanded", String(isOpen));
    }
    place();
  }

  // What the texts of a page stand in: their marks stand in line before it.
  const COLUMN = ".prose, .key-points, .answers, .columns__head";

  let placing = 0;
  function place() {
    cancelAnimationFrame(placing);
    placing = requestAnimationFrame(placeNow);
  }

  // Puts every mark beside its paragraph; a paragraph that is folded away has it at what it is folded into.
  function placeNow() {
    const gap = 6;
    const { scrollX, scrollY } = window;
    const width = document.documentElement.clientWidth;
    const end = isMarginOpen() && WIDE.matches ? parts.margin.offsetWidth : 0;
    const isRtl = getComputedStyle(document.documentElement).direction === "rtl";
    const taken = new Map();
    for (const { item, button, bubble, frame, block } of marks) {
      const box = visible(block())?.getBoundingClientRect();
      item.hidden = !box;
      if (!box) continue;
      const size = button.offsetWidth || 28;
      const [from, to] = [0, width - end];
      // Before the text, where there is room: behind it other things may stand. Else on its last corner.
      const text = (block().closest(COLUMN) ?? block()).getBoundingClientRect();
      const before = isRtl ? text.right + gap : text.left - size - gap;
      const fits = before >= from + 2 && before + size <= to - 2;
      const left = fits ? before : isRtl ? from + 2 : to - size - 2;
      let top = Math.max(box.top + scrollY - (fits ? 0 : size / 2), 2);
      // Two that are folded into the same, or stand close together, lie one below the other.
      while (taken.has(`${Math.round(left)} ${Math.round(top / size)}`)) top += size;
      taken.set(`${Math.round(left)} ${Math.round(top / size)}`, true);
      move(button, left + scrollX, top);
      const room = Math.min(384, to - from - 32);
      const start = isRtl ? box.right - room : box.left;
      move(bubble, Math.max(from + 16, Math.min(start, to - room - 16)) + scrollX, box.bottom + scrollY + gap);
      bubble.style.inlineSize = `${room}px`;
      move(frame, box.left + scrollX - gap, box.top + scrollY - gap);
      frame.style.inlineSize = `${box.width + 2 * gap}px`;
      frame.style.blockSize = `${box.height + 2 * gap}px`;
    }
  }

  function move(element, left, top) {
    element.style.left = `${left}px`;
    element.style.top = `${top}px`;
  }

  // Returns the nearest of an element and what is around it that can be seen; of a folded part, what unfolds it.
  function visible(element) {
    if (!element) return null;
    let closed = null;
    for (let at = element.closest("details"); at; at = at.parentElement.closest("details")) if (!at.open) closed = at;
    const summary = closed?.querySelector("summary");
    const seen = summary && !summary.contains(element) ? summary : element;
    return seen?.getClientRects().length ? seen : null;
  }

  // ---------------------------------------------------------------------------------------------------- the dock

  function drawDock() {
    const problems = total(notes);
    const findings = notes.margin?.findings.length ?? 0;
    const isCovered = (problems && !isFolded) || (!WIDE.matches && isMarginOpen());
    const state = [isRunning, problems, isFolded, findings, isMarginOpen(), Boolean(notes.margin), isCovered];
    if (!draws("dock", state)) return;
    const buttons = [];
    if (isRunning === false) buttons.push(h("p", { class: "dock__away" }, "The preview is not running"));
    if (isCovered) return fill(parts.dock, ...buttons);
    const folded = { "aria-expanded": "false", class: "dock__button" };
    if (problems) {
      const given = { ...folded, class: "dock__button dock__button--problems" };
      buttons.push(button(`${problems} to mend`, "problems", () => fold(false), given));
    }
    if (notes.margin && !isMarginOpen()) {
      buttons.push(button(findings ? `Notes (${findings})` : "Notes", "margin", () => foldMargin(false), folded));
    }
    keepFocus(() => fill(parts.dock, ...buttons));
  }

  // The page keeps clear of what lies over its edges, so that its end can be read and what has the focus is seen. A
  // sheet of its own does that: the elements of the page stay as they are, and paper knows nothing of it.
  const room = new CSSStyleSheet();
  document.adoptedStyleSheets.push(room);

  function makeRoom() {
    const overlay = parts.overlay.offsetHeight;
    const margin = WIDE.matches && isMarginOpen() ? parts.margin.offsetWidth : 0;
    const bottom = overlay || (parts.dock.childElementCount ? parts.dock.offsetHeight + 24 : 0);
    parts.ribbon.style.inlineSize = `${document.documentElement.clientWidth - margin}px`;
    const ribbon = parts.ribbon.offsetHeight;
    room.replaceSync(`@media screen { :root {
      padding-block: ${ribbon}px ${bottom}px;
      padding-right: ${margin}px;
      scroll-padding-block-end: ${bottom}px;
    } }`);
  }

  // Escape folds away what was opened last; in the page, only where nothing there has used it.
  function onKey(event) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    const target = event.composedPath()[0];
    if (target !== document.body && target.matches?.("input, textarea, select, [contenteditable]")) return;
    if (document.querySelector(":popover-open, dialog[open]")) return;
    const open = marks.find(({ bubble }) => !bubble.hidden);
    if (open) {
      const hadFocus = open.bubble.contains(root.activeElement);
      toggle(open, false);
      if (hadFocus) open.button.focus();
    } else if (!WIDE.matches && isDrawerOpen) foldMargin(true);
    else if (notes.problems.length && !isFolded) fold(true);
  }

  start();
})();
