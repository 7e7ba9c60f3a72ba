// What the server does not have yet of one application: held by the page, and kept in this browser for when the page goes.
// Each page writes under a name of its own, since two tabs under one name would overwrite each other; a page that opens takes over
// what pages that are gone have left. A page that lives holds a lock of its name, and the browser lets go of it when the page dies.

const ROOT = "draft:";

export function unsentOf(application, owner, tab) {
  const root = `${ROOT}${application}:`;
  const name = root + tab;
  const entries = {}; // key of a question -> {fields, seen, at, page}
  let safe = true;

  navigator.locks?.request(name, () => new Promise(() => {}));

  function keep() {
    safe = write(name, owner, entries) || !Object.keys(entries).length;
  }

  // The newest first: an older text for the same question stays where it is until its turn comes, and then stands beside the newer one.
  async function adopt(mayTake = () => true) {
    const found = [];
    for (const left of await gone()) {
      for (const [key, entry] of Object.entries(left.unsent)) {
        if (key in entries || !mayTake(key)) continue;
        entries[key] = entry;
        delete left.unsent[key];
        found.push(key);
      }
      keep();
      write(left.name, left.owner, left.unsent);
    }
    return found;
  }

  async function gone() {
    const held = navigator.locks ? (await navigator.locks.query()).held.map((lock) => lock.name) : [];
    const newest = (left) => Math.max(0, ...Object.values(left.unsent).map((entry) => entry.at));
    return names(root)
      .filter((each) => each !== name && !held.includes(each))
      .map((each) => ({ name: each, ...read(each) }))
      .filter((left) => left.unsent && isTheirs(left, owner))
      .sort((one, other) => newest(other) - newest(one));
  }

  return { name, entries, keep, adopt, isSafe: () => safe };
}

// Of this application, in whichever page of this browser it was written.
export function leftOf(application, owner) {
  return names(`${ROOT}${application}:`).map(read).filter((left) => left.unsent && isTheirs(left, owner));
}

// A draft begun before its owner had an account belongs to whoever signed in with it.
const isTheirs = (left, owner) => !left.owner || !owner || left.owner === owner;

// What was sent by the form itself, and taken: without what was typed after that.
export function forget(name, keys, before) {
  const left = read(name);
  for (const key of keys) if (left.unsent?.[key]?.at <= before) delete left.unsent[key];
  if (left.unsent) write(name, left.owner, left.unsent);
}

// A store that is full, closed or not ours to read holds nothing: the page itself still has the text, and goes on trying.
function names(root) {
  try {
    return Object.keys(localStorage).filter((each) => each.startsWith(root));
  } catch {
    return [];
  }
}

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name) ?? "{}");
  } catch {
    return {};
  }
}

function write(name, owner, unsent) {
  try {
    if (Object.keys(unsent).length) localStorage.setItem(name, JSON.stringify({ owner, unsent }));
    else localStorage.removeItem(name);
    return true;
  } catch {
    return false;
  }
}
