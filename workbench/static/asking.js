"use strict";
// A key labels the sentence that is asked for; the next one is put in its place at once.
(() => {
  const room = document.getElementById("asking"), trouble = document.getElementById("trouble");
  if (!room) return;
  let busy = false;

  const give = async (form, button) => {
    if (busy) return;
    busy = true;
    const body = new FormData(form);
    body.append(button.name, button.value);
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Part": "asking", Accept: "application/json" } });
      if (!answer.ok) throw new Error((await answer.json()).error);
      room.innerHTML = await answer.text();
      trouble.hidden = true;
      const asked = room.querySelector("#asked");
      if (asked) asked.focus({ preventScroll: true });
      else location.reload();
      const progress = room.querySelector("progress");
      say(`${button.name === "label" ? button.querySelector("b").textContent : ""} ${progress ? `${progress.value} / ${progress.max}` : ""}`);
    } catch (error) {
      trouble.textContent = error.message;
      trouble.hidden = false;
    }
    busy = false;
  };
  room.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.submitter) give(event.target, event.submitter);
  });
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.matches("input, textarea, select")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key === "Backspace" ? "u" : event.key === "ArrowRight" ? "n" : "";
    const button = [...room.querySelectorAll("button")].find((one) => key && (one.dataset.key === key || one.dataset.place === key));
    if (!button) return;
    event.preventDefault();
    give(button.form, button);
  });
})();
