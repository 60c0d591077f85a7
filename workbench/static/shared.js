"use strict";
// What all pages use: saying something to who listens, and keeping a part of the page up to date while work runs.
document.documentElement.classList.add("scripted");
const say = (what) => { document.getElementById("said").textContent = what; };

const send = async (address, form) => {
  const answer = await fetch(address, { method: "POST", body: form, headers: { Accept: "application/json" } });
  const told = answer.headers.get("content-type")?.startsWith("application/json") ? await answer.json() : {};
  if (!answer.ok) throw new Error(told.error || `${answer.status} ${answer.statusText}`);
  return told;
};

// Who gives a name or chooses a language comes back to the same place of the page.
for (const field of document.querySelectorAll("input[name=back]")) {
  field.form.addEventListener("submit", () => { field.value = location.pathname + location.search + location.hash; });
}

(() => {
  const every = 1500;
  for (const region of document.querySelectorAll("[data-live]")) {
    let busy = region.querySelector("[data-busy]") !== null;
    const look = async () => {
      if (!document.hidden) {
        try {
          const answer = await fetch(region.dataset.live);
          if (answer.ok) {
            const before = region.dataset.was, text = await answer.text();
            if (text !== before && !region.contains(document.activeElement)) {
              const open = [...region.querySelectorAll("details")].map((one) => one.open);
              region.innerHTML = text;
              region.querySelectorAll("details").forEach((one, place) => { one.open = open[place] ?? one.open; });
              region.dataset.was = text;
            }
            const now = region.querySelector("[data-busy]") !== null;
            if (busy && !now && "reload" in region.dataset && !document.activeElement?.closest("form")) location.reload();
            busy = now;
          }
        } catch {
          // The workbench was closed: what is shown stays.
        }
      }
      setTimeout(look, busy ? every : 4 * every);
    };
    setTimeout(look, every);
  }
})();
