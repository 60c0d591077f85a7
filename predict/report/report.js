"use strict";
(() => {
  const page = document.documentElement, body = document.body;
  page.classList.add("scripted");

  // One stop for the tab key in each article; arrow keys go from sentence to sentence.
  const texts = [...document.querySelectorAll("[data-sentences]")];
  for (const text of texts) {
    text.querySelectorAll(".s").forEach((one, place) => { one.tabIndex = place ? -1 : 0; });
  }
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  document.addEventListener("keydown", (event) => {
    body.classList.toggle("quiet", event.key === "Escape");
    const here = event.target.closest?.(".s");
    if (!here || event.altKey || event.ctrlKey || event.metaKey) return;
    const all = [...here.closest("[data-sentences]").querySelectorAll(".s")];
    const at = all.indexOf(here);
    let next;
    if (event.key in steps) next = all[at + steps[event.key]];
    else if (event.key === "Home") next = all[0];
    else if (event.key === "End") next = all[all.length - 1];
    else return;
    event.preventDefault();
    if (!next) return;
    here.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
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

  // The legend shows one frame at a time.
  const buttons = [...document.querySelectorAll("[data-only]")];
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      for (const one of buttons) {
        const pressed = on && one === button;
        one.setAttribute("aria-pressed", String(pressed));
        body.classList.toggle(`only-${one.dataset.only}`, pressed);
      }
    });
  }
})();
