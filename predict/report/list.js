"use strict";
// The list of articles: found, sorted, and opened where a reader asks for it. Until then an article is text that waits in the page.
const rows = JSON.parse(document.getElementById("index").textContent);
const read = new Map();
const articleOf = (number) => {
  if (!read.has(number)) {
    const waiting = document.getElementById(`d${number}`);
    read.set(number, waiting && JSON.parse(waiting.textContent));
  }
  return read.get(number);
};

(() => {
  const STEP = 25;
  const section = document.getElementById("articles"), list = section.querySelector(".rows");
  const form = section.querySelector("form"), found = section.querySelector(".found"), more = section.querySelector(".more");
  const single = "single" in section.dataset;
  const collator = new Intl.Collator("nl", { numeric: true, sensitivity: "base" });
  rows.forEach((row, place) => {
    row.number = place + 1;
    row.counts = labels.map(() => 0);
    row.codes = [...row.labels].map((one) => one.charCodeAt(0) - 48);
    for (const code of row.codes) row.counts[code] += 1;
    row.day = /^\s*\d{4}(-\d{2}(-\d{2})?)?(?!\d)/.exec(row.date)?.[0].trim() || "";
  });

  const forms = [{ year: "numeric" }, { year: "numeric", month: "short" }, { year: "numeric", month: "short", day: "numeric" }]
    .map((form) => new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { ...form, timeZone: "UTC" }));
  const written = (row) => {
    const day = new Date(`${row.day}${"-01-01".slice(Math.max(0, row.day.length - 4))}`);
    return row.day && !Number.isNaN(day.getTime()) ? forms[row.day.split("-").length - 1].format(day) : row.date;
  };

  const smallStrip = (row) => {
    const box = element("span", { class: "strip small", "aria-hidden": "true" });
    let at = 0;
    while (at < row.codes.length) {
      let end = at;
      while (row.codes[end] === row.codes[at]) end += 1;
      box.append(element("i", { class: `f${row.codes[at]}`, look: { "flex-grow": end - at, "--p": 1 } }));
      at = end;
    }
    return box;
  };
  const frames = (row) => {
    if (!row.top.length) return element("span", { class: "none" }, _("no frame stands out"));
    const share = percentage((100 * row.counts[row.top[0]]) / row.codes.length);
    return element("span", {}, ...row.top.flatMap((frame, place) => [place ? " + " : "", chip(frame), labels[frame].shown]), ` ${share}`);
  };
  const line = (row) => {
    const size = ngettext("%(num)s sentence", "%(num)s sentences", row.codes.length);
    const meta = element("span", { class: "meta" }, ...[written(row), row.source].filter(Boolean).map((one) => element("span", {}, one)), element("span", {}, size), frames(row));
    return [element("span", { class: "title", lang: "nl" }, row.title), meta, smallStrip(row)];
  };
  const item = (row) => {
    const id = `a${row.number}`, made = element("li", {}, element("article", { id, "aria-labelledby": `${id}-title` }));
    const article = made.firstChild;
    if (single) {
      article.append(hidden(row.title), articleBody(articleOf(row.number), id));
      article.firstChild.id = `${id}-title`;
      return made;
    }
    const heading = element("h3", { id: `${id}-title` });
    if (settings.with_text) heading.append(element("button", { type: "button", "aria-expanded": "false" }, ...line(row)));
    else heading.append(...line(row));
    article.append(heading);
    return made;
  };

  const isOpen = (article) => Boolean(article.querySelector(".body"));
  const open = (article) => {
    if (isOpen(article)) return;
    const number = Number(article.id.slice(1)), data = articleOf(number);
    const facts = element("p", { class: "byline" }, ...[...data.byline, data.title === data.id ? "" : data.id].filter((one) => one && one !== data.source).map((one) => element("span", {}, one)));
    if (data.link) facts.append(element("span", {}, element("a", { href: data.link, rel: "noreferrer noopener" }, _("source"))));
    const body = articleBody(data, article.id);
    if (facts.childNodes.length) body.prepend(facts);
    article.append(body);
    article.querySelector("button")?.setAttribute("aria-expanded", "true");
    document.dispatchEvent(new CustomEvent("opened", { detail: article }));
  };
  const shut = (article) => {
    article.querySelector(".body").remove();
    article.querySelector("button").setAttribute("aria-expanded", "false");
  };
  list.addEventListener("click", (event) => {
    const button = event.target.closest("h3 > button");
    if (!button) return;
    const article = button.closest("article");
    if (isOpen(article)) shut(article);
    else open(article);
  });

  let shown = [], count = 0;
  const items = new Map();
  const itemOf = (row) => {
    if (!items.has(row.number)) items.set(row.number, item(row));
    return items.get(row.number);
  };
  const fill = (until) => {
    list.append(...shown.slice(count, until).map(itemOf));
    count = Math.max(count, Math.min(until, shown.length));
    more.hidden = count >= shown.length;
  };
  const restart = (next) => {
    shown = next;
    count = 0;
    list.replaceChildren();
    fill(STEP);
  };

  // Words are sought in the title, and in the text as it waits: only where they seem to stand there is it read.
  const holds = (row, pattern) => {
    if (pattern.test(row.title) || pattern.test(row.id)) return true;
    const waiting = document.getElementById(`d${row.number}`);
    if (!waiting || !pattern.raw.test(waiting.textContent)) return false;
    const data = JSON.parse(waiting.textContent);
    return data.paragraphs.some((one) => pattern.test(one.sentences.map((sentence) => sentence.text).join(" ")));
  };
  const patternOf = (words) => {
    const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const pattern = new RegExp(escaped(words), "iu");
    pattern.raw = new RegExp(escaped(JSON.stringify(words.split(" ")[0]).slice(1, -1).replaceAll("<", "\\u003c")), "iu");
    return pattern;
  };
  const within = (row, from, to) => {
    if (!from && !to) return true;
    if (!row.day) return false;
    return (!from || row.day >= from.slice(0, row.day.length)) && (!to || row.day <= to.slice(0, row.day.length));
  };
  const share = (row, frame) => (row.codes.length ? row.counts[frame] / row.codes.length : 0);
  const orders = {
    newest: (a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0),
    oldest: (a, b) => (!a.day - !b.day) || (a.day < b.day ? -1 : a.day > b.day ? 1 : 0),
    title: (a, b) => collator.compare(a.title, b.title),
    longest: (a, b) => b.codes.length - a.codes.length,
    doubt: (a, b) => b.doubt - a.doubt,
  };
  const apply = () => {
    const given = Object.fromEntries(new FormData(form)), words = given.words.trim().replace(/\s+/g, " ");
    const frame = given.frame === "" ? -1 : Number(given.frame), pattern = words && patternOf(words);
    const next = rows.filter((row) => (frame < 0 || row.counts[frame]) && (!given.source || row.source === given.source)
      && within(row, given.from, given.to) && (!pattern || holds(row, pattern)));
    const byShare = frame >= 0 ? (a, b) => share(b, frame) - share(a, frame) : (a, b) => share(a, settings.no_frame) - share(b, settings.no_frame);
    const order = given.order === "share" ? (frame >= 0 || settings.no_frame >= 0 ? byShare : undefined) : orders[given.order];
    if (order) next.sort(order);
    restart(next);
    const all = ngettext("%(num)s article", "%(num)s articles", rows.length);
    found.textContent = next.length === rows.length ? all : _("%(count)s of %(all)s", { count: next.length.toLocaleString(language), all });
    only(frame);
  };

  // One frame at a time: its sentences stay tinted, and the list keeps the articles that hold it.
  const choices = [...document.querySelectorAll("[data-only]")];
  const only = (frame) => {
    labels.forEach((_label, place) => document.body.classList.toggle(`only-f${place}`, place === frame));
    for (const one of choices) one.setAttribute("aria-pressed", String(Number(one.dataset.only) === frame));
  };
  for (const choice of choices) {
    choice.addEventListener("click", () => {
      const frame = choice.getAttribute("aria-pressed") === "true" ? -1 : Number(choice.dataset.only);
      if (!form) return only(frame);
      form.elements.frame.value = frame < 0 ? "" : frame;
      return apply();
    });
  }

  // An address that names an article or sentence opens it, wherever it stands in the list.
  const reveal = (id) => {
    const [, number] = /^a(\d+)(?:-s\d+)?$/.exec(id) || [];
    if (!number || !rows[number - 1]) return null;
    let place = shown.findIndex((row) => row.number === Number(number));
    if (place < 0) {
      form?.reset();
      restart(rows);
      place = Number(number) - 1;
    }
    fill(place + 1);
    const article = document.getElementById(`a${number}`);
    if (settings.with_text) open(article);
    return document.getElementById(id);
  };
  const follow = () => {
    const target = reveal(decodeURIComponent(location.hash.slice(1)));
    target?.scrollIntoView();
    if (target?.classList.contains("s")) target.focus({ preventScroll: true });
  };
  window.reveal = reveal;

  if (form) {
    const sources = [...new Set(rows.map((row) => row.source).filter(Boolean))].sort(collator.compare);
    if (sources.length > 1) {
      form.elements.source.append(...sources.map((one) => element("option", { value: one }, one)));
      form.querySelector(".if-sources").hidden = false;
    }
    const dated = rows.some((row) => row.day);
    for (const one of form.querySelectorAll(".if-dates")) one.hidden = !dated;
    let waiting = 0;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(apply, rows.length > 300 ? 200 : 0);
    });
    form.addEventListener("submit", (event) => { event.preventDefault(); apply(); });
    form.addEventListener("reset", () => setTimeout(apply));
    more.querySelector("button").addEventListener("click", () => {
      const first = shown[count];
      fill(count + 2 * STEP);
      document.getElementById(`a${first.number}`).querySelector("button")?.focus();
    });
    apply();
  } else restart(rows);
  addEventListener("hashchange", follow);
  if (location.hash.length > 1) follow();

  const TOP = 10, who = document.getElementById("who"), { actors } = settings;
  if (actors.length) {
    who.append(actorTable(actors.slice(0, TOP), _("Actors in most sentences")));
    if (actors.length > TOP) {
      const rest = element("details", {}, element("summary", {}, ngettext("%(num)s more", "%(num)s more", actors.length - TOP)));
      rest.addEventListener("toggle", () => { if (rest.open && rest.childNodes.length === 1) rest.append(actorTable(actors.slice(TOP), _("Further actors"))); });
      who.append(rest);
    }
    for (const one of document.querySelectorAll("#who, .if-actors")) one.hidden = false;
  }
})();
