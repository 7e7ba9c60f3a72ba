// An organisation found as one types: a box with a list below it, by keyboard, pointer and ear; what is not found is kept as typed.

import { plural } from "./counters.js";

const PAUSE = 250; // milliseconds
const SHORTEST = 2;

export function lookUp(box, said) {
  const language = said.language;
  const input = box.querySelector("input");
  const [named, ror, country] = box.querySelectorAll("[type=hidden]");
  const found = box.querySelector("[data-found]");
  const list = document.createElement("ul");
  list.className = "organisations";
  list.id = `${input.id}--list`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", said.organisationsFound);
  list.hidden = true;
  const spoken = document.createElement("p");
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  box.append(list, spoken);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) input.setAttribute(name, value);
  let waiting, asked, active = -1, offers = [];

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const take = (offer) => {
    input.value = named.value = offer.name;
    ror.value = offer.ror;
    country.value = offer.country;
    found.textContent = [offer.place, offer.ror && `ROR ${offer.ror}`].filter(Boolean).join(", ");
    close();
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const mark = (place) => {
    active = (place + offers.length) % offers.length;
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === active)));
    input.setAttribute("aria-activedescendant", list.children[active].id);
    list.children[active].scrollIntoView({ block: "nearest" });
  };
  const item = (offer, index) => {
    const made = document.createElement("li");
    made.id = `${list.id}-${index}`;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    const name = document.createElement("strong");
    name.textContent = offer.acronym ? `${offer.name} (${offer.acronym})` : offer.name;
    const place = document.createElement("span");
    place.className = "muted";
    place.textContent = offer.place;
    made.append(name, " ", place);
    made.addEventListener("pointerdown", (event) => event.preventDefault()); // the input keeps the focus
    made.addEventListener("click", () => take(offer));
    return made;
  };
  const show = (organisations) => {
    offers = organisations;
    list.replaceChildren(...offers.map(item));
    active = -1;
    list.hidden = offers.length === 0;
    input.setAttribute("aria-expanded", String(offers.length > 0));
    spoken.textContent = offers.length ? plural(said, "organisations", offers.length, language) : said.noOrganisation;
  };
  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    const address = new URL(box.dataset.url, location.href);
    address.searchParams.set("q", input.value);
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json", "Accept-Language": language }, signal: asked.signal });
      const isJson = answer.ok && answer.headers.get("Content-Type")?.startsWith("application/json");
      if (isJson && document.activeElement === input) show((await answer.json()).organisations);
    } catch {
      // Without the network, or overtaken by the next letter: what is typed stays as it is.
    }
  };

  input.addEventListener("input", () => {
    const isNamed = input.value === named.value && ror.value;
    found.textContent = isNamed ? `ROR ${ror.value}` : "";
    clearTimeout(waiting);
    close();
    if (input.value.trim().length >= SHORTEST) waiting = setTimeout(ask, PAUSE);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") mark(active + 1);
    else if (event.key === "ArrowUp") mark(active < 1 ? offers.length - 1 : active - 1);
    else if (event.key === "Enter" && active >= 0) take(offers[active]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
}
