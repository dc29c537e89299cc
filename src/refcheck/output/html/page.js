"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const card = byId("card");
  const filters = byId("filters");
  const delay = 200; // milliseconds in which a pointer may cross from a number to its card
  let shownFor = null;
  let pinned = false;
  let timer = 0;

  // The card: what a number cites, at hand where it is printed.

  function copied(id) {
    const item = byId(id);
    const part = document.createElement("div");
    for (const each of item.querySelectorAll(".printed, .record")) part.append(each.cloneNode(true));
    const line = document.createElement("p");
    line.append(link(id, "In the list"));
    part.append(line);
    return part;
  }

  function link(id, text) {
    const made = document.createElement("a");
    made.href = "#" + id;
    made.textContent = text;
    return made;
  }

  function fill(citation) {
    card.replaceChildren();
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "Close";
    close.addEventListener("click", () => hide(true));
    card.append(close);
    for (const id of (citation.dataset.r || "").split(" ").filter(Boolean)) card.append(copied(id));
    if (!citation.dataset.r) {
      const none = document.createElement("div");
      none.textContent = "The list has no reference of this number.";
      card.append(none);
    }
    const about = (citation.dataset.f || "").split(" ").filter((id) => id && byId(id));
    if (about.length) {
      const part = document.createElement("div");
      part.append("Findings: ");
      about.forEach((id, at) => {
        const rule = byId(id).querySelector("h4").lastChild.textContent.trim();
        part.append(...(at ? [", "] : []), link(id, rule));
      });
      card.append(part);
    }
  }

  function show(citation, pin) {
    clearTimeout(timer);
    if (shownFor !== citation) {
      hide(false);
      fill(citation);
      shownFor = citation;
      citation.setAttribute("aria-describedby", "card");
      citation.classList.add("lit");
    }
    pinned = pin;
    if (pin) card.setAttribute("role", "dialog");
    else card.setAttribute("role", "tooltip");
    card.setAttribute("aria-label", "What " + citation.textContent.trim() + " cites");
    card.hidden = false;
    card.scrollTop = 0;
    const place = citation.getClientRects()[0];
    const below = place.bottom + 8 + card.offsetHeight < innerHeight;
    const left = Math.min(place.left, document.documentElement.clientWidth - card.offsetWidth - 16);
    card.style.left = Math.max(16, left) + scrollX + "px";
    card.style.top = (below ? place.bottom + 8 : Math.max(8, place.top - card.offsetHeight - 8)) + scrollY + "px";
  }

  function hide(back) {
    clearTimeout(timer);
    card.hidden = true;
    if (!shownFor) return;
    shownFor.removeAttribute("aria-describedby");
    shownFor.classList.remove("lit");
    if (back) {
      quiet = true;
      shownFor.focus({ preventScroll: true });
      quiet = false;
    }
    shownFor = null;
    pinned = false;
  }
  let quiet = false; // while the focus goes back to a number, its card stays away

  const citationOf = (target) => (target instanceof Element ? target.closest(".c") : null);
  const leave = () => {
    clearTimeout(timer);
    timer = setTimeout(() => pinned || hide(false), delay);
  };
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse" || pinned) return;
    const citation = citationOf(event.target);
    if (citation) show(citation, false);
    else if (card.contains(event.target)) clearTimeout(timer);
    else if (shownFor && shownFor !== document.activeElement) leave();
  });
  document.addEventListener("focusin", (event) => {
    const citation = citationOf(event.target);
    if (citation && !quiet && citation.matches(":focus-visible")) show(citation, false);
    else if (shownFor && !pinned && !citation && !card.contains(event.target)) hide(false);
  });
  document.addEventListener("focusout", (event) => {
    if (shownFor && !card.contains(event.relatedTarget) && event.relatedTarget && !citationOf(event.relatedTarget)) hide(false);
  });

  // Going to a place: the focus goes along.

  function go(id) {
    const target = byId(id);
    if (!target) return false;
    if (target.hidden) reset();
    history.replaceState(null, "", "#" + id);
    quiet = true;
    target.focus({ preventScroll: true });
    quiet = false;
    target.scrollIntoView({ block: target.matches(".c, mark") ? "center" : "start" });
    for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
    target.classList.add("lit");
    return true;
  }

  function pin(citation) {
    show(citation, true);
    (card.querySelector("a") || card.querySelector("button")).focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const citation = citationOf(event.target);
    if (citation) {
      event.preventDefault();
      pin(citation);
      return;
    }
    const anchor = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
    if (anchor) {
      hide(false);
      if (go(anchor.getAttribute("href").slice(1))) event.preventDefault();
    } else if (!card.contains(event.target)) hide(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && shownFor) hide(true);
    const citation = citationOf(event.target);
    if (event.key === "Enter" && citation && !citation.hasAttribute("href")) pin(citation);
  });

  // Filters.

  function apply() {
    if (!filters) return;
    const severities = new Set([...filters.querySelectorAll("input:checked")].map((box) => box.value));
    const rule = filters.querySelector("select").value;
    const all = [...document.querySelectorAll(".finding")];
    for (const finding of all) {
      const { severity, rule: code } = finding.dataset;
      finding.hidden = !severities.has(severity) || (rule !== "" && rule !== code);
    }
    const seen = all.filter((finding) => !finding.hidden).length;
    byId("count").textContent = `${seen} of ${all.length} findings shown`;
  }

  function reset() {
    for (const box of filters.querySelectorAll("input")) box.checked = true;
    filters.querySelector("select").value = "";
    apply();
  }

  if (filters) {
    filters.hidden = false;
    filters.addEventListener("change", apply);
    apply();
  }
})();
