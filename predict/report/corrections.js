"use strict";
// What the reader says a label should be: kept by the browser under this report's name, given out as a table to train on.
const makeCorrections = (key, isKnown) => {
  const given = new Map();
  const read = () => {
    given.clear();
    try {
      for (const [id, label] of Object.entries(JSON.parse(localStorage.getItem(key)) || {})) {
        if (isKnown(id, label)) given.set(id, label);
      }
    } catch {
      // Nothing is kept, or nothing that can be read.
    }
  };
  const keep = () => {
    try {
      if (given.size) localStorage.setItem(key, JSON.stringify(Object.fromEntries(given)));
      else localStorage.removeItem(key);
      return true;
    } catch {
      return false;
    }
  };
  return { given, read, keep };
};

// As Python's csv module writes it, and as duiding.spreadsheets makes cells harmless and reads them back.
const FORMULA = /^'*(?:[\t\r\n]|[\s\x1c-\x1f\x85\u200b\u2060\ufeff]*[=+\-@＝＋－＠])/;
const asCsv = (rows) => {
  const cell = (value) => {
    const text = FORMULA.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => `${row.map(cell).join(",")}\n`).join("");
};

const textOf = (sentence) =>
  sentence ? [...sentence.childNodes].filter((one) => one.nodeType === Node.TEXT_NODE).map((one) => one.data).join("") : "";

const COLUMNS = ["article_id", "sentence", "text", "label", "predicted", "before", "after", "model"];
const tableOf = (given, model) => {
  const rows = [COLUMNS];
  for (const article of document.querySelectorAll("[data-sentences]")) {
    const all = [...article.querySelectorAll(".s")];
    all.forEach((one, place) => {
      if (!given.has(one.id)) return;
      const around = [all[place - 1], all[place + 1]].map(textOf);
      const { number, label } = one.dataset;
      rows.push([article.dataset.article, number, textOf(one), given.get(one.id), label, ...around, model]);
    });
  }
  return rows;
};
