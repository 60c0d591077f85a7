"use strict";
// A text or an address that is not taken stays in its form, with the reason beside it.
for (const form of document.querySelectorAll("form[data-adding]:not(.dropping)")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const told = form.querySelector("[data-told]"), button = form.querySelector("button");
    button.disabled = true;
    try {
      await send(form.action, new FormData(form));
      form.reset();
      location.reload();
    } catch (error) {
      told.textContent = error.message;
      told.hidden = false;
    }
    button.disabled = false;
  });
}

// Files and folders, chosen or dropped, are sent some at a time, so that a folder of thousands arrives too.
(() => {
  const form = document.querySelector("form.dropping");
  if (!form) return;
  const drop = form.querySelector("[data-drop]"), told = form.querySelector("[data-told]");
  const MOST = 50, LARGEST = 50_000_000;

  const groups = function* (files) {
    let group = [], size = 0;
    for (const file of files) {
      if (group.length && (group.length === MOST || size + file.size > LARGEST)) {
        yield group;
        group = [];
        size = 0;
      }
      group.push(file);
      size += file.size;
    }
    if (group.length) yield group;
  };

  const upload = async (files) => {
    const refused = [];
    let taken = 0;
    form.querySelector("button").disabled = true;
    try {
      for (const group of groups(files)) {
        const body = new FormData();
        body.append("token", form.elements.token.value);
        for (const file of group) body.append("files", file, file.name);
        const answer = await send(form.action, body);
        taken += answer.taken;
        refused.push(...answer.refused);
        told.textContent = `${taken} / ${files.length}`;
      }
    } catch (error) {
      refused.push(error.message);
    }
    form.querySelector("button").disabled = false;
    told.textContent = [`${taken} / ${files.length}`, ...refused.slice(0, 20)].join(" · ");
    if (taken && !refused.length) location.reload();
  };

  const walked = async (entry) => {
    if (entry.isFile) return [await new Promise((done, fail) => entry.file(done, fail))];
    const reader = entry.createReader(), found = [];
    for (;;) {
      const some = await new Promise((done, fail) => reader.readEntries(done, fail));
      if (!some.length) return found;
      for (const one of some) found.push(...await walked(one));
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = [...form.querySelectorAll("input[type=file]")].flatMap((one) => [...one.files]);
    if (chosen.length) upload(chosen);
    else form.querySelector("input[type=file]").focus();
  });
  for (const name of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", name === "dragover");
    });
  }
  drop.addEventListener("drop", async (event) => {
    const entries = [...event.dataTransfer.items].map((one) => one.webkitGetAsEntry()).filter(Boolean);
    const files = [];
    for (const entry of entries) files.push(...await walked(entry));
    if (files.length) upload(files);
  });
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => event.preventDefault());
})();
