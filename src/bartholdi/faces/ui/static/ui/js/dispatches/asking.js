// The server, asked from the page: it gets and gives sealed octets and outer facts only. A lost connection is waited out.

const WAITS = [1000, 3000, 8000, 20_000];

export class Unanswered extends Error {
  constructor(text, status = 0, told = {}) {
    super(text);
    Object.assign(this, { status, told });
  }
}

const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;

async function once(address, { method = "GET", body, json } = {}) {
  const headers = method === "GET" ? {} : { "X-CSRFToken": token(), "Content-Type": json ? "application/json" : "application/octet-stream" };
  const answer = await fetch(address, { method, headers, body: json ? JSON.stringify(json) : body, cache: "no-store", redirect: "error" });
  if (answer.ok) return answer;
  const told = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
  throw new Unanswered(told.refused ?? "", answer.status, told);
}

// Refused is refused; what did not get through is tried again, and `told` hears that it waits.
export async function asked(address, how = {}, { told = () => {}, waits = WAITS, forever = false } = {}) {
  for (let tries = 0; ; tries++) {
    try {
      return await once(address, how);
    } catch (fault) {
      const passing = !(fault instanceof Unanswered) || fault.status >= 502;
      if (!passing || (!forever && tries >= waits.length)) throw fault instanceof Unanswered ? fault : new Unanswered("");
      told();
      await new Promise((ready) => setTimeout(ready, waits[Math.min(tries, waits.length - 1)]));
    }
  }
}

export const json = async (address, how, more) => (await asked(address, how, more)).json();
export const octets = async (address, how, more) => new Uint8Array(await (await asked(address, how, more)).arrayBuffer());
