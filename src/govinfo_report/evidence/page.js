"use strict";
(function () {
  const root = document.documentElement;
  const body = document.body;
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const all = (query, from) => Array.from((from || document).querySelectorAll(query));
  const MARKED = "#original .picked, #original .about, #original .listed";
  const panel = byId("why");
  const items = all("#findings li button");
  let chosen = null; // {cell: number} or {finding: number}, and the cell that findings are gone on from
  body.classList.add("scripted");

  const words = () => data.words[root.dataset.lang];
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const isNarrow = () => matchMedia("(max-width: 900px)").matches;

  function element(name, kind, text) {
    const made = document.createElement(name);
    if (kind) made.className = kind;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function marked(number) {
    return all('[data-c~="' + number + '"]').map((at) => (at.tagName === "BUTTON" ? at.parentNode : at));
  }

  function clear() {
    for (const kind of ["picked", "listed", "about"]) {
      for (const at of all("." + kind)) at.classList.remove(kind);
    }
    for (const item of items) item.removeAttribute("aria-current");
  }

  function reveal(target) {
    if (target && target.getClientRects().length) {
      target.scrollIntoView({ block: "center", inline: "nearest", behavior: still.matches ? "auto" : "smooth" });
    }
  }

  function inSource(number) {
    return document.querySelector('#original [data-c~="' + number + '"]');
  }

  function remember(name) {
    try {
      history.replaceState(null, "", name ? "#" + name : location.pathname + location.search);
    } catch (_error) {
      // a page in a frame without an origin has no history
    }
  }

  function list(entries) {
    const made = element("ul");
    for (const entry of entries) {
      const item = element("li");
      item.append(entry);
      made.append(item);
    }
    return made;
  }

  function linked(text, action) {
    const made = element("button", "", text);
    made.type = "button";
    made.addEventListener("click", action);
    return made;
  }

  function findingText(at) {
    return items[at].querySelector(".text .t[lang^=" + root.dataset.lang + "]").textContent;
  }

  function showCell(number) {
    const cell = data.cells[number];
    const lang = root.dataset.lang;
    const name = element("p", "name", cell.name.join(" › "));
    name.append(element("code", "", cell.path));
    const value = element("p", "value");
    value.append(element("b", "", cell.text));
    const state = cell.doubt ? "concern" : cell.state;
    value.append(element("span", "chip " + state, words().state[state]));
    value.append(element("span", "meta", words().legend[cell.state]));
    const out = [name, value, list(cell.why[lang])];
    if (!inSource(number)) out.push(element("p", "meta", words().no_place));
    if (cell.findings) {
      out.push(element("h3", "", words().listed));
      out.push(list(cell.findings.map((at) => linked(findingText(at), () => pickFinding(at)))));
    }
    if (cell.sums) {
      out.push(element("h3", "", words().sums));
      out.push(list(cell.sums.map((at) => {
        const sum = data.sums[at];
        const made = linked(sum.text + " ", () => pickSum(number, at));
        made.append(element("span", sum.holds, (sum.holds === "holds" ? "✓ " : sum.holds === "fails" ? "✗ " : "? ") + words()[sum.holds]));
        made.append(element("span", "meta", " · " + sum.name[lang]));
        return made;
      })));
    }
    open(out);
  }

  function showFinding(at) {
    const item = items[at];
    const head = element("p", "value");
    for (const part of all(".severity, .meta", item)) head.append(part.cloneNode(true));
    const text = element("p", "said", findingText(at));
    const out = [head, text];
    const cells = data.findings[at].cells;
    if (cells.length) {
      out.push(element("h3", "", words().cells + " (" + cells.length + ")"));
      const listed = list(cells.map((number) =>
        linked(data.cells[number].name.slice(-2).join(" › ") + ": " + data.cells[number].text, () => pickCell(number, true))));
      listed.className = "cells";
      out.push(listed);
    }
    open(out);
  }

  function open(parts) {
    byId("why-body").replaceChildren(...parts);
    byId("to-source").hidden = !document.querySelector(MARKED);
    byId("to-source").textContent = words().source;
    byId("close").textContent = words().close;
    panel.hidden = false;
    panel.scrollTop = 0;
  }

  function rove(button) {
    for (const other of all('table.form button[tabindex="0"]')) other.tabIndex = -1;
    button.tabIndex = 0;
  }

  function pickCell(number, fromSource) {
    clear();
    chosen = { cell: number };
    for (const at of marked(number)) at.classList.add("picked");
    showCell(number);
    const button = document.querySelector('table.form [data-c="' + number + '"]');
    if (button) rove(button);
    if (fromSource) reveal(button);
    reveal(inSource(number));
    remember(data.cells[number].path);
  }

  function pickSum(number, at) {
    clear();
    for (const other of data.sums[at].cells) for (const mark of marked(other)) mark.classList.add("listed");
    for (const mark of marked(number)) {
      mark.classList.remove("listed");
      mark.classList.add("picked");
    }
  }

  function pickFinding(at) {
    clear();
    chosen = { finding: at };
    const finding = data.findings[at];
    for (const number of finding.cells) for (const mark of marked(number)) mark.classList.add("listed");
    for (const id of finding.at) byId(id).classList.add("about");
    items[at].setAttribute("aria-current", "true");
    items[at].scrollIntoView({ block: "nearest" });
    showFinding(at);
    count();
    const cell = finding.cells.length ? document.querySelector('table.form [data-c="' + finding.cells[0] + '"]') : null;
    reveal(cell);
    const source = finding.cells.map(inSource).find(Boolean);
    reveal(source || (finding.at.length ? byId(finding.at[0]) : null));
    remember("finding-" + (at + 1));
  }

  function count() {
    const place = byId("place");
    if (!place) return;
    const at = chosen && "finding" in chosen ? chosen.finding + 1 : 0;
    place.textContent = (at ? words().count : words().idle).replace("{at}", at).replace("{all}", items.length);
  }

  function step(by) {
    if (!items.length) return;
    const at = chosen && "finding" in chosen ? chosen.finding : by > 0 ? -1 : 0;
    if (isNarrow() && body.dataset.view === "original") pickFinding((at + by + items.length) % items.length);
    else {
      if (isNarrow()) view("findings");
      pickFinding((at + by + items.length) % items.length);
    }
  }

  function close() {
    clear();
    panel.hidden = true;
    const last = chosen && "cell" in chosen ? document.querySelector('table.form [data-c="' + chosen.cell + '"]')
      : chosen ? items[chosen.finding] : null;
    chosen = null;
    count();
    remember("");
    if (last && last.getClientRects().length) last.focus({ preventScroll: true });
  }

  function view(name) {
    body.dataset.view = name;
    for (const button of all(".views button")) button.setAttribute("aria-pressed", String(button.dataset.view === name));
  }

  function again() {
    count();
    if (!chosen) return;
    if ("cell" in chosen) showCell(chosen.cell);
    else showFinding(chosen.finding);
  }

  function neighbour(button, key) {
    const cell = button.parentNode;
    const table = cell.closest("table");
    const buttons = all("button", table);
    const at = buttons.indexOf(button);
    if (key === "ArrowLeft") return buttons[at - 1];
    if (key === "ArrowRight") return buttons[at + 1];
    // rows begin with different labels, so columns are counted from the right
    const right = cell.parentNode.cells.length - cell.cellIndex;
    const rows = all("tr", table).filter((row) => row.querySelector("button"));
    const row = rows[rows.indexOf(cell.parentNode) + (key === "ArrowDown" ? 1 : -1)];
    if (!row) return undefined;
    const found = row.cells[row.cells.length - right];
    return (found && found.querySelector("button")) || row.querySelector("button");
  }

  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-c], #findings li button");
    if (!target || panel.contains(target)) return;
    if (target.dataset.c !== undefined) {
      const numbers = target.dataset.c.split(" ").map(Number);
      const at = chosen ? numbers.indexOf(chosen.cell) : -1;
      const number = numbers[(at + 1) % numbers.length];
      if (number >= 0) pickCell(number, Boolean(target.closest("#original")));
    } else pickFinding(items.indexOf(target));
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const key = event.key;
    if (key === "n" || key === "N") step(1);
    else if (key === "p" || key === "P") step(-1);
    else if (key === "Escape" && !panel.hidden) close();
    else if (key.startsWith("Arrow") && event.target.matches("table.form button")) {
      const next = neighbour(event.target, key);
      if (!next) return;
      event.preventDefault();
      rove(next);
      next.focus();
    }
  });

  byId("close").addEventListener("click", close);
  byId("to-source").addEventListener("click", () => {
    view("original");
    reveal(document.querySelector(MARKED));
  });
  byId("language").addEventListener("click", () => {
    const zh = root.dataset.lang !== "zh";
    root.dataset.lang = zh ? "zh" : "en";
    root.lang = zh ? "zh-CN" : "en";
    again();
  });
  for (const button of all(".views button")) button.addEventListener("click", () => view(button.dataset.view));
  for (const button of all(".stepper button")) button.addEventListener("click", () => step(Number(button.dataset.step)));
  const first = document.querySelector("table.form button");
  if (first) first.tabIndex = 0;
  for (const button of all("table.form button")) {
    const cell = data.cells[button.dataset.c];
    if (cell) button.title = cell.name.join(" › ");
  }
  count();

  function go() {
    let name = location.hash.slice(1);
    try {
      name = decodeURIComponent(name);
    } catch {
      return; // "%" alone names nothing
    }
    const number = data.cells.findIndex((cell) => cell.path === name);
    const finding = /^finding-(\d+)$/.exec(name);
    if (number >= 0) pickCell(number, true);
    else if (finding && items[finding[1] - 1]) pickFinding(finding[1] - 1);
  }
  addEventListener("hashchange", go);
  go();
})();
