"use strict";
(() => {
  const menu = document.querySelector(".choices"), bar = document.querySelector(".corrections");
  if (!menu) return;
  const find = (selector) => bar.querySelector(selector);
  const buttons = [...menu.querySelectorAll("button")];
  const names = labels.map((one) => one.name), shownOf = (name) => labels[names.indexOf(name)].shown;
  const undoKeys = ["Backspace", "Delete", "0"];
  const keys = new Map(undoKeys.map((key) => [key, ""]));
  buttons.forEach((one, place) => {
    if (!one.dataset.to) return;
    if (place < 9) keys.set(String(place + 1), one.dataset.to);
    if (one.dataset.key) keys.set(one.dataset.key, one.dataset.to);
  });
  const corrections = makeCorrections(`duiding ${bar.dataset.report}`, (id, label) => sentenceOf(id) && names.includes(label));
  const { given } = corrections;
  let chosen = null, unsaved = false;

  const count = () => {
    const all = [...given].map(([id, label]) => label !== names[sentenceOf(id).sentence.label]);
    const corrected = all.filter(Boolean).length, confirmed = all.length - corrected;
    const words = ngettext("%(num)s correction", "%(num)s corrections", corrected);
    return confirmed ? `${words}, ${ngettext("%(num)s confirmed", "%(num)s confirmed", confirmed)}` : words;
  };
  const paint = (sentence) => {
    if (!sentence) return;
    const { label } = sentence.dataset, now = given.get(sentence.id);
    const prefix = sentence.querySelector(".vh");
    prefix.dataset.model ??= prefix.textContent;
    sentence.classList.remove(...names.map((_name, place) => `n${place}`));
    sentence.classList.toggle("corrected", now !== undefined && now !== label);
    sentence.classList.toggle("confirmed", now === label);
    const confirmed = _("%(label)s, confirmed", { label: shownOf(label) });
    const corrected = now && _("corrected from %(label)s to %(now)s", { label: shownOf(label), now: shownOf(now) });
    prefix.textContent = now === undefined ? prefix.dataset.model : `${now === label ? confirmed : corrected}: `;
    if (now !== undefined) sentence.classList.add(`n${names.indexOf(now)}`);
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
    if (!label && !had) return say(_("Sentence %(number)s has no correction to undo.", { number }));
    if (label) given.set(sentence.id, label);
    else given.delete(sentence.id);
    unsaved = true;
    paint(sentence);
    keep();
    tally();
    const values = { number, label: label && shownOf(label), predicted: shownOf(predicted), count: count() };
    if (!label) return say(_("Sentence %(number)s: undone, %(predicted)s again. %(count)s.", values));
    if (label === predicted) return say(_("Sentence %(number)s: %(label)s confirmed. %(count)s.", values));
    return say(_("Sentence %(number)s: %(predicted)s corrected to %(label)s. %(count)s.", values));
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
    menu.querySelector(".choices-head").textContent = _("Sentence %(number)s: which frame?", { number });
    menu.querySelector(".choices-words").replaceChildren(...[...sentence.querySelectorAll(".words")].map((one) => one.cloneNode(true)));
    for (const one of buttons) {
      const { to } = one.dataset;
      one.hidden = !to && now === undefined;
      if (!to) continue;
      one.setAttribute("aria-pressed", String(to === now));
      one.querySelector(".figure").textContent = sentence.querySelector(`.tip .chance.f${names.indexOf(to)} .figure`).textContent;
      one.querySelector(".hint").textContent = to === label ? _("model’s label: confirm") : "";
    }
    menu.hidden = false;
    document.body.classList.add("choosing");
    sentence.classList.add("chosen");
    placeBox(menu, sentence);
    buttons[names.indexOf(now ?? label)].focus({ preventScroll: true });
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
    say(_("%(count)s saved as %(name)s.", { count: count(), name: link.download }));
  });
  find("[data-clear]").addEventListener("click", () => {
    if (!confirm(_("Forget %(count)s? What you have not saved as CSV is lost.", { count: count() }))) return;
    const before = [...given.keys()];
    given.clear();
    keep();
    tally();
    for (const id of before) paint(document.getElementById(id));
    say(_("All corrections are cleared."));
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
  document.addEventListener("opened", ({ detail }) => { for (const one of detail.querySelectorAll(".s")) if (given.has(one.id)) paint(one); });
  addEventListener("beforeunload", (event) => {
    if (unsaved && given.size && !find(".unkept").hidden) event.preventDefault();
  });
  show();
})();
