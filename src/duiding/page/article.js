"use strict";
// Shows an article from its data (see article.py), sentence by sentence; keys and pointers lead to the probabilities of each.
const settings = JSON.parse(document.getElementById("settings").textContent);
const { labels, language, messages } = settings;
const filled = (message, values) => message.replace(/%\((\w+)\)s/g, (_whole, name) => values[name]);
const _ = (message, values = {}) => filled(messages[message]?.[0] || message, values);
const ngettext = (one, many, number, values = {}) =>
  filled(messages[one]?.[number === 1 ? 0 : 1] || (number === 1 ? one : many), { num: number.toLocaleString(language), ...values });
const percentage = (share) => `${Math.round(share)}\u202f%`;

const element = (name, { data = {}, look = {}, ...attributes } = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  Object.assign(made.dataset, data);
  for (const [key, value] of Object.entries(look)) made.style.setProperty(key, value);
  made.append(...children.filter((one) => one !== "" && one !== null && one !== undefined));
  return made;
};
const hidden = (text) => element("span", { class: "vh" }, text);
const chip = (frame) => element("span", { class: `chip f${frame}`, "aria-hidden": "true" });
const bar = (frame, percent) =>
  element("span", { class: `bar f${frame}` }, element("i", { look: { width: `${percent}%` } }));

const sentencesOf = (article) => article.paragraphs.flatMap((one) => one.sentences);
const sure = (sentence) => sentence.p[sentence.label];

// Which frames stand out, in words.
const verdict = (article) => {
  const all = sentencesOf(article), { top } = article;
  if (!all.length) return [_("No sentences.")];
  if (!top.length) return [_("No frame stands out.")];
  const count = all.filter((one) => one.label === top[0]).length;
  const names = top.flatMap((frame, place) => [
    place ? (place === top.length - 1 ? ` ${_("and")} ` : ", ") : "",
    chip(frame),
    element("strong", {}, labels[frame].shown),
  ]);
  const start = top.length > 1 ? _("Most frequent frames:") : _("Most frequent frame:");
  const end = top.length > 1
    ? _("%(count)s of %(all)s sentences each.", { count, all: all.length })
    : _("%(count)s of %(all)s sentences.", { count, all: all.length });
  return [`${start} `, ...names, `, ${end}`];
};

const tip = (sentence, id) => {
  const number = _("sentence %(number)s", { number: sentence.n });
  const head = element("span", { class: "tip-head" }, chip(sentence.label), element("b", {}, labels[sentence.label].shown),
    element("span", { class: "tip-number" }, sentence.doubt ? `${number} · ${_("uncertain")}` : number));
  const chances = sentence.p.map((percent, frame) => [percent, frame]).sort(([a], [b]) => b - a);
  const box = element("span", { class: "tip", role: "tooltip", id, lang: language }, head, ...chances.map(([percent, frame]) =>
    element("span", { class: `chance f${frame}` }, element("span", {}, labels[frame].shown), bar(frame, percent),
      element("span", { class: "figure" }, percentage(percent)))));
  if (sentence.words) box.append(deciding(sentence.words));
  return box;
};
const deciding = (words) => {
  const box = element("span", { class: "words" }, element("span", {}, `${_("Words that decided:")} `));
  for (const [word, weight] of words) {
    const side = weight >= 0 ? "for" : "against";
    box.append(element("span", { class: side }, hidden(`${weight >= 0 ? _("for") : _("against")} `), element("span", { lang: "nl" }, word)), " ");
  }
  return box;
};

const prefixOf = (sentence) => {
  const { shown } = labels[sentence.label];
  const told = sentence.doubt ? _("%(label)s, uncertain", { label: shown }) : shown;
  return `${told}: `;
};
const mark = (sentence, anchor) => {
  const id = `${anchor}-s${sentence.n}`;
  return element("mark", {
    class: `s f${sentence.label}${sentence.doubt ? " doubt" : ""}`,
    id,
    tabindex: "-1",
    role: "group",
    "aria-describedby": `${id}-why`,
    look: { "--p": sure(sentence) / 100 },
    data: { label: labels[sentence.label].name, shown: labels[sentence.label].shown, number: sentence.n },
  }, element("span", { class: "vh", lang: language }, prefixOf(sentence)), sentence.text, tip(sentence, `${id}-why`));
};

const strip = (article, anchor) => {
  const box = element("div", { class: "strip", "aria-hidden": "true" });
  for (const one of sentencesOf(article)) {
    box.append(element("a", {
      href: `#${anchor}-s${one.n}`,
      tabindex: "-1",
      class: `f${one.label}`,
      title: `${one.n}. ${labels[one.label].shown} ${percentage(sure(one))}`,
      look: { "--p": sure(one) / 100, "flex-grow": one.text.length },
    }));
  }
  return box;
};

