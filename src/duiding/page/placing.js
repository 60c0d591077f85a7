"use strict";
// Where there is room, a box stands by its sentence; on a narrow screen at its foot, as without a script.
const placeBox = (box, sentence) => {
  const gap = 6;
  box.classList.remove("placed");
  box.style.left = box.style.top = "";
  if (innerWidth < 640) return;
  const lines = sentence.getClientRects();
  const first = lines[0], last = lines[lines.length - 1];
  const { width, height } = box.getBoundingClientRect();
  const below = last.bottom + gap, above = first.top - height - gap;
  if (below + height > innerHeight && above < 0) return;
  box.classList.add("placed");
  const line = below + height <= innerHeight ? last : first;
  box.style.top = `${line === last ? below : above}px`;
  box.style.left = `${Math.max(gap, Math.min(line.left, document.documentElement.clientWidth - width - gap))}px`;
};
