"use strict";
// What the reader says a label should be: kept by the browser under this report's name, given out as a table to train on.
const sentenceOf = (id) => {
  const [, number, place] = /^a(\d+)-s(\d+)$/.exec(id) || [];
  const article = number && articleOf(Number(number));
  if (!article) return null;
  const all = sentencesOf(article), at = all.findIndex((one) => one.n === Number(place));
  return at < 0 ? null : { article, number: Number(number), sentence: all[at], before: all[at - 1], after: all[at + 1] };
};

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
const asCsv = (lines) => {
  const cell = (value) => {
    const text = FORMULA.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return lines.map((line) => `${line.map(cell).join(",")}\n`).join("");
};

const COLUMNS = ["article_id", "sentence", "text", "label", "predicted", "before", "after", "model"];
const tableOf = (given, model) => {
  const found = [...given].map(([id, label]) => ({ ...sentenceOf(id), label }));
  found.sort((a, b) => a.number - b.number || a.sentence.n - b.sentence.n);
  return [COLUMNS, ...found.map(({ article, sentence, before, after, label }) => [
    article.id, sentence.n, sentence.text, label, labels[sentence.label].name, before?.text || "", after?.text || "", model,
  ])];
};