const scrolled = (name, table) => element("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": name }, table);
const shortened = (text) => (text.length > 70 ? `${text.slice(0, 70).replace(/\s+\S*$/, "")} …` : text);
const summary = (article, anchor) => {
  const all = sentencesOf(article);
  const heads = [_("Frame"), _("Share"), _("Sentences"), _("First"), _("Strongest")];
  const link = (one) => (one
    ? [element("a", { href: `#${anchor}-s${one.n}` }, String(one.n)), "\u2002", element("span", { lang: "nl" }, shortened(one.text))]
    : [hidden(_("none")), element("span", { "aria-hidden": "true" }, "–")]);
  const rows = labels.map((label, frame) => {
    const mine = all.filter((one) => one.label === frame), share = all.length ? (100 * mine.length) / all.length : 0;
    const strongest = mine.reduce((best, one) => (best && sure(best) >= sure(one) ? best : one), undefined);
    return element("tr", {},
      element("th", { scope: "row" }, chip(frame), label.shown),
      element("td", {}, element("span", { class: "share" }, bar(frame, share), element("span", { class: "figure" }, percentage(share)))),
      element("td", { class: "figure n" }, String(mine.length)),
      element("td", { class: "quote" }, ...link(mine[0])), element("td", { class: "quote" }, ...link(strongest)));
  });
  const head = element("tr", {}, ...heads.map((one, place) => element("th", { scope: "col", class: place === 2 ? "n" : undefined }, one)));
  return scrolled(_("Summary of %(title)s", { title: article.title }), element("table", { class: "summary" }, element("caption", {}, _("Summary")),
    element("thead", {}, head), element("tbody", {}, ...rows)));
};

// Who stands in which frame: a row an actor and role, numbers under their labels.
const actorTable = (rows, title) => {
  const head = element("tr", { role: "row" }, element("th", { scope: "col", role: "columnheader" }, _("Actor")), element("th", { scope: "col", role: "columnheader" }, _("Role")),
    ...labels.map((label, frame) => element("th", { scope: "col", role: "columnheader", class: "n" }, chip(frame), label.shown)),
    element("th", { scope: "col", role: "columnheader", class: "n" }, _("All")));
  const body = rows.map(([name, role, counts]) => element("tr", { role: "row" },
    element("th", { scope: "row", role: "rowheader", lang: "nl" }, name), element("td", { role: "cell", class: "role" }, _(role)),
    ...counts.map((count, frame) => element("td", { role: "cell", class: `figure n f${frame}`, data: { name: labels[frame].shown } }, count ? count.toLocaleString(language) : "–")),
    element("td", { role: "cell", class: "figure n all", data: { name: _("All") } }, counts.reduce((a, b) => a + b, 0).toLocaleString(language))));
  return element("table", { class: "actors", role: "table" }, element("caption", {}, title),
    element("thead", { role: "rowgroup" }, head), element("tbody", { role: "rowgroup" }, ...body));
};

const fieldList = (fields) => element("details", { class: "fields" }, element("summary", {}, _("What its source says of it")),
  element("dl", {}, ...Object.entries(fields).map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value.length > 300 ? `${value.slice(0, 299)}…` : value)))));

// The whole of an article but its title.
const articleBody = (article, anchor) => {
  const text = element("div", { class: "text", lang: "nl", data: { sentences: "", article: article.id } });
  for (const { heading, sentences } of article.paragraphs) {
    const paragraph = element("p", heading ? { class: "heading" } : {});
    sentences.forEach((one, place) => paragraph.append(place ? " " : "", mark(one, anchor)));
    text.append(paragraph);
  }
  const first = text.querySelector(".s");
  if (first) first.tabIndex = 0;
  const body = element("div", { class: "body" }, element("p", { class: "verdict" }, ...verdict(article)), strip(article, anchor), text, summary(article, anchor));
  if (article.actors.length) body.append(actorTable(article.actors, _("Who, by frame")));
  if (Object.keys(article.fields).length) body.append(fieldList(article.fields));
  return body;
};

(() => {
  const page = document.documentElement, { body } = document;
  page.classList.add("scripted");

  // One stop for the tab key in each article; arrow keys go from sentence to sentence.
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  document.addEventListener("keydown", (event) => {
    body.classList.toggle("quiet", event.key === "Escape");
    const here = event.target.closest?.(".s");
    if (!here || event.altKey || event.ctrlKey || event.metaKey) return;
    const all = [...here.closest("[data-sentences]").querySelectorAll(".s")];
    const at = all.indexOf(here);
    let next;
    if (event.key in steps) next = all[at + steps[event.key]];
    else if (event.key === "Home") [next] = all;
    else if (event.key === "End") next = all.at(-1);
    else return;
    event.preventDefault();
    if (next) next.focus();
  });

  const place = (sentence) => placeBox(sentence.querySelector(".tip"), sentence);
  const lit = (sentence, on) => {
    document.querySelector(`.strip > a[href="#${CSS.escape(sentence.id)}"]`)?.classList.toggle("lit", on);
  };
  for (const [begin, end] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    document.addEventListener(begin, (event) => {
      const sentence = event.target.closest?.(".s");
      if (!sentence || sentence.contains(event.relatedTarget)) return;
      if (begin === "mouseover") body.classList.remove("quiet");
      else for (const one of sentence.closest("[data-sentences]").querySelectorAll(".s")) one.tabIndex = one === sentence ? 0 : -1;
      place(sentence);
      lit(sentence, true);
    });
    document.addEventListener(end, (event) => {
      const sentence = event.target.closest?.(".s");
      if (sentence && !sentence.contains(event.relatedTarget)) lit(sentence, false);
    });
  }
  addEventListener("scroll", () => {
    const sentence = document.querySelector(".s:hover") || document.activeElement?.closest(".s");
    if (sentence) place(sentence);
  }, { passive: true });
})();
