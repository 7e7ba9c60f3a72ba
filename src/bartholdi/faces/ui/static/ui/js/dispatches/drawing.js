// Elements made from text alone: nothing that came out of a seal is ever taken as markup.

// Dates as the server writes them: the day before the month.
export const locale = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "text") made.textContent = value;
    else if (name === "on") for (const [event, act] of Object.entries(value)) made.addEventListener(event, act);
    else if (value !== undefined && value !== false && value !== null) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((each) => each !== null && each !== undefined));
  return made;
}

export const button = (text, act, kind = "secondary") => element("button", { type: "button", class: `button button--${kind}`, text, on: { click: act } });

export function notice(tone, title, ...lines) {
  const said = lines.filter(Boolean).map((each) => (typeof each === "string" ? element("p", { text: each }) : each));
  return element("div", { class: `notice notice--${tone}`, role: tone === "bad" ? "alert" : "status" }, element("p", { class: "notice-title", text: title }), ...said);
}

// The name as a file may have it anywhere; the signed one was judged already.
export function saver(blob, name, text) {
  return element("a", { class: "button button--secondary", href: URL.createObjectURL(blob), download: name, text });
}

export const grouped = (fingerprint) => fingerprint.match(/.{4}/g).join(" ");
