"use strict";
(function () {
  const root = document.documentElement;
  const search = document.getElementById("search");
  const matches = document.getElementById("matches");
  const rows = Array.from(document.querySelectorAll("tbody tr"));
  const texts = rows.map((row) => row.textContent.normalize("NFKC").toLowerCase());

  function show() {
    const wanted = search.value.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, at) => {
      row.hidden = !wanted.every((word) => texts[at].includes(word));
      shown += row.hidden ? 0 : 1;
    });
    matches.textContent = matches.dataset[root.dataset.lang].replace("{shown}", shown).replace("{all}", rows.length);
  }

  search.addEventListener("input", show);
  document.getElementById("language").addEventListener("click", () => {
    const zh = root.dataset.lang !== "zh";
    root.dataset.lang = zh ? "zh" : "en";
    root.lang = zh ? "zh-CN" : "en";
    show();
  });
  show();
})();
