"use strict";
// One stop for the tab key; arrows go from sentence to sentence, the key of a label gives it, Backspace takes it back.
(() => {
  const text = document.querySelector("[data-sentences]"), panel = document.getElementById("panel");
  const all = [...text.querySelectorAll(".s")];
  const undo = ["Backspace", "Delete"];
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  let chosen = null, asked = 0, last = Promise.resolve();

  const stop = (sentence) => all.forEach((one) => { one.tabIndex = one === sentence ? 0 : -1; });
  const show = async (sentence) => {
    const mine = asked += 1;
    const answer = await fetch(`${panel.dataset.address}/${sentence.dataset.number}`);
    if (answer.ok && mine === asked) {
      panel.innerHTML = await answer.text();
      panel.scrollTop = 0;
    }
  };
  const choose = (sentence) => {
    if (chosen === sentence) return;
    chosen?.removeAttribute("aria-current");
    chosen = sentence;
    sentence.setAttribute("aria-current", "true");
    stop(sentence);
    history.replaceState(null, "", `#${sentence.id}`);
    if (innerWidth < 960) sentence.scrollIntoView({ block: "start" });
    show(sentence);
  };
  const paint = (sentence, answer) => {
    const { model, strength, doubt } = sentence.dataset, given = answer.label !== "";
    sentence.className = `s f${given ? answer.frame : model || -1} p${given ? 10 : strength}${given ? " mine" : doubt === "True" ? " doubt" : ""}`;
    sentence.querySelector("[data-said]").textContent = given ? `${answer.shown}: ` : "";
  };
  // Labels go one after another, so that the last one given is the last one kept.
  const give = (sentence, label, notes) => {
    const body = new FormData();
    body.append("token", document.querySelector("input[name=token]").value);
    body.append("number", sentence.dataset.number);
    body.append("label", label);
    body.append("notes", notes);
    last = last.then(async () => {
      try {
        const answer = await send(panel.dataset.address, body);
        paint(sentence, answer);
        say(answer.told);
        if (chosen === sentence) await show(sentence);
      } catch (error) {
        tell(error.message);
      }
    });
    return last;
  };
  const tell = (what) => {
    panel.querySelector(".warning")?.remove();
    const told = document.createElement("p");
    told.className = "warning";
    told.setAttribute("role", "alert");
    told.textContent = what;
    panel.prepend(told);
  };
  const labelOf = (key) => {
    for (const one of panel.querySelectorAll("button[data-key]")) {
      if (key === one.dataset.key || key === one.dataset.place) return one.value;
    }
    return null;
  };
  const notes = () => panel.querySelector("input[name=notes]")?.value ?? "";

  text.addEventListener("click", (event) => {
    const sentence = event.target.closest(".s");
    if (!sentence || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    choose(sentence);
    sentence.focus({ preventScroll: true });
  });
  text.addEventListener("focusin", (event) => {
    const sentence = event.target.closest(".s");
    if (sentence) choose(sentence);
  });
  panel.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!chosen) return;
    const sentence = chosen, button = event.submitter;
    give(sentence, button?.name === "label" ? button.value : "", notes()).then(() => sentence.focus({ preventScroll: true }));
  });
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.matches("input, textarea, select")) return;
    const here = event.target.closest(".s"), at = all.indexOf(here);
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (here && key in steps) all[at + steps[key]]?.focus();
    else if (here && key === "Home") all[0].focus();
    else if (here && key === "End") all[all.length - 1].focus();
    else if (chosen && undo.includes(key)) give(chosen, "", "");
    else if (chosen && labelOf(key) !== null) give(chosen, labelOf(key), notes());
    else return;
    event.preventDefault();
  });

  const begin = all.find((one) => location.hash === `#${one.id}`) ?? null;
  stop(begin ?? all[0]);
  if (begin) {
    history.scrollRestoration = "manual"; // else a reload would put what was chosen behind the panel of a phone
    choose(begin);
  }
})();
