"use strict";
(() => {
  const menu = document.querySelector(".choices"), bar = document.querySelector(".corrections");
  if (!menu) return;
  const find = (selector) => bar.querySelector(selector);
  const buttons = [...menu.querySelectorAll("button")];
  const labels = buttons.filter((one) => one.dataset.to).map((one) => one.dataset.to);
  const undoKeys = ["Backspace", "Delete", "0"];
  const keys = new Map(undoKeys.map((key) => [key, ""]));
  buttons.forEach((one, place) => {
    if (!one.dataset.to) return;
    if (place < 9) keys.set(String(place + 1), one.dataset.to);
    if (one.dataset.key) keys.set(one.dataset.key, one.dataset.to);
  });
  const isSentence = (id) => document.getElementById(id)?.classList.contains("s");
  const corrections = makeCorrections(`duiding ${bar.dataset.report}`, (id, label) => isSentence(id) && labels.includes(label));
  const { given } = corrections;
  let chosen = null, unsaved = false;

  const count = () => {
    const all = [...given].map(([id, label]) => label !== document.getElementById(id).dataset.label);
    const corrected = all.filter(Boolean).length, confirmed = all.length - corrected;
    const words = `${corrected} correction${corrected === 1 ? "" : "s"}`;
    return confirmed ? `${words}, ${confirmed} confirmed` : words;
  };
  const paint = (sentence) => {
    const { label } = sentence.dataset, now = given.get(sentence.id);
    const prefix = sentence.querySelector(".vh");
    prefix.dataset.model ??= prefix.textContent;
    sentence.classList.remove(...labels.map((_, place) => `n${place}`));
    sentence.classList.toggle("corrected", now !== undefined && now !== label);
    sentence.classList.toggle("confirmed", now === label);
    if (now === undefined) prefix.textContent = prefix.dataset.model;
    else prefix.textContent = now === label ? `${label}, confirmed: ` : `corrected from ${label} to ${now}: `;
    if (now !== undefined) sentence.classList.add(`n${labels.indexOf(now)}`);
  };
  const tally = () => {
    find(".tally").textContent = count();
    bar.hidden = !given.size;
    document.body.classList.toggle("counting", !bar.hidden);
  };
  const keep = () => {
    find(".unkept").hidden = corrections.keep();
  };
  const say = (what) => { document.querySelector(".said").textContent = what; };

  const judge = (sentence, label) => {
    const { number, label: predicted } = sentence.dataset, had = given.has(sentence.id);
    if (!label && !had) return say(`Sentence ${number} has no correction to undo.`);
    if (label) given.set(sentence.id, label);
    else given.delete(sentence.id);
    unsaved = true;
    paint(sentence);
    keep();
    tally();
    const done = !label ? `undone, ${predicted} again` : label === predicted ? `${label} confirmed` : `${predicted} corrected to ${label}`;
    return say(`Sentence ${number}: ${done}. ${count()}.`);
  };

  const close = (back) => {
    if (!chosen) return;
    const sentence = chosen;
    chosen = null;
    menu.hidden = true;
    document.body.classList.remove("choosing");
    sentence.classList.remove("chosen");
    if (back) sentence.focus({ preventScroll: true });
  };
  const open = (sentence) => {
    const { number, label } = sentence.dataset, now = given.get(sentence.id);
    chosen = sentence;
    menu.querySelector(".choices-head").textContent = `Sentence ${number}: which frame?`;
    menu.querySelector(".choices-words").replaceChildren(...[...sentence.querySelectorAll(".words")].map((one) => one.cloneNode(true)));
    for (const one of buttons) {
      const { to } = one.dataset;
      one.hidden = !to && now === undefined;
      if (!to) continue;
      one.setAttribute("aria-pressed", String(to === now));
      one.querySelector(".figure").textContent = sentence.querySelector(`.tip .chance.f${labels.indexOf(to)} .figure`).textContent;
      one.querySelector(".hint").textContent = to === label ? "model’s label: confirm" : "";
    }
    menu.hidden = false;
    document.body.classList.add("choosing");
    sentence.classList.add("chosen");
    placeBox(menu, sentence);
    buttons[labels.indexOf(now ?? label)].focus({ preventScroll: true });
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const sentence = event.target.closest(".s");
    if (button && menu.contains(button)) {
      const to = chosen;
      close(true);
      judge(to, button.dataset.to);
    } else if (sentence && sentence !== chosen && getSelection().isCollapsed) {
      close(false);
      open(sentence);
    } else if (!menu.contains(event.target)) close(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const inMenu = chosen && menu.contains(event.target);
    const sentence = inMenu ? chosen : event.target.closest?.(".s");
    if (!sentence) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (inMenu && key === "Escape") close(true);
    else if (inMenu && (key === "ArrowDown" || key === "ArrowUp")) {
      const shown = buttons.filter((one) => !one.hidden);
      const step = key === "ArrowDown" ? 1 : shown.length - 1;
      shown[(shown.indexOf(event.target) + step) % shown.length].focus();
    } else if (!inMenu && key === "Enter") open(sentence);
    else if (keys.has(key)) {
      if (inMenu) close(true);
      judge(sentence, keys.get(key));
    } else return;
    event.preventDefault();
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) close(false);
  });
  addEventListener("scroll", () => { if (chosen) placeBox(menu, chosen); }, { passive: true });

  const fileName = () => {
    let page = location.pathname.split("/").pop();
    try {
      page = decodeURIComponent(page);
    } catch {
      // A stray percent sign: the name stays as it is.
    }
    return `${page.replace(/\.html?$/i, "") || "report"}-corrections.csv`;
  };
  find("[data-save]").addEventListener("click", () => {
    const link = document.createElement("a");
    link.download = fileName();
    link.href = URL.createObjectURL(new Blob([asCsv(tableOf(given, bar.dataset.model))], { type: "text/csv;charset=utf-8" }));
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    unsaved = false;
    say(`${count()} saved as ${link.download}.`);
  });
  find("[data-clear]").addEventListener("click", () => {
    if (!confirm(`Forget ${count()}? What you have not saved as CSV is lost.`)) return;
    const before = [...given.keys()];
    given.clear();
    keep();
    tally();
    for (const id of before) paint(document.getElementById(id));
    say("All corrections are cleared.");
    document.querySelector(".s")?.focus();
  });

  const show = () => {
    const before = [...given.keys()];
    corrections.read();
    for (const id of new Set([...before, ...given.keys()])) paint(document.getElementById(id));
    tally();
  };
  // The same report may be open twice: neither window may overwrite what the other knows.
  addEventListener("storage", show);
  addEventListener("beforeunload", (event) => {
    if (unsaved && given.size && !find(".unkept").hidden) event.preventDefault();
  });
  show();
})();
