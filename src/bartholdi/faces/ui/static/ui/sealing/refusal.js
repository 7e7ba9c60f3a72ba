// A refusal has one stable code (docs/sealing-format.md section 9); its sentence is said elsewhere, in two languages.

export class Refusal extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

export function demand(held, code) {
  if (!held) throw new Refusal(code);
}
